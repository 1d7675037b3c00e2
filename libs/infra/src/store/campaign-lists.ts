import type { AnswerOf } from '#core/contract/operation.js';
import type * as operations from '#core/contract/operations.js';
import { decidedCampaigns, wholeId, type CampaignDecision, type DecidedCampaign } from '#core/coordination/campaigns/decided.js';
import { findSimilar } from '#core/coordination/similar/similar.js';
import { BadInput, Gone } from '#core/errors.js';
import type { Campaign } from '#core/model.js';
import { revive } from './campaigns.js';
import type { Sql } from './open.js';
import { readPage, Where, type Page, type Paging } from './paging.js';

type Answer<K extends keyof typeof operations> = AnswerOf<(typeof operations)[K]>;
type CampaignItem = Answer<'getCampaign'>;
interface Row extends Campaign { electionId: string; active: boolean }
type Shown = DecidedCampaign & Pick<Row, 'electionId' | 'active'>;

const COLUMNS = `c.id, c.election_id AS "electionId", c.target, c.active, c.members, c.calls, c.first_at AS "firstAt", c.last_at AS "lastAt", c.links, c.objects, c.joined AS order, c.similarity, c.p_value AS "pValue", c.verdict`;
const DECISION = `id, kind, campaign_id AS "campaignId", other_id AS "otherId", name, actors`;

/** Decisions in force of an election, in their order. */
export const campaignDecisions = (db: Sql, electionId: string): Promise<CampaignDecision[]> =>
  db.query(`SELECT ${DECISION} FROM campaign_decisions WHERE election_id = $1 AND undone_at IS NULL ORDER BY id`, [electionId]);

interface CampaignFilter { election?: string | undefined; visible?: string[] | undefined; actor?: string | undefined; target?: string | undefined; active?: boolean | undefined; from?: string | undefined; to?: string | undefined }

/** Newest call first. Days are those on which the campaign was active. What was split off stands after what it came off, and may make a page longer. */
export async function pageCampaigns(db: Sql, { election, visible, actor, target, active, from, to, ...paging }: CampaignFilter & Paging): Promise<Page<CampaignItem>> {
  const where = new Where().and('c.election_id = $', election).and('c.election_id = ANY($::text[])', visible).and('c.members ? $', actor).and('c.target = $', target).and('c.active = $', active)
    .and('c.last_at >= ($::date)::timestamp AT TIME ZONE e.time_zone', from).and('c.first_at < ($::date + 1)::timestamp AT TIME ZONE e.time_zone', to)
    .and(`NOT EXISTS (SELECT 1 FROM campaign_decisions m WHERE m.other_id = c.id AND m.kind = 'merge' AND m.undone_at IS NULL)`);
  const page = await readPage<Row>(db, { columns: COLUMNS, from: 'campaigns c JOIN elections e ON e.id = c.election_id', where, key: ['c.last_at', 'c.id'], types: ['timestamptz', 'text'], descending: true }, paging);
  const shown = await decided(db, page.items.map(revive));
  return { items: await withNames(db, shown.filter(({ members }) => actor === undefined || members.includes(actor))), next: page.next };
}

export async function oneCampaign(db: Sql, id: string): Promise<CampaignItem> { return (await withNames(db, [await shownCampaign(db, id)]))[0]!; }

/** As people see it. Gone where there is none; one that was taken in by another is shown as it was computed. */
export async function shownCampaign(db: Sql, id: string): Promise<Shown> {
  const rows = await db.query<Row[]>(`SELECT ${COLUMNS} FROM campaigns c WHERE c.id = $1`, [wholeId(id)]);
  const found = rows[0] && (await decided(db, rows.map(revive))).find((campaign) => campaign.id === id);
  if (found !== undefined) return found;
  if (rows[0] === undefined || id !== rows[0].id) throw new Gone('there is no such campaign');
  return { ...revive(rows[0]), name: null, merged: [], splitFrom: null };
}

/** Decisions laid over some campaigns of possibly several elections, with those that they take in. */
async function decided(db: Sql, campaigns: Row[]): Promise<Shown[]> {
  const shown: Shown[] = [];
  for (const [electionId, own] of Map.groupBy(campaigns, (campaign) => campaign.electionId)) {
    const all = await campaignDecisions(db, electionId);
    const wanted = new Set(own.map(({ id }) => id));
    // To and fro until nothing more is taken in: a campaign that took another in may have taken it in after a split.
    for (let size = 0; size !== wanted.size;) { size = wanted.size; for (const { kind, campaignId, otherId } of all) if (kind === 'merge' && otherId !== null && wanted.has(wholeId(campaignId))) wanted.add(wholeId(otherId)); }
    const missing = [...wanted].filter((id) => !own.some((campaign) => campaign.id === id));
    const others = missing.length === 0 ? [] : (await db.query<Row[]>(`SELECT ${COLUMNS} FROM campaigns c WHERE c.id = ANY($1::text[])`, [missing])).map(revive);
    const activeOf = new Map([...own, ...others].map(({ id, active }) => [id, active]));
    const asked = new Set(own.map(({ id }) => id));
    const laid = decidedCampaigns([...own, ...others], all).filter(({ id }) => asked.has(wholeId(id)));
    shown.push(...own.flatMap(({ id }) => laid.filter((campaign) => wholeId(campaign.id) === id)).map((campaign) => ({ ...campaign, electionId, active: activeOf.get(wholeId(campaign.id)) ?? true })));
  }
  return shown;
}

