import type { Verb } from '../verb.js';
import { accounts } from './accounts.js';
import { api } from './api.js';
import { config } from './config.js';
import { coordinate } from './coordinate.js';
import { crawl } from './crawl.js';
import { demo } from './demo.js';
import { detect } from './detect.js';
import { digest } from './digest.js';
import { doctor } from './doctor.js';
import { importVerb } from './import.js';
import { exportVerb, verify } from './export.js';
import { pause, resume } from './pause.js';
import { read } from './read.js';
import { similar } from './similar.js';
import { bounces } from './bounces.js';
import { bulletin, release } from './release.js';
import { start } from './start.js';
import { backup, hold, migrateStorage, purge, restore } from './storage.js';
import { tryPage } from './try.js';
import { watchlist } from './watchlist.js';
import { user } from './user.js';
import { webhook } from './webhook.js';
import { worker } from './worker.js';

/** In the order of `claque --help`. Each file here only declares; the work is loaded when the verb is called. */
export const verbs: Verb[] = [start, demo, api, user, worker, watchlist, tryPage, crawl, read, detect, coordinate, similar, accounts, digest, release, bulletin, webhook, bounces, importVerb, exportVerb, verify,
  doctor, config, pause, resume, backup, restore, hold, purge, migrateStorage];
