import type { Bank } from './bank.js';
import { firstBank } from './first/index.js';
import { secondBank } from './second/index.js';

const BANKS: readonly Bank[] = [firstBank, secondBank];

/** The phrase bank of a seed; seeds take turns over all banks. */
export const bankOf = (seed: number): Bank => BANKS[Math.abs(seed) % BANKS.length]!;
