import type { DataSource, EntityManager } from 'typeorm';
import { ALERT_EVERY_MS, ALERT_WITHIN_MS, DISK_TOLD_EVERY_MS, MOST_ALERTS_A_DAY, isLate } from '#core/digest/notice.js';
import { localDayOf } from '#core/election/calendar.js';
import { giveUpDeliveries, newsSince } from './editions.js';
import { getElection } from './elections.js';
import { putNotice } from './release.js';

/** New since `since` and of which staff were not told: drives, unexplained counts, threats. */
const NEWS = `SELECT 'drive' AS what, c.id AS key FROM campaigns c WHERE c.election_id = $1 AND c.active AND c.first_at >= $2 AND c.first_at <= $3
  UNION ALL SELECT 'unusual', f.key FROM account_findings f WHERE f.election_id = $1 AND f.active AND f.class = 'anomaly' AND f.unexplained AND f.at >= $2 AND f.at <= $3
  UNION ALL SELECT 'threat', md5(lower(o.quote)) FROM observations o JOIN documents d ON d.id = o.document_id AND d.current WHERE o.election_id = $1 AND o.kind = 'threat' AND coalesce(d.published_at, d.first_seen_at) >= $2 AND coalesce(d.published_at, d.first_seen_at) <= $3`;

/**
 * Tells staff what they should look at, that the day's note is late, that a full disk keeps pages from being fetched, and that mails were given up: mails that name nobody. Before an election's
 * first note everything is new, so that nothing is. Twenty clocks at the same moment raise one: the election's row is held meanwhile. Resolves with what was raised.
 */
export async function raiseNotices(db: DataSource, electionId: string, now: Date): Promise<string[]> {
  const [election, news] = await Promise.all([getElection(db, electionId), newsSince(db, now)]);
  return db.transaction(async (tx) => {
    await tx.query('SELECT 1 FROM elections WHERE id = $1 FOR UPDATE', [electionId]);
    const date = localDayOf(now, election.timeZone);
    const [first] = await tx.query<{ before: boolean; today: boolean }[]>(
      `SELECT coalesce(bool_or(date < $2 OR composed_at < $3), false) AS before, coalesce(bool_or(date = $2 AND released_at IS NOT NULL), false) AS today FROM editions WHERE election_id = $1 AND kind = 'daily' AND audience = 'staff'`,
      [electionId, date, new Date(now.getTime() - 60_000)]);
    const place = { electionId, date, audience: 'staff' as const };
    const raised: string[] = [];
    if (await isDiskUntold(tx, electionId, now)) {
      await putNotice(tx, 'disk-full', place, election, now, 'the clock', null, {});
      raised.push('disk-full');
    }
    const readers = await giveUpDeliveries(tx, electionId, now, news);
    if (readers > 0) {
      await putNotice(tx, 'given-up', place, election, now, 'the clock', null, { readers });
      raised.push('given-up');
    }
    if (!first!.before) return raised;
    if (!first!.today && isLate(election, now) && await putNotice(tx, 'delayed', place, election, now, 'the clock', null, {}) !== null) raised.push('delayed');
    if (await mayAlert(tx, electionId, date, now)) {
      const fresh = await tx.query<{ what: string; key: string }[]>(`SELECT DISTINCT n.what, n.key FROM (${NEWS}) n WHERE NOT EXISTS (SELECT 1 FROM alerted a WHERE a.election_id = $1 AND a.what = n.what AND a.key = n.key)`, [electionId, new Date(now.getTime() - ALERT_WITHIN_MS), now]);
      if (fresh.length > 0) {
        const count = (what: string): number => fresh.filter((one) => one.what === what).length;
        const id = await putNotice(tx, 'alert', place, election, now, 'the clock', null, { counts: { drives: count('drive'), unusual: count('unusual'), threats: count('threat') } });
        await tx.query('INSERT INTO alerted (election_id, what, key, edition_id) SELECT $1, x.what, x.key, $4 FROM unnest($2::text[], $3::text[]) AS x (what, key)', [electionId, fresh.map(({ what }) => what), fresh.map(({ key }) => key), id]);
        raised.push('alert');
      }
    }
    return raised;
  });
}

async function mayAlert(tx: EntityManager, electionId: string, date: string, now: Date): Promise<boolean> {
  const [alerts] = await tx.query<{ today: number; last: Date | null }[]>(`SELECT count(*) FILTER (WHERE date = $2)::int AS today, max(composed_at) AS last FROM editions WHERE election_id = $1 AND kind = 'alert'`, [electionId, date]);
  return alerts!.today < MOST_ALERTS_A_DAY && (alerts!.last === null || now.getTime() - alerts!.last.getTime() >= ALERT_EVERY_MS);
}

/** The gap of a full disk is open, and staff were neither told of it nor, shortly before, of an earlier one. */
async function isDiskUntold(tx: EntityManager, electionId: string, now: Date): Promise<boolean> {
  return (await tx.query<unknown[]>(
    `SELECT 1 FROM gaps g WHERE g.election_id = $1 AND g.reason = 'disk-full' AND g.open
       AND NOT EXISTS (SELECT 1 FROM editions e WHERE e.election_id = $1 AND e.kind = 'disk-full' AND (e.composed_at >= g.first_at OR e.composed_at > $2)) LIMIT 1`, [electionId, new Date(now.getTime() - DISK_TOLD_EVERY_MS)])).length > 0;
}
