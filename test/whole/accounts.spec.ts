import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { watchlistSchema } from '#core/election/watchlist.js';
import { accountSeriesSchema, accountFindingSchema, migrationSchema } from '#core/contract/answers.js';
import { accountSeries, migrationOf, pageFindings } from '#infra/store/account-lists.js';
import { saveReading, saveDetections } from '#infra/store/documents.js';
import { addSnapshots, snapshotToRead } from '#infra/store/snapshots.js';
import { putWatchlist } from '#pipeline/watchlist.js';
import { measureAccounts } from '#pipeline/steps/measure.js';
import { readSnapshots } from '#pipeline/steps/read.js';
import { visitHost } from '#pipeline/steps/visit.js';
import { openFlow, type Flow } from './flow.js';

/** Accounts in the flow: real PostgreSQL, a server that stands for platforms' pages and an official interface. Fiction throughout. */
let flow: Flow;
let server: Server;
let host: string;
let asked: { url: string; key: string | undefined }[] = [];
let answers: Record<string, () => { status?: number; type?: string; location?: string; retry?: string; body: string }> = {};
const CHANNEL = 'UCPaperOfTheTides-012_ab';
const ZONE_DAY = (n: number): Date => new Date(Date.UTC(2031, 0, 1, 5) + n * 86_400_000);
const rows = <T>(sql: string, values: unknown[] = []): Promise<T[]> => flow.db.query<T[]>(sql, values);

beforeAll(async () => {
  server = createServer((request: IncomingMessage, response) => {
    asked.push({ url: request.url!, key: request.headers['x-goog-api-key'] as string | undefined });
    const answer = answers[request.url!.split('?')[0]!]?.() ?? { status: 404, body: 'not here' };
    response.writeHead(answer.status ?? 200, { 'content-type': answer.type ?? 'text/html', ...(answer.location === undefined ? {} : { location: answer.location }), ...(answer.retry === undefined ? {} : { 'retry-after': answer.retry }) }).end(answer.body);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', () => resolve()); });
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  flow = await openFlow();
  const watchlist = watchlistSchema.parse({
    version: 1, network: { allow_private: [host] },
    election: { id: 'lowlands', name: { en: 'Lowlands vote' }, polity: { en: 'Lowlands' }, time_zone: 'Asia/Phnom_Penh', polling_day: '2031-04-20', population: 1_000_000, watershed: '2031-02-20' },
    actors: [
      { id: 'premier', name: { en: 'The Premier' }, kind: 'official', side: 'government', sources: [{ id: 'premier-channel', kind: 'telegram-channel', url: `http://${host}/premier_example`, pace: 0 }] },
      { id: 'tycoon', name: { en: 'Oren Vale' }, kind: 'tycoon', side: 'government', sources: [{ id: 'tycoon-channel', kind: 'telegram-channel', url: `http://${host}/orenvale`, pace: 0 }] },
      { id: 'paper', name: { en: 'Daily Tide' }, kind: 'independent-media', side: 'independent', sources: [{ id: 'paper-site', kind: 'website', url: `http://${host}/paper`, pace: 0 }] },
    ],
    accounts: [
      { platform: 'telegram', handle: 'premier_example', owner: 'premier', status: 'official', counter_url: `http://${host}/premier_example`, replaces: 'facebook:premier' },
      { platform: 'facebook', handle: 'premier', owner: 'premier', counter_url: `http://${host}/facebook` },
      { platform: 'youtube', handle: 'premier', owner: 'premier', counter_url: `http://${host}/youtube` },
      { platform: 'youtube', handle: CHANNEL, owner: 'paper' },
      { platform: 'x', handle: 'premier', owner: 'premier' },
      { platform: 'tiktok', handle: 'premier', owner: 'premier', counter_url: 'none' },
    ],
    goals: [{ account: 'telegram:premier_example', value: 200_000, by: '2031-04-19', stated_by: 'premier', source: 'https://paper.example/1' }],
  });
  await putWatchlist(flow.db, watchlist, 'text');
  await flow.open({ YOUTUBE_API_KEY: 'secret-key', YOUTUBE_API_URL: `http://${host}/v3`, CLAQUE_CLOCK_AT: '2031-03-20T05:00:00Z' });
}, 120_000);
afterAll(async () => { await flow?.close(); await new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }); });

