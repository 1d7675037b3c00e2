import type { EntityManager } from 'typeorm';
import { mayPublish } from '#core/election/calendar.js';
import { checkedCorrection, noticeOf, type Notice } from '#core/digest/notice.js';
import { BadInput, Gone } from '#core/errors.js';
import type { EditionAudience, Election, LocalDate } from '#core/model.js';
import { getElection } from './elections.js';
import type { Sql } from './open.js';
import { jsonb } from './storable.js';

interface Held { id: string; electionId: string; date: LocalDate; kind: string; audience: EditionAudience; sequence: number; releasedAt: Date | null; withdrawnAt: Date | null; number: number | null }

async function lockEdition(tx: EntityManager, id: string): Promise<Held> {
  const rows = await tx.query<Held[]>(`SELECT id, election_id AS "electionId", date, kind, audience, sequence, released_at AS "releasedAt", withdrawn_at AS "withdrawnAt", (content->>'number')::int AS number FROM editions WHERE id = $1 FOR UPDATE`, [id]);
  if (rows[0] === undefined) throw new Gone(`there is no edition ${id}`);
  return rows[0];
}
const log = (tx: EntityManager, id: string, at: Date, did: string, by: string, why: string | null = null): Promise<unknown> => tx.query('INSERT INTO edition_log (edition_id, at, did, by, why) VALUES ($1, $2, $3, $4, $5)', [id, at, did, by, why]);
/** A code or a role, as it will stand in the note. */
function checkedBy(by: string): string {
  const name = by.trim();
  if (name === '' || name.length > 80 || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name)) throw new BadInput('say who does it (--by): a code or a role of at most 80 characters, such as "duty editor E2"; it stands in the note');
  return name;
}

/**
 * Releases an edition to its audience, once and for good: the content was frozen before and stays as it is. To the public only outside the lock from silence to
 * the close of polls. Resolves false where it was released already. Rejects with Gone or BadInput.
 */
export async function releaseEdition(db: Sql, id: string, by: string, at: Date): Promise<boolean> {
  const name = checkedBy(by);
  return db.transaction(async (tx) => {
    const edition = await lockEdition(tx, id);
    if (edition.withdrawnAt !== null) throw new BadInput(`edition ${id} was withdrawn: write a bulletin instead`);
    if (edition.releasedAt !== null) return false;
    refuseLocked(await getElection(tx, edition.electionId), edition.audience, at);
    await tx.query('UPDATE editions SET released_at = $2, released_by = $3 WHERE id = $1', [id, at, name]);
    await log(tx, id, at, 'released', name);
    return true;
  });
}

/** Public outlets are locked from silence to the close of polls. Throws BadInput that says so. */
export function refuseLocked(election: Election, audience: EditionAudience, at: Date): void {
  if (!mayPublish(election, audience, at)) throw new BadInput(`nothing is released to the public from silence to the close of polls (${election.id} votes on ${election.pollingDay})`);
}

/** Takes a released edition back: its pages become a notice, and whoever got it by mail gets one that says so. Unsent mails of it stay unsent. */
export async function withdrawEdition(db: Sql, id: string, by: string, why: string, at: Date): Promise<void> {
  const name = checkedBy(by);
  if (why.trim().length < 5 || why.length > 500) throw new BadInput('say why the edition is withdrawn, in five to 500 characters');
  await db.transaction(async (tx) => {
    const edition = await lockEdition(tx, id);
    if (edition.releasedAt === null) throw new BadInput(`edition ${id} was never released: there is nothing to withdraw`);
    if (edition.withdrawnAt !== null) throw new BadInput(`edition ${id} is withdrawn already`);
    const election = await getElection(tx, edition.electionId);
    await tx.query('UPDATE editions SET withdrawn_at = $2, withdrawn_by = $3, withdrawn_why = $4 WHERE id = $1', [id, at, name, why]);
    await log(tx, id, at, 'withdrawn', name, why);
    await putNotice(tx, 'withdrawn', edition, election, at, name, id, { number: edition.number });
  });
}

/**
 * Notes an error of a released edition, in English and as many languages as given. It stands in the next edition of that audience, and goes at once to whoever
 * got the error. Rejects with BadInput or RedLine.
 */
export async function correctEdition(db: Sql, id: string, by: string, text: { en: string; [language: string]: string }, at: Date): Promise<void> {
  const name = checkedBy(by);
  for (const [language, words] of Object.entries(text)) if (words.trim() === '' || words.length > 600) throw new BadInput(`the correction in "${language}" must have one to 600 characters`);
  checkedCorrection(text);
  await db.transaction(async (tx) => {
    const edition = await lockEdition(tx, id);
    if (edition.releasedAt === null) throw new BadInput(`edition ${id} was never released: nobody got its error`);
    const election = await getElection(tx, edition.electionId);
    await tx.query('INSERT INTO corrections (election_id, edition_id, text, by, at) VALUES ($1, $2, $3, $4, $5)', [edition.electionId, id, jsonb(text), name, at]);
    await log(tx, id, at, 'corrected', name, text.en);
    await putNotice(tx, 'correction', edition, election, at, name, id, { number: edition.number, text });
  });
}

/** Writes a notice as a released edition of its own kind. `about`: whoever got that edition gets it, else the audience. Null where it is there already. */
export async function putNotice(tx: EntityManager, kind: Notice['notice'], place: { electionId: string; date: LocalDate; audience: EditionAudience }, election: Election, at: Date, by: string, about: string | null, rest: Partial<Pick<Notice, 'number' | 'text' | 'counts' | 'readers'>>): Promise<string | null> {
  const [last] = await tx.query<{ n: number }[]>('SELECT coalesce(max(sequence), 0)::int AS n FROM editions WHERE election_id = $1 AND date = $2 AND kind = $3 AND audience = $4', [place.electionId, place.date, kind, place.audience]);
  // A note is late once; of the others there may be several a day.
  const sequence = kind === 'delayed' ? 1 : last!.n + 1;
  const notice = noticeOf(kind, { election: place.electionId, date: place.date, audience: place.audience, sequence }, { timeZone: election.timeZone, at: at.toISOString(), ...rest });
  const rows = await tx.query<{ id: string }[]>(
    `INSERT INTO editions (election_id, date, kind, audience, sequence, content, composed_at, released_at, released_by, about_edition_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING id`,
    [place.electionId, place.date, kind, place.audience, sequence, jsonb(notice), at, by, about]);
  return rows[0]?.id ?? null;
}
