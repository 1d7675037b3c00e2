import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { keyOfAccount, type Watchlist } from '#core/election/watchlist.js';
import { addToFrontier, type FrontierEntry } from './frontier.js';
import type { Sql } from './open.js';

/** Start addresses of a source, as its kind says; the store knows no kinds. */
export type StartsOf = (source: { id: string; kind: string; url: string; settings: Record<string, unknown>; counterOnly: boolean }) => Omit<FrontierEntry, 'sourceId'>[];

/** Where an account's counter is read, by its platform; null where there is no way. */
export type CounterOf = (account: { platform: string; handle: string; counterUrl: string | undefined }) => { kind: string; url: string; settings: Record<string, unknown> } | null;

/**
 * The id of a source: the one given; else the one under which this address is known already, so that a list put in another order changes nothing; else a new one
 * made from its actor and kind.
 */
function sourceId(actorId: string, source: { id?: string | undefined; kind: string; url: string }, known: ReadonlyMap<string, string>, taken: Set<string>): string {
  const id = source.id ?? known.get(`${actorId} ${source.kind} ${source.url}`);
  if (id !== undefined) return id;
  for (let n = 1; ; n++) {
    const made = `${actorId}-${source.kind}${n === 1 ? '' : `-${n}`}`;
    if (!taken.has(made)) return made;
  }
}

/**
 * Writes the watchlist: what it lists is made or changed, what it no longer lists is set inactive, never deleted, since evidence may point at it.
 * The same text twice is no new version. Returns the version now in force.
 */