async function withNames(db: Sql, campaigns: Shown[]): Promise<CampaignItem[]> {
  // The drives of a page have most members in common: each is asked for once.
  const wanted = Map.groupBy(campaigns, ({ electionId }) => electionId);
  const pairs = [...wanted].flatMap(([electionId, own]) => [...new Set(own.flatMap(({ members }) => members))].map((member) => [electionId, member] as const));
  const actors = new Map((await db.query<(CampaignItem['members'][number] & { electionId: string })[]>(
    `SELECT a.election_id AS "electionId", a.id, a.name, a.kind, a.side FROM actors a JOIN unnest($1::text[], $2::text[]) AS x (election, actor) ON a.election_id = x.election AND a.id = x.actor`,
    [pairs.map(([electionId]) => electionId), pairs.map(([, member]) => member)])).map(({ electionId, ...actor }) => [`${electionId} ${actor.id}`, actor]));
  const lineage = await db.query<{ kind: 'merged' | 'split'; id: string; other: string; at: Date }[]>(`SELECT kind, campaign_id AS id, other_id AS other, at FROM campaign_lineage WHERE campaign_id = ANY($1::text[]) OR other_id = ANY($1::text[]) ORDER BY id`, [campaigns.map(({ id }) => wholeId(id))]);
  return campaigns.map((campaign) => ({
    ...campaign, lineage: lineage.filter(({ id, other }) => id === wholeId(campaign.id) || other === wholeId(campaign.id)),
    members: campaign.members.flatMap((id) => actors.get(`${campaign.electionId} ${id}`) ?? []),
  }));
}

const MOST_TEXTS = 100;
const LONGEST_TEXT = 20_000;
/** Texts of a campaign's documents, oldest first, each beside the earlier one that it is most like. */
export async function campaignTexts(db: Sql, id: string): Promise<Answer<'listCampaignTexts'>> {
  const { calls } = await shownCampaign(db, id);
  const documents = [...new Set(calls.map(({ documentId }) => documentId))];
  type Text = Answer<'listCampaignTexts'>['items'][number];
  const rows = await db.query<Omit<Text, 'quotes' | 'like' | 'similarity'>[]>(
    `SELECT d.id AS "documentId", json_build_object('id', a.id, 'name', a.name) AS actor, coalesce(d.published_at, d.first_seen_at) AS at, d.url, d.title, d.language, left(d.text, ${LONGEST_TEXT}) AS text
     FROM documents d JOIN actors a ON a.election_id = d.election_id AND a.id = d.actor_id WHERE d.id = ANY($1::bigint[]) ORDER BY at, d.id LIMIT ${MOST_TEXTS}`, [documents]);
  const spans = await db.query<{ documentId: string; start: number; end: number }[]>(`SELECT document_id AS "documentId", span_start AS start, span_end AS end FROM observations WHERE id = ANY($1::bigint[]) ORDER BY span_start`, [calls.map(({ observationId }) => observationId)]);
  const alike = findSimilar(rows.map(({ text }) => text)).pairs;
  return {
    items: rows.map((row, at) => {
      const best = alike.map(({ a, b, similarity }) => ({ earlier: Math.min(a, b), later: Math.max(a, b), similarity })).filter(({ later }) => later === at).sort((a, b) => b.similarity - a.similarity || a.earlier - b.earlier)[0];
      return { ...row, quotes: spans.filter(({ documentId }) => documentId === row.documentId).map(({ start, end }) => ({ start, end })), like: best === undefined ? null : rows[best.earlier]!.documentId, similarity: best?.similarity ?? null };
    }),
    more: Math.max(0, documents.length - MOST_TEXTS),
  };
}