/** A snapshot of a source, read as given: the store as it is after weeks of crawling. */
async function plant(sourceId: string, at: Date, url: string, { counters = [], documents = [] }: { counters?: { value: number }[]; documents?: { url: string; text: string; views?: number; id?: string }[] }): Promise<string[]> {
  const sha256 = `${sourceId}${at.getTime()}`.padEnd(64, '0');
  const [id] = await addSnapshots(flow.db, [{ electionId: 'lowlands', sourceId, frontierId: null, url, finalUrl: url, status: 200, headers: {}, redirects: [], sha256, bytes: 1, fetchedAt: at }]);
  const read = await saveReading(flow.db, (await snapshotToRead(flow.db, id!))!, {
    links: [], readerVersion: 'test@1', counters: counters.map(({ value }) => ({ account: 'telegram:premier_example' as const, value, bound: '=' as const, low: value, high: value })),
    documents: documents.map(({ url: address, text, views, id: externalId }) => ({ url: address, externalId: externalId ?? null, title: null, text, language: 'en', author: null, published: { at, precision: 'second' as const, how: 'channel', text: '' }, links: [], images: [], views: views ?? null, forwardedFrom: null, edited: false })),
  });
  return read.documents;
}
const observe = (document: string, text: string, quote: string, kind: string, payload: { platform: string; handle?: string | null; [key: string]: unknown }): Promise<unknown> => saveDetections(flow.db, { id: document, electionId: 'lowlands', text }, [{ detector: kind, version: 1, observations: [
  { kind, span: { start: text.indexOf(quote), end: text.indexOf(quote) + quote.length }, quote, payload, why: 'a rule', confidence: 0.9, target: typeof payload.handle === 'string' ? `${payload.platform}:${payload.handle}` : null }] }]);

