import { resolve } from 'node:path';
import { BadInput } from '#core/errors.js';
import { readConfig } from '#infra/config.js';
import { openEvidence } from '#infra/evidence/open.js';
import { holdEvidence, legalHolds, liftHold, purgePreview } from '#infra/store/retention.js';
import { purgeEverywhere } from '#pipeline/steps/purge.js';
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
    const { archives, ...gone } = await purgeEverywhere({ db, config, evidence: openEvidence(config, resolve(config.dataDir)) }, election, before, who);
    console.log(`gone: ${gone.documents} documents with ${gone.observations} observations, ${gone.snapshots} snapshots, ${gone.bodies} bodies${held}.${archives} Backups of earlier days still hold them.`);
  });
}

function named(by: string | undefined): string {
  if (by === undefined || by.trim() === '') throw new BadInput('say who does it (--by): a code or a role, such as A2');
  return by;
}
