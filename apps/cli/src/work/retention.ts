import { appendFileSync, mkdirSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { BadInput } from '#core/errors.js';
import { readConfig, type Config } from '#infra/config.js';
import { openEvidence } from '#infra/evidence/open.js';
import { holdEvidence, legalHolds, liftHold, purge, purgePreview, type PurgeLine } from '#infra/store/retention.js';
import type { Database } from '#infra/store/open.js';
import { dayOption } from '../day.js';
import { withInstallation } from './installation.js';

interface HoldOptions { election?: string; source?: string; why?: string; lift?: string; by?: string; data: string }
interface PurgeOptions { election: string; before: string; by?: string; dryRun?: boolean; data: string }
const configOf = (data: string) => readConfig({ ...process.env, CLAQUE_DATA_DIR: data });

export async function runHold(_args: [], { election, source, why, lift, by, data }: HoldOptions): Promise<void> {
  if (lift !== undefined && !/^\d{1,18}$/.test(lift)) throw new BadInput(`--lift is "${lift}": give the number of a hold, as \`claque hold\` lists it`, 2);
  await withInstallation(configOf(data), 'claque hold', async (db) => {
    if (lift !== undefined) { await liftHold(db, lift, named(by)); console.log(`hold ${lift} is lifted`); return; }
    if (election !== undefined) { console.log(`hold ${await holdEvidence(db, election, source ?? null, why ?? '', by ?? '')} is in force: nothing of ${source ?? 'it'} is purged`); return; }
    const holds = await legalHolds(db);
    for (const { id, electionId, sourceId, why: reason, by: who, at } of holds) console.log(`${id}  ${electionId}${sourceId === null ? '' : `, ${sourceId}`}: ${reason} (${who}, ${at.toISOString().slice(0, 10)})`);
    if (holds.length === 0) console.log('no hold is in force');
  });
}

export async function runPurge(_args: [], { election, before, by, dryRun, data }: PurgeOptions): Promise<void> {
  const moment = new Date(`${dayOption('--before', before)}T00:00:00Z`);
  if (moment.getTime() > Date.now()) throw new BadInput(`--before is ${before}, which is in the future: everything would go`, 2);
  const config = configOf(data);
  await withInstallation(config, 'claque purge', async (db) => {
    if ((await db.query<unknown[]>('SELECT 1 FROM elections WHERE id = $1', [election])).length === 0) throw new BadInput(`no election is called "${election}"`);
    const { documents, snapshots, heldSources } = await purgePreview(db, { electionId: election, before: moment });
    const held = heldSources === 0 ? '' : `; ${heldSources} sources are under legal hold, and nothing of them goes`;
    if (dryRun) { console.log(`would go: ${documents} documents, ${snapshots} snapshots with their bodies${held}`); return; }
    const who = named(by);
    // Said beside the database before it happens: a backup of an earlier day, restored, is purged again from this list.
    const line: PurgeLine = { electionId: election, before: moment.toISOString(), by: who, at: new Date().toISOString() };
    for (const file of purgeLedgers(config, resolve(config.dataDir))) {
      mkdirSync(dirname(file), { recursive: true });
      appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600, flush: true });
    }
    const gone = await purge(db, openEvidence(config, resolve(config.dataDir)), { electionId: election, before: moment, by: who });
    const archives = await purgeArchives(db, config, before);
    console.log(`gone: ${gone.documents} documents with ${gone.observations} observations, ${gone.snapshots} snapshots, ${gone.bodies} bodies${held}.${archives} Backups of earlier days still hold them.`);
  });
}

/** Where purges are noted: in the data folder, and beside evidence that is in files, which may outlive it. */
export function purgeLedgers(config: Config, dataDir: string): string[] {
  return [...new Set([join(dataDir, 'purges.jsonl'), ...(config.evidenceS3Url === undefined ? [join(config.evidenceDir ?? join(dataDir, 'evidence'), 'purges.jsonl')] : [])])];
}

/** WARC files hold whole days of every election: they go where no other election is watched and nothing is held; else that is said. Gives a sentence, or nothing. */
async function purgeArchives(db: Database, config: Config, before: string): Promise<string> {
  const folder = join(config.evidenceDir ?? join(resolve(config.dataDir), 'evidence'), 'warc');
  const days = (await readdir(folder).catch(() => [] as string[])).filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name) && name < before);
  if (days.length === 0) return '';
  const [{ elections, holds } = { elections: 2, holds: 0 }] = await db.query<{ elections: number; holds: number }[]>('SELECT (SELECT count(*)::int FROM elections) AS elections, (SELECT count(*)::int FROM legal_holds WHERE lifted_at IS NULL) AS holds');
  if (elections > 1 || holds > 0) return ` ${days.length} days of WARC files before that day STILL HOLD PAGES in ${folder}: ${holds > 0 ? 'something is under legal hold' : 'they are of other elections, too'}.`;
  for (const day of days) await rm(join(folder, day), { recursive: true, force: true });
  return ` ${days.length} days of WARC files went, too.`;
}

function named(by: string | undefined): string {
  if (by === undefined || by.trim() === '') throw new BadInput('say who does it (--by): a code or a role, such as A2');
  return by;
}