it('finds what stands out in seventy days of counts, who left, and a promise that was not kept; twice is once', async () => {
  for (let n = 0; n < 70; n += 1) {
    const level = 100_000 + n * 300 + ((n * 37) % 60) + (n >= 50 ? 9000 : 0) - (n >= 62 ? 8000 : 0);
    await plant('premier-channel', ZONE_DAY(n), `http://${host}/premier_example`, { counters: [{ value: level }], documents: [{ url: `https://t.me/premier_example/${n}`, text: `Good morning ${n}`, views: 5000 + (n % 5) * 100, id: String(n) }] });
    await flow.db.query(`INSERT INTO source_days VALUES ('lowlands', 'premier-channel', $1), ('lowlands', 'tycoon-channel', $1) ON CONFLICT DO NOTHING`, [ZONE_DAY(n).toISOString().slice(0, 10)]);
    if (n < 50 || n === 60) await plant('tycoon-channel', new Date(ZONE_DAY(n).getTime() + 60_000), `http://${host}/orenvale`, { documents: [{ url: `https://t.me/orenvale/${n}`, text: `On the road ${n}`, id: String(n) }, { url: `https://t.me/orenvale/${n}b`, text: `And home again ${n}` }] });
  }
  const promise = 'Oren Vale says that he leaves Telegram for good.';
  const [document] = await plant('paper-site', ZONE_DAY(49), `http://${host}/paper/1`, { documents: [{ url: `http://${host}/paper/1`, text: promise }] });
  await observe(document!, promise, 'leaves Telegram for good', 'commitment', { status: 'made', actor: 'Oren Vale', promise: 'leaves Telegram for good', platform: 'telegram', leaves: true });
  const gone = 'The Premier deleted his Facebook page; it had 800,000 followers.';
  const [closed] = await plant('paper-site', ZONE_DAY(50), `http://${host}/paper/2`, { documents: [{ url: `http://${host}/paper/2`, text: gone }] });
  await observe(closed!, gone, 'deleted his Facebook page', 'account-event', { kind: 'deleted', platform: 'facebook', handle: null, owner: 'The Premier', date: '2031-02-19' });
  await observe(closed!, gone, 'it had 800,000 followers', 'metric', { metric: 'followers', value: 800_000, bound: '≈', platform: 'facebook', handle: 'premier', owner: null, asOf: null });

  expect(await measureAccounts(flow.world, { election: 'lowlands' })).toMatchObject({ done: expect.stringContaining('1 reported readings') });
  const found = await rows<{ class: string; kind: string; account: string | null; day: string; verdict: string; unexplained: boolean; payload: Record<string, unknown> }>(`SELECT class, kind, account, day, verdict, unexplained, payload FROM account_findings WHERE active ORDER BY class, day, kind`);
  expect(found.map(({ class: group, kind, day, verdict }) => `${group} ${kind} ${day} ${verdict}`)).toEqual([
    'anomaly jump 2031-02-20 observed', 'anomaly purge 2031-03-04 observed', 'commitment against 2031-03-02 observed', 'event deleted 2031-02-19 reported', 'event share-of-population 2031-02-20 reported', 'event replacement 2031-03-11 observed']);
  expect(found[0]).toMatchObject({ account: 'telegram:premier_example', unexplained: true, payload: { checks: expect.arrayContaining([expect.objectContaining({ explanation: 'widely-viewed-posts', result: 'does-not' })]) } });
  expect(found[1]!.payload['takesBack']).toBe('jump:2031-02-20');
  expect(found[2]!.payload).toMatchObject({ quote: 'leaves Telegram for good', after: 2 });
  expect((found[5]!.payload['ratio'] as { value: number }).value).toBeCloseTo(121_740 / 800_000, 2);
  const [measure] = await rows<{ migration: { pivot: string; rows: { actorId: string; state: string }[] } }>('SELECT migration FROM account_measures');
  expect(measure!.migration).toMatchObject({ pivot: '2031-02-20', rows: expect.arrayContaining([expect.objectContaining({ actorId: 'premier', state: 'stayed' }), expect.objectContaining({ actorId: 'tycoon', state: 'less' })]) });

  const before = await rows('SELECT * FROM account_findings ORDER BY id');
  expect(await measureAccounts(flow.world, { election: 'lowlands' })).toMatchObject({ done: expect.stringMatching(/^0 reported readings, 6 findings of accounts, 0 new/) });
  expect(await rows('SELECT * FROM account_findings ORDER BY id')).toEqual(before);

  // What was found before the days that are looked at stands; what is no longer found in them does not.
  for (const day of ['2030-06-01', '2031-02-01']) await rows(`INSERT INTO account_findings (election_id, class, kind, key, account, day, at, verdict, payload, first_found_at) VALUES ('lowlands', 'anomaly', 'jump', $1::text, 'telegram:premier_example', $1::text, $1::text::date, 'observed', '{}', now())`, [day]);
  await measureAccounts(flow.world, { election: 'lowlands' });
  expect(await rows(`SELECT key, active FROM account_findings WHERE payload = '{}' ORDER BY key`)).toEqual([{ key: '2030-06-01', active: true }, { key: '2031-02-01', active: false }]);
  await rows(`DELETE FROM account_findings WHERE payload = '{}'`);
});

it('gives counts by origin, goals with their projection, findings and migration as the contract has them', async () => {
  const series = await accountSeries(flow.db, 'lowlands', 'telegram:premier_example', {});
  expect(accountSeriesSchema.encode(series)).toMatchObject({
    from: '2030-12-12', to: '2031-03-11', series: [{ by: null, days: expect.arrayContaining([expect.objectContaining({ day: '2031-01-01', value: 100_000, low: 100_000 })]) }], open: [],
    goals: [{ value: 200_000, countedBy: null, method: 'block-bootstrap', outlook: 'projected-miss', daysLeft: 39, toGo: 200_000 - series.series[0]!.days.at(-1)!.value }],
  });
  expect(series.series[0]!.days).toHaveLength(70);
  const page = await pageFindings(flow.db, { election: 'lowlands', account: 'telegram:premier_example', class: 'anomaly', active: true, limit: 1, cursor: undefined });
  expect(page.items.map((item) => accountFindingSchema.encode(item).kind)).toEqual(['purge']);
  expect((await pageFindings(flow.db, { election: 'lowlands', account: 'telegram:premier_example', class: 'anomaly', limit: 50, cursor: page.next! })).items).toMatchObject([{ kind: 'jump', unexplained: true }]);
  expect(migrationSchema.encode(await migrationOf(flow.db, 'lowlands'))).toMatchObject({ pivot: '2031-02-20', why: 'the watchlist', rows: expect.arrayContaining([expect.objectContaining({ actor: { id: 'tycoon', name: { en: 'Oren Vale' } }, state: 'less' })]) });
});

