import { appendFileSync, mkdirSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { addDays, localDayOf, localTimeOf } from '#core/election/calendar.js';
import type { Config } from '#infra/config.js';
import { areBodiesDoomed, removeDoomed } from '#infra/store/bodies.js';
import { listElections } from '#infra/store/elections.js';
import { noteNothingPurged, purge, purgedBefore, purgePreview, type PurgeLine, type Purged } from '#infra/store/retention.js';
import type { Job, Outcome } from '../jobs.js';
import type { World } from '../world.js';

/** Local time from which a day's purge is due: nobody waits for a note then. */
const AT = '02:00';
const BY = 'CLAQUE_KEEP_DAYS';

/** Elections of which something may be older than the setting allows and that were not looked at today. None without the setting. */
export async function duePurges({ config: { keepDays }, db, clock }: Pick<World, 'config' | 'db' | 'clock'>): Promise<Job[]> {
  if (keepDays === undefined) return [];
  const now = clock.now();
  const unfinished = await areBodiesDoomed(db);
  const jobs: Job[] = [];
  for (const { id, timeZone } of await listElections(db)) {
    const before = addDays(localDayOf(now, timeZone), -keepDays);
    if (localTimeOf(now, timeZone) >= AT && (unfinished || !await purgedBefore(db, id, midnight(before)))) jobs.push({ name: 'evidence.purge', payload: { election: id, before } });
  }
  return jobs;
}

/** What an election's age takes away by itself, where a setting says so. */
export async function purgeOld(world: World, { election, before }: { election: string; before: string }): Promise<Outcome> {
  if (world.config.keepDays === undefined) return { skipped: 'off' };
  const order = { electionId: election, before: midnight(before), by: BY };
  if (await purgedBefore(world.db, election, order.before)) {
    // Rows went all at once; a purge that was cut off after that has left bodies.
    const bodies = await removeDoomed(world.db, world.evidence);
    return bodies === 0 ? { skipped: 'already-done' } : { done: `${bodies} bodies of an earlier purge are gone` };
  }
  const { documents, snapshots } = await purgePreview(world.db, order);
  if (documents + snapshots === 0) {
    // No line beside the database: a restore has nothing to do again.
    await noteNothingPurged(world.db, order);
    return { skipped: 'nothing-due' };
  }
  const { archives, ...gone } = await purgeEverywhere(world, election, before, BY);
  world.log('info', 'purged what was too old', { election, before, documents: gone.documents, snapshots: gone.snapshots, bodies: gone.bodies, archives });
  return { done: `${gone.documents} documents and ${gone.snapshots} snapshots of ${election} before ${before} are gone` };
}

/**
 * Takes away what was last seen before a day (UTC): tables, bodies, and days of WARC files where no other election is watched. Said beside the database before it happens:
 * a backup of an earlier day, restored, is purged again from that list. `archives` is a sentence about WARC files, or nothing.
 */
export async function purgeEverywhere({ db, evidence, config }: Pick<World, 'db' | 'evidence' | 'config'>, election: string, before: string, by: string): Promise<Purged & { archives: string }> {
  const line: PurgeLine = { electionId: election, before: midnight(before).toISOString(), by, at: new Date().toISOString() };
  for (const file of purgeLedgers(config, resolve(config.dataDir))) {
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600, flush: true });
  }
  const gone = await purge(db, evidence, { electionId: election, before: midnight(before), by });
  return { ...gone, archives: await purgeArchives(db, config, before) };
}

const midnight = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** Where purges are noted: in the data folder, and beside evidence that is in files, which may outlive it. */
export function purgeLedgers(config: Config, dataDir: string): string[] {
  return [...new Set([join(dataDir, 'purges.jsonl'), ...(config.evidenceS3Url === undefined ? [join(config.evidenceDir ?? join(dataDir, 'evidence'), 'purges.jsonl')] : [])])];
}

/** WARC files hold whole days of every election: they go where no other election is watched and nothing is held; else that is said. */
export async function purgeArchives(db: World['db'], config: Config, before: string): Promise<string> {
  const folder = join(config.evidenceDir ?? join(resolve(config.dataDir), 'evidence'), 'warc');
  const days = (await readdir(folder).catch(() => [] as string[])).filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name) && name < before);
  if (days.length === 0) return '';
  const [{ elections, holds } = { elections: 2, holds: 0 }] = await db.query<{ elections: number; holds: number }[]>('SELECT (SELECT count(*)::int FROM elections) AS elections, (SELECT count(*)::int FROM legal_holds WHERE lifted_at IS NULL) AS holds');
  if (elections > 1 || holds > 0) return ` ${days.length} days of WARC files before that day STILL HOLD PAGES in ${folder}: ${holds > 0 ? 'something is under legal hold' : 'they are of other elections, too'}.`;
  for (const day of days) await rm(join(folder, day), { recursive: true, force: true });
  return ` ${days.length} days of WARC files went, too.`;
}
