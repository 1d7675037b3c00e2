import type { Verb } from '../verb.js';
import { config } from './config.js';
import { read } from './read.js';

/** In the order of `claque --help`. Each file here only declares; the work is loaded when the verb is called. */
export const verbs: Verb[] = [config, read];