export async function applyWatchlist(db: Sql, watchlist: Watchlist, text: string, startsOf: StartsOf, counterOf: CounterOf = () => null, by = 'file'): Promise<number> {
  const { election } = watchlist;
  return db.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO elections (id, name, polity, time_zone, polling_day, phases, release_rules, allow_private, contact, watchlist_version, watchlist_text, population, online_share, watershed)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $11, $12, $13)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, polity = excluded.polity, time_zone = excluded.time_zone, polling_day = excluded.polling_day, phases = excluded.phases,
         release_rules = excluded.release_rules, allow_private = excluded.allow_private, contact = excluded.contact, watchlist_text = excluded.watchlist_text,
         population = excluded.population, online_share = excluded.online_share, watershed = excluded.watershed,
         watchlist_version = elections.watchlist_version + (elections.watchlist_text <> excluded.watchlist_text)::int`,
      [election.id, JSON.stringify(election.name), JSON.stringify(election.polity), election.time_zone, election.polling_day, JSON.stringify(election.phases),
        JSON.stringify(watchlist.release.map((rule) => ({ audience: rule.audience, setBy: rule.set_by, why: rule.why }))), JSON.stringify(watchlist.network.allow_private),
        watchlist.contact ?? null, text, election.population ?? null, election.online_share ?? null, election.watershed ?? null]);
    await applyActors(tx, election.id, watchlist, startsOf);
    await applyAccounts(tx, election.id, watchlist, startsOf, counterOf);
    await tx.query(`UPDATE recipients SET active = false WHERE election_id = $1 AND origin = 'watchlist'`, [election.id]);
    for (const recipient of watchlist.recipients) {
      await tx.query(
        `INSERT INTO recipients (election_id, email, name, language, audience, unsubscribe_token, send_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (election_id, email, audience) DO UPDATE SET name = excluded.name, language = excluded.language, send_at = excluded.send_at, active = true`,
        [election.id, recipient.email, recipient.name ?? null, recipient.language, recipient.audience, randomBytes(24).toString('base64url'), recipient.at ?? null]);
    }
    const rows = await tx.query<{ watchlist_version: number }[]>('SELECT watchlist_version FROM elections WHERE id = $1', [election.id]);
    const version = rows[0]?.watchlist_version ?? 1;
    await tx.query('INSERT INTO watchlist_versions (election_id, version, text, by) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [election.id, version, text, by]);
    return version;
  });
}

/** The version in force where people changed the watchlist after this very text was last written from a file; null where the text is to be written. Held against others until the transaction ends. */
export async function newerThanFile(tx: Pick<Sql, 'query'>, electionId: string, text: string): Promise<number | null> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 389))', [electionId]);
  const [newest] = await tx.query<{ version: number; text: string; inForce: number }[]>(
    `SELECT v.version, v.text, e.watchlist_version AS "inForce" FROM watchlist_versions v JOIN elections e ON e.id = v.election_id WHERE v.election_id = $1 AND v.by = 'file' ORDER BY v.version DESC LIMIT 1`, [electionId]);
  return newest !== undefined && newest.text === text && newest.version < newest.inForce ? newest.inForce : null;
}

async function applyActors(tx: EntityManager, electionId: string, watchlist: Watchlist, startsOf: StartsOf): Promise<void> {
  await tx.query('UPDATE actors SET active = false WHERE election_id = $1', [electionId]);
  await tx.query('UPDATE sources SET active = false WHERE election_id = $1', [electionId]);
  const stored = await tx.query<{ id: string; actorId: string; kind: string; url: string }[]>('SELECT id, actor_id AS "actorId", kind, url FROM sources WHERE election_id = $1', [electionId]);
  const known = new Map(stored.map(({ id, actorId, kind, url }) => [`${actorId} ${kind} ${url}`, id]));
  const taken = new Set([...stored.map(({ id }) => id), ...watchlist.actors.flatMap(({ sources }) => sources.flatMap(({ id }) => id ?? []))]);
  for (const actor of watchlist.actors) {
    await tx.query(
      `INSERT INTO actors (election_id, id, name, kind, side) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (election_id, id) DO UPDATE SET name = excluded.name, kind = excluded.kind, side = excluded.side, active = true`,
      [electionId, actor.id, JSON.stringify(actor.name), actor.kind, actor.side]);
    for (const source of actor.sources) {
      const id = sourceId(actor.id, source, known, taken);
      taken.add(id);
      const robots = source.robots === 'obey' ? { mode: 'obey' } : { mode: 'ignore', reason: source.robots.ignore };
      await tx.query(
        `INSERT INTO sources (election_id, id, actor_id, kind, url, settings, robots, pace_ms, paused, every_least_ms, every_most_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (election_id, id) DO UPDATE SET actor_id = excluded.actor_id, kind = excluded.kind, url = excluded.url, settings = excluded.settings,
           robots = excluded.robots, pace_ms = excluded.pace_ms, paused = excluded.paused OR sources.held_by IS NOT NULL, every_least_ms = excluded.every_least_ms, every_most_ms = excluded.every_most_ms, active = true`,
        [electionId, id, actor.id, source.kind, source.url, JSON.stringify(source.settings), JSON.stringify(robots), Math.round(source.pace), source.paused, source.visit.at_least ?? null, source.visit.at_most ?? null]);
      // Under another id than before, the source takes its addresses along: one whose source is no longer listed would never be visited again.
      await tx.query(
        `UPDATE frontier f SET source_id = $2 FROM sources old WHERE f.election_id = $1 AND f.source_id <> $2 AND old.election_id = $1 AND old.id = f.source_id AND NOT old.active AND old.actor_id = $3 AND old.kind = $4 AND old.url = $5`,
        [electionId, id, actor.id, source.kind, source.url]);
      if (source.paused) continue;
      await addToFrontier(tx, electionId, startsOf({ id, kind: source.kind, url: source.url, settings: source.settings, counterOnly: false }).map((entry) => ({ ...entry, sourceId: id })));
    }
  }
}

async function applyAccounts(tx: EntityManager, electionId: string, watchlist: Watchlist, startsOf: StartsOf, counterOf: CounterOf): Promise<void> {
  await tx.query('UPDATE accounts SET watched = false WHERE election_id = $1', [electionId]);
  for (const account of watchlist.accounts) {
    await tx.query(
      `INSERT INTO accounts (election_id, key, platform, handle, name, owner_actor_id, status, watched, replaces) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (election_id, key) DO UPDATE SET handle = excluded.handle, name = excluded.name, owner_actor_id = excluded.owner_actor_id, status = excluded.status, watched = excluded.watched, replaces = excluded.replaces`,
      [electionId, keyOfAccount(account), account.platform, account.handle, account.name ? JSON.stringify(account.name) : null, account.owner ?? null, account.status, account.watch, account.replaces ?? null]);
  }
  for (const account of watchlist.accounts.filter(({ watch, owner, counter_url: url }) => watch && owner !== undefined && url !== 'none')) {
    const counter = counterOf({ platform: account.platform, handle: account.handle, counterUrl: account.counter_url });
    if (counter === null) continue;
    // The page that shows the count is a source of the account's owner: when it fails, there is a place to say so.
    const id = `counter-${account.platform}-${account.handle}`.toLowerCase().replace(/[^a-z0-9-]+/g, '-').slice(0, 130);
    const { kind, url, settings } = counter;
    // A channel on the watchlist brings its own counter page: nothing is asked twice.
    const covered = await tx.query<unknown[]>('SELECT 1 FROM frontier WHERE election_id = $1 AND url = $2 AND source_id <> $3', [electionId, url, id]);
    if (covered.length > 0) continue;
    await tx.query(
      `INSERT INTO sources (election_id, id, actor_id, kind, url, settings, robots, pace_ms) VALUES ($1, $2, $3, $4, $5, $7, '{"mode":"obey"}', $6)
       ON CONFLICT (election_id, id) DO UPDATE SET actor_id = excluded.actor_id, kind = excluded.kind, url = excluded.url, settings = excluded.settings, pace_ms = excluded.pace_ms, active = true`,
      [electionId, id, account.owner, kind, url, paceOf(watchlist, url), JSON.stringify(settings)]);
    await addToFrontier(tx, electionId, startsOf({ id, kind, url, settings, counterOnly: true }).map((entry) => ({ ...entry, sourceId: id })));
  }
  await tx.query('UPDATE goals SET ended_at = coalesce(ended_at, now()) WHERE election_id = $1', [electionId]);
  for (const goal of watchlist.goals) {
    await tx.query(
      `INSERT INTO goals (election_id, account, value, by, stated_by, stated_on, source) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (election_id, account, value, stated_by) DO UPDATE SET by = excluded.by, stated_on = excluded.stated_on, source = excluded.source, ended_at = NULL`,
      [electionId, goal.account, goal.value, goal.by ?? null, goal.stated_by, goal.stated_on ?? null, goal.source]);
  }
}

/** A counter's page is asked at the pace of its host's other sources: the gentlest of them, or the usual one where it has none. */
function paceOf(watchlist: Watchlist, url: string): number {
  const { host } = new URL(url);
  const paces = watchlist.actors.flatMap(({ sources }) => sources).filter((source) => new URL(source.url).host === host).map(({ pace }) => pace);
  return paces.length > 0 ? Math.max(...paces) : 2000;
}
