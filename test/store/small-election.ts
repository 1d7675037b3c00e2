import { composeEdition } from '#core/digest/compose.js';
import { busyDay } from '#core/digest/example-days.js';
import { watchlistSchema } from '#core/election/watchlist.js';
import type { CallPayload } from '#core/model.js';
import { sha256Of } from '#core/sha256.js';
import { saveCampaigns } from '#infra/store/campaigns.js';
import { saveDetections } from '#infra/store/documents.js';
import { freezeEdition } from '#infra/store/editions.js';
import type { openDatabase } from '#infra/store/open.js';
import { raiseGap } from '#infra/store/snapshots.js';
import { applyWatchlist } from '#infra/store/watchlist.js';

type Database = Awaited<ReturnType<typeof openDatabase>>;
const TEXT = 'Staff are asked to follow t.me/harbour_example by Friday.';
const QUOTE = 'follow t.me/harbour_example';

/** Rows of a small fictional election: two ministries, a document each day, a call in each, one campaign, editions released and held. */
export async function plantSmallElection(db: Database): Promise<{ documents: string[]; snapshots: string[]; token: string; /** Opens the page of the released edition. */ noteToken: string; heldEdition: string; releasedEdition: string }> {
  const given = {
    version: 1,
    election: { id: 'lowlands', name: { en: 'Lowlands vote', km: 'ការបោះឆ្នោត' }, polity: { en: 'Lowlands' }, time_zone: 'Asia/Phnom_Penh', polling_day: '2031-03-14' },
    actors: ['tides', 'dykes'].map((id) => ({ id, name: { en: `Ministry of ${id}` }, kind: 'ministry', side: 'government', sources: [{ kind: 'website', url: `https://${id}.example/`, settings: { secret: 'SECRET-SETTING' } }] })),
    accounts: [{ platform: 'telegram', handle: 'harbour_example', status: 'official' }],
    goals: [{ account: 'telegram:harbour_example', value: 1000, stated_by: 'tides', source: 'https://tides.example/goal' }],
    recipients: [{ email: 'reader@mission.example', language: 'km', audience: 'public' }],
  };
  await applyWatchlist(db, watchlistSchema.parse(given), JSON.stringify(given), () => []);
  const documents: string[] = [];
  const snapshots: string[] = [];
  for (const [day, actor] of (['tides', 'dykes', 'tides'] as const).entries()) {
    // 23:30 in UTC is the next morning in the election's own time.
    const at = new Date(`2031-03-0${day + 1}T23:30:00Z`);
    const sha256 = sha256Of(`${day}`);
    const [snapshot] = await db.query<{ id: string }[]>(
      `INSERT INTO snapshots (election_id, source_id, url, final_url, status, headers, redirects, sha256, bytes, fetched_at, minute) VALUES ('lowlands', $1, $2, $2, 200, '{}', '[]', $3, 10, $4, $4) RETURNING id`,
      [`${actor}-website`, `https://${actor}.example/${day}`, sha256, at]);
    const [document] = await db.query<{ id: string }[]>(
      `INSERT INTO documents (election_id, source_id, actor_id, snapshot_id, reader_version, url, version, title, text, text_sha256, language, published_at, published_precision, published_how, links, images, first_seen_at, last_seen_at)
       VALUES ('lowlands', $1, $2, $3, '1', $4, 1, $5, $6, $7, 'en', $8, 'minute', 'meta', '[]', '[]', $8, $8) RETURNING id`,
      [`${actor}-website`, actor, snapshot!.id, `https://${actor}.example/${day}`, `Letter ${day} <script>alert(1)</script>`, TEXT, `${day}`, at]);
    documents.push(document!.id);
    snapshots.push(snapshot!.id);
    const payload: CallPayload = { voice: 'own', caller: null, audience: 'employees', target: { platform: 'telegram', handle: 'harbour_example', url: 'https://t.me/harbour_example', owner: null }, action: 'follow', strength: 'instruction' };
    const start = TEXT.indexOf(QUOTE);
    await saveDetections(db, { id: document!.id, electionId: 'lowlands', text: TEXT }, [{ detector: 'call-to-follow', version: 1, observations: [
      { kind: 'call', span: { start, end: start + QUOTE.length }, quote: QUOTE, payload: payload as never, why: 'asks staff to follow', confidence: 0.9, target: 'telegram:harbour_example' }] }]);
  }
  const at = new Date('2031-03-02T00:00:00Z');
  const [observation] = await db.query<{ id: string }[]>('SELECT min(id) AS id FROM observations');
  await saveCampaigns(db, 'lowlands', [{ id: 'drive-1', target: 'telegram:harbour_example', members: ['tides', 'dykes'], calls: [{ documentId: documents[0]!, actorId: 'tides', at, observationId: observation!.id }], firstAt: at, lastAt: at, links: ['same target'], objects: [], order: [{ actorId: 'tides', firstAt: at, afterMs: 0, calls: 1, role: 'origin' }], similarity: 0.9, pValue: null, verdict: 'observed' }], { clusteredTo: '1' });
  await db.query(`INSERT INTO readings (election_id, account, metric, value, bound, at, how) VALUES ('lowlands', 'telegram:harbour_example', 'followers', 800, '≈', $1, 'reported')`, [at]);
  await raiseGap(db, 'lowlands', 'dykes-website', 'blocked', '403', at);
  const example = composeEdition({ ...busyDay(), audience: 'public' });
  const content = (marker: string, date: string) => ({ ...example, date, key: { ...example.key, election: 'lowlands', day: date }, election: { ...example.election, name: { en: marker } } });
  const key = { electionId: 'lowlands', kind: 'daily', sequence: 1 };
  const released = await freezeEdition(db, { ...key, date: '2031-03-02', audience: 'public' }, content('RELEASED', '2031-03-02'), at, 'editor');
  const held = await freezeEdition(db, { ...key, date: '2031-03-03', audience: 'public' }, content('HELD', '2031-03-03'), at, null);
  await freezeEdition(db, { ...key, date: '2031-03-04', audience: 'staff' }, content('STAFF', '2031-03-04'), at, 'editor');
  const [recipient] = await db.query<{ token: string }[]>('SELECT unsubscribe_token AS token FROM recipients');
  return { documents, snapshots, token: recipient!.token, noteToken: released.edition.token, heldEdition: held.edition.id, releasedEdition: released.edition.id };
}
