import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { stringify } from 'yaml';
import { watchlistSchema } from '#core/election/watchlist.js';
import { editionContentSchema } from '#core/digest/content.js';
import { listEditions } from '#infra/store/editions.js';
import { putWatchlist } from '#pipeline/watchlist.js';
import { openFlow } from '../../whole/flow.js';
import type { Figure, GateSet } from '../set.js';
import { compareShingles, f1Of } from '../shingles.js';

interface Case { name: string; file: string; expected: Record<string, unknown> | unknown[] }

/**
 * Real captures through the whole flow: channel pages and article pages are served on loopback as the sources of a watchlist, crawled, read into
 * PostgreSQL and published. Judged on what the tables hold in the end, not on what a reader returns.
 */
const set: GateSet = {
  name: 'flow',
  needs: ['crawl/telegram/cases.json', 'crawl/telegram/html', 'crawl/extraction/ground-truth.json', 'crawl/extraction/html'],
  async judge(data): Promise<Figure[]> {
    const cases = JSON.parse(await readFile(join(data, 'crawl/telegram/cases.json'), 'utf8')) as Case[];
    const truth = Object.entries(JSON.parse(await readFile(join(data, 'crawl/extraction/ground-truth.json'), 'utf8')) as Record<string, { articleBody: string }>);
    const pages = new Map<string, Buffer>();
    for (const [index, { file }] of cases.entries()) pages.set(`/s/capture_${index}`, await readFile(join(data, 'crawl/telegram', file)));
    for (const [id] of truth) pages.set(`/article/${id}`, gunzipSync(await readFile(join(data, 'crawl/extraction/html', `${id}.html.gz`))));
    const server = createServer((request, response) => {
      const body = pages.get(request.url ?? '');
      response.writeHead(body ? 200 : 404, { 'content-type': 'text/html' }).end(body ?? 'not here');
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', () => resolve()); });
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const flow = await openFlow();
    try {
      const watchlist = watchlistSchema.parse({
        version: 1, election: { id: 'captures', name: { en: 'Captures' }, polity: { en: 'Captures' }, time_zone: 'UTC', polling_day: '2099-01-01' }, network: { allow_private: [host] },
        release: [{ audience: 'staff', set_by: 'the gate', why: 'to see the edition' }],
        actors: [
          { id: 'channels', name: { en: 'Channels' }, kind: 'other', side: 'independent', sources: cases.map((_, index) => ({ id: `capture-${index}`, kind: 'telegram-channel', url: `http://${host}/capture_${index}`, pace: 0 })) },
          { id: 'press', name: { en: 'Press' }, kind: 'independent-media', side: 'independent', sources: truth.map(([id], index) => ({ id: `article-${index}`, kind: 'website', url: `http://${host}/article/${id}`, pace: 0, settings: { follow: false, feeds: false } })) },
        ],
      });
      await putWatchlist(flow.db, watchlist, stringify(watchlist));
      await flow.open();
      await flow.queues.add([{ name: 'sweep', payload: {} }]);
      flow.work();
      await flow.rest(300_000);
      const channels = await judgeChannels(flow.db, cases);
      const articles = await judgeArticles(flow.db, truth);
      const editions = await listEditions(flow.db, { electionId: 'captures', audience: 'staff' });
      const readable = editions.filter(({ content }) => editionContentSchema.safeParse(content).success).length;
      return [...channels, ...articles, { name: 'editions published', value: readable, floor: 1 }, { name: 'jobs that failed', value: flow.runs.filter(({ result }) => result === 'failed').length, floor: 0, atMost: true }];
    } finally {
      await flow.close();
      await new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
    }
  },
};
export default set;

type Db = Awaited<ReturnType<typeof openFlow>>['db'];
const plain = (value: unknown): string => (typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : '');
const stamp = (at: Date | null): string => (at === null ? '' : `DT ${[at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].join('-')}`);

/** Id, time, text and views of every post; the channel's subscribers as a reading; an empty page without a document. */
async function judgeChannels(db: Db, cases: Case[]): Promise<Figure[]> {
  const wrong: string[] = [];
  for (const [index, { name, expected }] of cases.entries()) {
    const documents = await db.query<{ external_id: string; published_at: Date | null; text: string; views: string | null }[]>(`SELECT external_id, published_at, text, views FROM documents WHERE source_id = $1`, [`capture-${index}`]);
    if (Array.isArray(expected)) { if (documents.length !== expected.length) wrong.push(name); continue; }
    if (expected['_type'] === 'ChannelInfo') {
      const readings = await db.query<{ value: string }[]>(`SELECT r.value FROM readings r JOIN snapshots s ON s.id = r.snapshot_id WHERE s.source_id = $1`, [`capture-${index}`]);
      if (!readings.some(({ value }) => Number(value) === expected['subscribers'])) wrong.push(name);
      continue;
    }
    const found = documents.find((document) => document.external_id === String(expected['id']));
    const views = found?.views === null || found === undefined ? null : Number(found.views);
    if (!found || stamp(found.published_at) !== expected['created_at'] || plain(found.text) !== plain(expected['text'] ?? '') || views !== (expected['views'] ?? null)) wrong.push(name);
  }
  return [{ name: 'captures right on id, time, text and views', value: cases.length - wrong.length, floor: cases.length, of: `of ${cases.length}${wrong.length > 0 ? ` (wrong: ${wrong.join(', ')})` : ''}` }];
}

async function judgeArticles(db: Db, truth: [string, { articleBody: string }][]): Promise<Figure[]> {
  const rows = await db.query<{ url: string; text: string }[]>(`SELECT s.url, d.text FROM documents d JOIN snapshots s ON s.id = d.snapshot_id WHERE s.url LIKE '%/article/%'`);
  const texts = new Map(rows.map(({ url, text }) => [url.split('/article/')[1]!, text]));
  const { f1, precision, recall } = f1Of(truth.map(([id, { articleBody }]) => compareShingles(articleBody, texts.get(id) ?? '')));
  return [{ name: 'article text F1', value: f1, floor: 0.95, of: `of ${truth.length} pages, precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}` }];
}