it('asks the official interface with its key in no address, keeps the answer, and reads the count', async () => {
  answers['/v3/channels'] = () => ({ type: 'application/json', body: '{"items":[{"statistics":{"subscriberCount":"4570000"}}]}' });
  await flow.db.query(`DELETE FROM snapshots WHERE url LIKE '%/v3/%'`);
  await flow.db.query('DELETE FROM interface_tries');
  const outcome = await measureAccounts(flow.world, { election: 'lowlands' });
  expect(asked.filter(({ url }) => url.startsWith('/v3/')).slice(-2).map(({ url }) => url).sort()).toEqual(['/v3/channels?part=statistics&forHandle=%40premier', `/v3/channels?part=statistics&id=${CHANNEL}`]);
  expect(asked.at(-1)!.key).toBe('secret-key');
  const next = 'next' in outcome ? outcome.next! : [];
  expect(next).toMatchObject([{ name: 'snapshot.read' }]);
  await readSnapshots(flow.world, next[0]!.payload as { snapshots: string[] });
  expect(await rows(`SELECT value, bound, low, high, how FROM readings WHERE account = 'youtube:premier'`)).toEqual([{ value: '4570000', bound: '≈', low: '4570000', high: '4580000', how: 'observed' }]);
  expect(JSON.stringify(await rows('SELECT * FROM snapshots'))).not.toContain('secret-key');
  // Not again before the calendar has it.
  asked = [];
  expect(await measureAccounts(flow.world, { election: 'lowlands' })).toMatchObject({ next: [] });
  expect(asked).toEqual([]);
});

it('a key that is refused is a gap with what the interface said, and a platform without a public count is one', async () => {
  answers['/v3/channels'] = () => ({ status: 403, type: 'application/json', body: '{"error":{"message":"API key not valid"}}' });
  await flow.db.query('DELETE FROM interface_tries');
  await measureAccounts(flow.world, { election: 'lowlands' });
  const gaps = await rows<{ source_id: string; reason: string; detail: string }>(`SELECT source_id, reason, detail FROM gaps WHERE open AND source_id LIKE 'counter-%' ORDER BY source_id`);
  expect(gaps.map(({ source_id: source, reason }) => `${source} ${reason}`)).toEqual(['counter-x-premier login-wall', expect.stringMatching(/^counter-youtube-premier (blocked|refused|login-wall)/), expect.stringContaining('counter-youtube-ucpaper')]);
  expect(gaps[0]!.detail).toContain('without a login');
  // Nobody was asked about X: measuring again adds no tries.
  await measureAccounts(flow.world, { election: 'lowlands' });
  expect(await rows(`SELECT tries FROM gaps WHERE open AND source_id = 'counter-x-premier'`)).toEqual([{ tries: 0 }]);
});

it('a call of the interface that failed is not made again before the calendar has it, nor before the interface wants it', async () => {
  answers['/v3/channels'] = () => ({ status: 429, body: 'later', retry: '86400' });
  await flow.db.query('DELETE FROM interface_tries');
  const calls = async (): Promise<number> => { asked = []; await measureAccounts(flow.world, { election: 'lowlands' }); return asked.filter(({ url }) => url.startsWith('/v3/')).length; };
  expect([await calls(), await calls()]).toEqual([2, 0]);
  // The calendar has it again, the interface does not want it.
  await flow.db.query(`UPDATE interface_tries SET at = at - interval '7 days'`);
  expect(await calls()).toBe(0);
  await flow.db.query(`UPDATE interface_tries SET retry_at = at`);
  expect(await calls()).toBe(2);
});