/** Who shares what with whom: an edge for each two members that share a thing beside the target, or else the order of their calls for it. */
export function networkOf({ members, order, objects }: Pick<CampaignItem, 'members' | 'order' | 'objects'>): Answer<'getCampaignNetwork'> {
  const first = new Map(order.map((member) => [member.actorId, member]));
  const edges = new Map<string, { from: string; to: string; shared: number; kinds: Set<string> }>();
  for (const { kind, members: sharers } of objects) {
    for (const [at, a] of sharers.entries()) for (const b of sharers.slice(at + 1)) {
      const [from, to] = (first.get(a)?.firstAt.getTime() ?? 0) <= (first.get(b)?.firstAt.getTime() ?? 0) ? [a, b] : [b, a];
      const edge = edges.get(`${from} ${to}`) ?? { from, to, shared: 0, kinds: new Set<string>() };
      edge.shared += 1;
      edge.kinds.add(kind);
      edges.set(`${from} ${to}`, edge);
    }
  }
  return {
    nodes: members.map(({ id, name, kind, side }) => { const member = first.get(id); return { id, name, kind, side, calls: member?.calls ?? 0, firstAt: member?.firstAt ?? new Date(0), role: member?.role ?? 'origin' }; }),
    edges: [...edges.values()].map(({ kinds, ...edge }) => ({ ...edge, kinds: [...kinds], gapMs: Math.abs((first.get(edge.to)?.firstAt.getTime() ?? 0) - (first.get(edge.from)?.firstAt.getTime() ?? 0)) })),
  };
}

export interface Decides { by: string; at: Date; why: string | null }
const note = (db: Sql, electionId: string, campaignId: string, kind: CampaignDecision['kind'], { otherId = null, name = null, actors = [], by, at, why }: Decides & { otherId?: string | null; name?: string | null; actors?: string[] }): Promise<{ id: string }[]> =>
  db.query('INSERT INTO campaign_decisions (election_id, campaign_id, kind, other_id, name, actors, why, by, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id', [electionId, campaignId, kind, otherId, name, actors, why, by, at]);

export async function nameCampaign(db: Sql, id: string, name: string | null, decides: Decides): Promise<CampaignItem> {
  const { electionId } = await shownCampaign(db, id);
  await note(db, electionId, id, 'name', { name, ...decides });
  return oneCampaign(db, id);
}

/** BadInput where the other is the same, of another election, or taken in already. */
export async function mergeCampaigns(db: Sql, id: string, otherId: string, decides: Decides): Promise<CampaignItem> {
  const [campaign, other] = [await shownCampaign(db, id), await shownCampaign(db, otherId)];
  if (id === otherId) throw new BadInput('other: a drive is one with itself already');
  if (campaign.electionId !== other.electionId) throw new Gone('there is no such campaign');
  for (const one of [id, otherId]) {
    const taken = await db.query<unknown[]>(`SELECT 1 FROM campaign_decisions WHERE other_id = $1 AND kind = 'merge' AND undone_at IS NULL`, [one]);
    if (taken.length > 0) throw new BadInput(`${one === id ? 'this drive' : 'other: that drive'} was taken in by another already`);
  }
  await note(db, campaign.electionId, id, 'merge', { otherId, ...decides });
  return oneCampaign(db, id);
}

/** Resolves with what was split off. BadInput where an actor is no member, or all are. */
export async function splitCampaign(db: Sql, id: string, actors: string[], name: string | null, decides: Decides): Promise<CampaignItem> {
  const { electionId, members } = await shownCampaign(db, id);
  const stranger = actors.find((actor) => !members.includes(actor));
  if (stranger !== undefined) throw new BadInput(`actors: "${stranger}" is no member of this drive`);
  if (members.every((member) => actors.includes(member))) throw new BadInput('actors: somebody must be left in the drive');
  const [decision] = await note(db, electionId, id, 'split', { actors, name, ...decides });
  return oneCampaign(db, `${id}.split-${decision!.id}`);
}

export async function undoCampaignDecision(db: Sql, id: string, decision: string): Promise<boolean> {
  const rows = await db.query<{ open: boolean }[]>(`WITH old AS (SELECT id, undone_at IS NULL AS open FROM campaign_decisions WHERE id = $2 AND campaign_id = $1 AND kind <> 'name' FOR UPDATE), done AS (UPDATE campaign_decisions d SET undone_at = coalesce(d.undone_at, now()) FROM old WHERE d.id = old.id) SELECT open FROM old`, [id, decision]);
  if (rows[0] === undefined) throw new Gone('there is no such decision');
  return rows[0].open;
}
export const listCampaignDecisions = async (db: Sql, id: string): Promise<Answer<'listCampaignDecisions'>> => ({
  items: await db.query(`SELECT id, kind, other_id AS other, name, actors, why, by, at, undone_at IS NOT NULL AS undone FROM campaign_decisions WHERE campaign_id = $1 OR other_id = $1 ORDER BY id DESC LIMIT 200`, [id]),
});
