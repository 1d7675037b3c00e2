import { readFile } from 'node:fs/promises';
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

export interface Ledgers {
  /** Files that say which mails left. */
  sent: readonly string[];
  /** They are those of every machine that sent: what they do not name did not leave. */
  complete: boolean;
  /** Files that say what was purged. */
  purges: readonly string[];
}
export interface Settled { /** Null where no ledger was there. */ sentBefore: number | null; held: boolean; /** What was purged since, as it was done again. */ purges: PurgeLine[]; purged: number }

/**
 * What a database that was brought back must know of the time since: everything is paused until a person resumes; mails that left stay known as such, and, unless the ledgers
 * are known to be all there are, those of the days since the backup are held; what was purged is purged again.
 */
export async function settleRestore(db: DataSource, backupAt: Date, { sent, complete, purges }: Ledgers, evidence: EvidenceStore): Promise<Settled> {
  const ledgers = await Promise.all(sent.map(readSent));
  const there = ledgers.filter((names) => names !== null);
  const names = there.flat();
  const held = !complete || there.length === 0 || there.length < sent.length;
  await db.query(`INSERT INTO pauses (why, by, mails_since, hold_mails) VALUES ($1, 'claque restore', $2, $3)`, [`restored from the backup of ${backupAt.toISOString()}`, backupAt, held]);
  await db.query('INSERT INTO sent_before (name) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [names]);
  const lines = (await Promise.all(purges.map(readLedger))).flat();
  // What goes with a later moment holds all that went with an earlier one.
  const orders = [...new Map(lines.toSorted((a, b) => (a.before < b.before ? -1 : 1)).map((line) => [line.electionId, line])).values()];
  let purged = 0;
  for (const { electionId, before, by } of orders) purged += Object.values(await purge(db, evidence, { electionId, before: new Date(before), by: `${by}, again after a restore` })).reduce((sum, n) => sum + n, 0);
  return { sentBefore: there.length === 0 ? null : names.length, held, purges: orders, purged };
}