it('a handle is kept as written, and an id leads where it was written', async () => {
  expect(await rows(`SELECT key, handle FROM accounts WHERE owner_actor_id = 'paper'`)).toEqual([{ key: `youtube:${CHANNEL.toLowerCase()}`, handle: CHANNEL }]);
  expect(await rows(`SELECT f.url FROM frontier f JOIN sources s ON s.id = f.source_id AND s.election_id = f.election_id WHERE s.settings ->> 'handle' = $1`, [CHANNEL])).toEqual([{ url: `https://www.youtube.com/channel/${CHANNEL}` }]);
});

it('notes what a page shows after two checks, counts an unchanged page again, and says what is behind a login', async () => {
  answers = {
    '/robots.txt': () => ({ status: 404, body: '' }),
    '/premier_example': () => ({ body: '<div class="tgme_page"><div class="tgme_page_title"><span>Premier</span></div><div class="tgme_page_extra">121 740 subscribers</div></div>' }),
    '/facebook': () => ({ body: '<html><head><meta property="og:description" content="The Premier. 800 likes."></head><body><p>Welcome to the page of the Premier</p></body></html>' }),
    '/youtube': () => ({ body: '<script>{"content":"4.57M subscribers"}</script>' }),
  };
  const round = async (): Promise<void> => {
    await flow.db.query(`UPDATE frontier SET due_at = clock_timestamp() - interval '1 second', claim_token = NULL, claimed_until = NULL`);
    await flow.db.query('UPDATE hosts SET not_before = NULL');
    const outcome = await visitHost(flow.world, { host });
    for (const job of 'next' in outcome ? outcome.next ?? [] : []) if (job.name === 'snapshot.read') await readSnapshots(flow.world, job.payload);
    await measureAccounts(flow.world, { election: 'lowlands' });
  };
  await round();
  const count = async (): Promise<number> => (await rows<{ n: number }>(`SELECT count(*)::int AS n FROM readings WHERE account = 'telegram:premier_example' AND value = 121740`))[0]!.n;
  const first = await count();
  expect(first).toBeGreaterThan(0);
  await round();
  expect(await count()).toBeGreaterThan(first);
  const states = () => rows<{ account: string; state: string; checks: number }>(`SELECT account, state, checks FROM account_states ORDER BY account, since`);
  expect(await states()).toEqual(expect.arrayContaining([{ account: 'telegram:premier_example', state: 'reachable', checks: 2 }, { account: 'facebook:premier', state: 'reachable', checks: 2 }]));
  expect(await rows(`SELECT reason FROM gaps WHERE open AND source_id = 'counter-facebook-premier'`)).toEqual([{ reason: 'login-wall' }]);
  answers['/facebook'] = () => ({ status: 404, body: 'This page is not here' });
  await round();
  expect((await rows(`SELECT 1 FROM account_findings WHERE kind = 'seen-not-found'`))).toHaveLength(0);
  await round();
  expect(await rows(`SELECT account, verdict, payload ->> 'before' AS before FROM account_findings WHERE kind = 'seen-not-found' AND active`)).toEqual([{ account: 'facebook:premier', verdict: 'observed', before: 'reachable' }]);
  // A reader of ours that fails, or has not read the page yet, says nothing of the account; a page that shows no channel does.
  const telegram = async (state: string, reason: string | null): Promise<void> => {
    await round();
    await rows(`UPDATE snapshots n SET read_state = $1, read_reason = $2 FROM frontier f WHERE f.id = n.frontier_id AND f.role = 'counter' AND f.url LIKE '%/premier_example'`, [state, reason]);
    await rows(`UPDATE frontier SET last_visit_at = last_visit_at + interval '1 minute' WHERE role = 'counter'`);
    await measureAccounts(flow.world, { election: 'lowlands' });
  };
  const gone = () => rows(`SELECT 1 FROM account_findings WHERE kind = 'seen-not-found' AND account = 'telegram:premier_example' AND active`);
  for (const [state, reason] of [['quarantined', 'parser-timed-out: took more than 10 s'], ['quarantined', 'parser-failed: a rule failed'], ['pending', null]] as const) for (let again = 0; again < 2; again += 1) await telegram(state, reason);
  expect(await gone()).toHaveLength(0);
  for (let again = 0; again < 2; again += 1) await telegram('quarantined', 'no-preview: shows no channel');
  expect(await gone()).toHaveLength(1);
});
