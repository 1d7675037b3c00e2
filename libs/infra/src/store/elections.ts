import { IsNull } from 'typeorm';
import type { Account, Actor, Election, Goal, LocalDate, Recipient, Source } from '#core/model.js';
import { Gone } from '#core/errors.js';
import { AccountRow, ActorRow, ElectionRow, GoalRow, RecipientRow, SourceRow } from './entities/watchlist.js';
import type { Sql } from './open.js';

const election = (row: ElectionRow): Election => ({
  id: row.id, name: row.name, polity: row.polity, timeZone: row.timeZone, pollingDay: row.pollingDay, phases: row.phases, releaseRules: row.releaseRules, watchlistVersion: row.watchlistVersion,
  population: row.population === null ? null : Number(row.population), onlineShare: row.onlineShare, watershed: row.watershed });

export async function listElections(db: Sql): Promise<Election[]> {
  return (await db.getRepository(ElectionRow).find({ order: { id: 'ASC' } })).map(election);
}

/** Rejects with Gone when there is no such election. */
export async function getElection(db: Sql, id: string): Promise<Election> {
  const row = await db.getRepository(ElectionRow).findOne({ where: { id } });
  if (!row) throw new Gone(`there is no election "${id}"`);
  return election(row);
}

/** Exact host:port exceptions to the guard and the contact, over all elections. */
export async function networkSettings(db: Sql): Promise<{ allowPrivate: string[]; contact: string | null }> {
  const rows = await db.getRepository(ElectionRow).find({ select: { id: true, allowPrivate: true, contact: true } });
  return { allowPrivate: [...new Set(rows.flatMap((row) => row.allowPrivate))], contact: rows.find((row) => row.contact !== null)?.contact ?? null };
}

export async function listActors(db: Sql, electionId: string): Promise<Actor[]> {
  const rows = await db.getRepository(ActorRow).find({ where: { electionId }, order: { id: 'ASC' } });
  return rows.map((row) => ({ id: row.id, name: row.name, kind: row.kind as Actor['kind'], side: row.side as Actor['side'] }));
}

export async function listSources(db: Sql, electionId: string): Promise<(Source & { lastOutcome: string | null; lastOutcomeAt: Date | null })[]> {
  const rows = await db.getRepository(SourceRow).find({ where: { electionId, active: true }, order: { id: 'ASC' } });
  return rows.map((row) => ({ id: row.id, actorId: row.actorId, kind: row.kind, url: row.url, settings: row.settings, robots: row.robots, paceMs: row.paceMs, paused: row.paused, lastOutcome: row.lastOutcome, lastOutcomeAt: row.lastOutcomeAt }));
}

export async function listAccounts(db: Sql, electionId: string): Promise<Account[]> {
  const rows = await db.getRepository(AccountRow).find({ where: { electionId }, order: { key: 'ASC' } });
  return rows.map((row) => ({ key: row.key as Account['key'], platform: row.platform, handle: row.handle, name: row.name, ownerActorId: row.ownerActorId, status: row.status as Account['status'], watched: row.watched, replaces: row.replaces as Account['replaces'] }));
}

/** Those of the watchlist in force. */
export async function listGoals(db: Sql, electionId: string): Promise<Goal[]> {
  const rows = await db.getRepository(GoalRow).find({ where: { electionId, endedAt: IsNull() }, order: { id: 'ASC' } });
  return rows.map((row) => ({ account: row.account as Goal['account'], value: Number(row.value), by: row.by, statedBy: row.statedBy, statedOn: row.statedOn, source: row.source }));
}

/** Who gets editions of an audience and has not left; with the secret of the unsubscribe link. */
export async function listRecipients(db: Sql, electionId: string, audience: string): Promise<(Recipient & { unsubscribeToken: string })[]> {
  const rows = await db.getRepository(RecipientRow).find({ where: { electionId, audience, active: true }, order: { id: 'ASC' } });
  return rows.filter((row) => row.suppressedAt === null)
    .map((row) => ({ id: row.id, email: row.email, name: row.name, language: row.language, audience: row.audience as Recipient['audience'], unsubscribeToken: row.unsubscribeToken }));
}

/** The language of whoever holds an unsubscribe link; null when the link is unknown. Changes nothing. */
export async function unsubscribeLanguage(db: Sql, token: string): Promise<string | null> {
  return (await db.getRepository(RecipientRow).findOne({ where: { unsubscribeToken: token }, select: { id: true, language: true } }))?.language ?? null;
}

/** Why a reader gets no mail whom an administrator took off the list: such a one may be put on it again; of all others only they themselves decide. */
export const TAKEN_AWAY = 'taken away by an administrator';
/** Stops all mail to whoever holds the link; false when the link is unknown. Asking twice is no fault. */
export async function unsubscribe(db: Sql, token: string): Promise<boolean> {
  const rows = await db.query<unknown[]>(
    `WITH left_us AS (UPDATE recipients SET suppressed_at = coalesce(suppressed_at, now()), suppressed_why = CASE WHEN suppressed_at IS NULL OR suppressed_why = $3 THEN $2 ELSE suppressed_why END WHERE unsubscribe_token = $1 RETURNING 1) SELECT 1 FROM left_us`, [token, 'left', TAKEN_AWAY]);
  return rows.length > 0;
}

/** The first local day on which a source gave a usable answer; null before any did. */
export async function firstReadDay(db: Sql, electionId: string): Promise<LocalDate | null> {
  const rows = await db.query<{ day: string | null }[]>('SELECT min(day) AS day FROM source_days WHERE election_id = $1', [electionId]);
  return rows[0]?.day ?? null;
}
