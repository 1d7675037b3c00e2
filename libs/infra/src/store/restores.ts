import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { messageOf, BadInput } from '#core/errors.js';
import { readSent } from '../mail/sent-ledger.js';
import { purge, type PurgeLine } from './retention.js';
import type { EvidenceStore } from '#core/ports.js';

/** Lines of a ledger of purges; none where there is no file. BadInput names the line that is none. */
export async function readLedger(file: string): Promise<PurgeLine[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line.trim() !== '').map((line, at) => {
    try { return JSON.parse(line) as PurgeLine; } catch (error) { throw new BadInput(`${file}, line ${at + 1}: ${messageOf(error)}`); }
  });
}

/**
 * What a database that was brought back must know of the time since: everything is paused until a person resumes, mails that left stay known as such, and what was
 * purged is purged again. Resolves with counts for the person.
 */
export async function settleRestore(db: DataSource, backupAt: Date, dataDir: string, sentFile: string, evidence: EvidenceStore): Promise<{ sentBefore: number | null; purged: number }> {
  const names = await readSent(sentFile);
  await db.query(`INSERT INTO pauses (why, by, mails_since, hold_mails) VALUES ($1, 'claque restore', $2, $3)`, [`restored from the backup of ${backupAt.toISOString()}`, backupAt, names === null || names.length === 0]);
  if (names !== null) await db.query('INSERT INTO sent_before (name) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [names]);
  let purged = 0;
  for (const { electionId, before, by } of await readLedger(join(dataDir, 'purges.jsonl'))) purged += Object.values(await purge(db, evidence, { electionId, before: new Date(before), by: `${by}, again after a restore` })).reduce((sum, n) => sum + n, 0);
  return { sentBefore: names?.length ?? null, purged };
}
