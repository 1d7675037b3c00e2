import { BadInput, messageOf } from '#core/errors.js';
import { readConfig } from '#infra/config.js';
import { loadWatchlist } from '#infra/files/watchlist.js';
import { listElections } from '#infra/store/elections.js';
import { migrate, openDatabase } from '#infra/store/open.js';
import { putWatchlistFile } from '#pipeline/watchlist.js';
import { readPastEvenings } from '../demo/past-evenings.js';
import type { Order, Said } from './before-demo.js';

const say = (said: Said): Promise<void> => new Promise((resolve) => { process.send!(said, undefined, undefined, () => { resolve(); }); });
/** Resolves when whoever started us has set the country's clock. */
const setClock = (at: Date): Promise<void> => new Promise((resolve) => {
  process.once('message', () => { resolve(); });
  void say({ clock: at.toISOString() });
});

async function work({ watchlist, date, past }: Order): Promise<void> {
  const config = readConfig(process.env);
  const db = await openDatabase(config.databaseUrl!, 2);
  try {
    await migrate(db);
    const { id, time_zone: timeZone } = (await loadWatchlist(watchlist)).watchlist.election;
    const other = (await listElections(db)).find((election) => election.id !== id);
    if (other !== undefined) throw new BadInput(`this database watches "${other.id}", and the demo election would be mixed with it: give your watchlist with --watchlist, or another folder with --data (and no DATABASE_URL) for the demo`);
    if (!past) return;
    const { electionId } = await putWatchlistFile(db, watchlist);
    await readPastEvenings(config, config.databaseUrl!, { id: electionId, timeZone }, date, setClock);
  } finally { await db.destroy(); }
}

// Whoever started us is gone: nobody needs this any more.
process.once('disconnect', () => { process.exit(1); });
process.once('message', (order: Order) => {
  work(order).then(() => say({ done: true }), (error: unknown) => say({ fault: messageOf(error), person: error instanceof BadInput })).then(() => { process.exit(0); }, () => { process.exit(1); });
});
