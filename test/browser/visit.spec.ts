import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { watchlistSchema } from '#core/election/watchlist.js';
import { readConfig } from '#infra/config.js';
import { openLog } from '#infra/log.js';
import { openWorld } from '#pipeline/open-world.js';
import { readSnapshots } from '#pipeline/steps/read.js';
import { visitHost } from '#pipeline/steps/visit.js';
import { putWatchlist } from '#pipeline/watchlist.js';
import { freshDatabase, type FreshDatabase } from '../store/fresh-database.js';
import { chromium } from './chromium.js';

let database: FreshDatabase;
let server: Server;
let host = '';
let dataDir = '';
let asked: string[] = [];
const SAID = 'Every civil servant is asked to follow the channel of the port authority before Friday, the harbour master said on Monday.';

beforeAll(async () => {
  chromium();
  database = await freshDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'claque-browser-'));
  server = createServer(({ url }, response) => {
    asked.push(url ?? '');
    if (url === '/robots.txt') { response.writeHead(200, { 'content-type': 'text/plain' }).end('User-agent: *\nDisallow: /secret'); return; }
    if (url === '/news.json') { response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(SAID)); return; }
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', etag: '"same"' }).end(`<!doctype html><title>Notice</title><meta property="og:type" content="article"><body><script>
      fetch('/secret.json').catch(() => {});
      fetch('/news.json').then((answer) => answer.json()).then((text) => { document.body.innerHTML += '<article><h1>Notice</h1><p>' + text + '</p></article>'; });</script>`);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  await putWatchlist(database.db, watchlistSchema.parse({
    version: 1, election: { id: 'port', name: { en: 'Vote' }, polity: { en: 'Lowlands' }, time_zone: 'UTC', polling_day: '2031-03-14' }, network: { allow_private: [host] },
    actors: [{ id: 'port', name: { en: 'Port' }, kind: 'ministry', side: 'government', sources: [{ kind: 'website', url: `http://${host}/`, pace: '1ms', settings: { render: true, screenshot: true } }] }],
  }), 'port');
});
afterAll(async () => { server.closeAllConnections(); server.close(); await database.drop(); rmSync(dataDir, { recursive: true, force: true }); });

async function visit(settings: Record<string, string>): Promise<{ text: string | null; gaps: string[]; rendered: { from: string; screenshot: string } | null; sha256: string }> {
  asked = [];
  const world = await openWorld(readConfig({ CLAQUE_DATA_DIR: dataDir, ...settings }), database.url, openLog(null, 'error'));
  try {
    await database.db.query(`UPDATE frontier SET due_at = clock_timestamp() - interval '1 second' WHERE host = $1`, [host]);
    await visitHost(world, { host });
    const [snapshot] = await database.db.query<{ id: string; rendered: { from: string; screenshot: string } | null; sha256: string }[]>('SELECT id, rendered, sha256 FROM snapshots ORDER BY id DESC LIMIT 1');
    await readSnapshots(world, { snapshots: [snapshot!.id] });
    const [document] = await database.db.query<{ text: string }[]>('SELECT text FROM documents WHERE snapshot_id = $1', [snapshot!.id]);
    const gaps = await database.db.query<{ reason: string }[]>('SELECT reason FROM gaps WHERE open');
    for (const sha256 of snapshot!.rendered === null ? [] : [snapshot!.rendered.from, snapshot!.rendered.screenshot, snapshot!.sha256]) expect((await world.evidence.get(sha256)).length).toBeGreaterThan(0);
    return { text: document?.text ?? null, gaps: gaps.map(({ reason }) => reason), rendered: snapshot!.rendered, sha256: snapshot!.sha256 };
  } finally { await world.close(); }
}

test('without a browser a source that needs one is a gap, with one its scripts are read, and robots.txt holds for what they ask', async () => {
  const without = await visit({});
  expect(without).toMatchObject({ text: null, gaps: ['needs-browser'], rendered: null });
  const { executable, sandbox } = chromium();
  const withOne = await visit({ CLAQUE_BROWSER: executable, CLAQUE_BROWSER_SANDBOX: sandbox ? 'on' : 'off' });
  expect(withOne.text).toContain(SAID);
  expect(withOne.gaps).toEqual([]);
  expect(withOne.rendered).toMatchObject({ from: without.sha256, screenshot: expect.stringMatching(/^[0-9a-f]{64}$/), refused: expect.arrayContaining([{ url: `http://${host}/secret.json`, why: expect.stringContaining('refused-by-robots') }]) });
  expect(asked).toContain('/news.json');
  expect(asked).not.toContain('/secret.json');
});
