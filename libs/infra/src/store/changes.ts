import type { Sql } from './open.js';

/** How far each election's tables have come: as soon as a number is another, something changed. Kinds are those that readers of the stream know. */
export type Marks = Map<string, Record<string, string>>;

/** Cheap to ask: the ends of indexes, and counts of what is few. */
export async function changeMarks(db: Sql): Promise<Marks> {
  const rows = await db.query<({ election: string } & Record<string, string>)[]>(
    `SELECT e.id AS election,
       coalesce((SELECT max(d.id) FROM documents d WHERE d.election_id = e.id), 0)::text AS documents, coalesce((SELECT max(o.id) FROM observations o WHERE o.election_id = e.id), 0)::text AS observations,
       coalesce((SELECT max(r.id) FROM readings r WHERE r.election_id = e.id), 0)::text AS readings,
       (SELECT count(*) || ' ' || coalesce(max(last_at)::text, '') FROM campaigns c WHERE c.election_id = e.id AND c.active) || ' ' || (SELECT coalesce(max(clustered_to), 0) || ' ' || coalesce(max(changes_to), 0) FROM cluster_progress p WHERE p.election_id = e.id) || ' ' || (SELECT count(*) || ' ' || count(undone_at) FROM campaign_decisions d WHERE d.election_id = e.id) AS campaigns,
       (SELECT count(*) || ' ' || count(released_at) || ' ' || count(withdrawn_at) FROM editions n WHERE n.election_id = e.id) AS editions,
       (SELECT count(*) || ' ' || coalesce(sum(tries), 0) FROM gaps g WHERE g.election_id = e.id AND g.open) AS gaps,
       (SELECT coalesce(max(id), 0)::text FROM review_decisions r WHERE r.election_id = e.id) AS review,
       (SELECT count(*) || ' ' || count(*) FILTER (WHERE paused) || ' ' || coalesce(max(last_outcome_at)::text, '') FROM sources s WHERE s.election_id = e.id) AS sources,
       (SELECT count(*) || ' ' || count(ended_at) FROM tries t WHERE t.election_id = e.id) AS tries, (SELECT count(*) || ' ' || count(answered_at) FROM replies p WHERE p.election_id = e.id) AS replies, e.watchlist_version::text AS watchlist
     FROM elections e ORDER BY e.id`);
  return new Map(rows.map(({ election, ...marks }) => [election, marks]));
}

/** What changed from one asking to the next, by election. */
export function changesBetween(before: Marks, now: Marks): { election: string; what: string[] }[] {
  return [...now].flatMap(([election, marks]) => {
    const old = before.get(election) ?? {};
    const what = Object.keys(marks).filter((kind) => marks[kind] !== old[kind]);
    return what.length > 0 ? [{ election, what }] : [];
  });
}
