import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Agent, fetch, type Response } from 'undici';
import { partMessageSchema } from '#core/contract/process.js';
import { removeDatabase, startPostgres } from '#infra/embedded-postgres/index.js';
import { makeApiKey } from '#infra/store/keys.js';
import { migrate, openDatabase, type Database } from '#infra/store/open.js';
import { plantLargeStore } from '../material/large-store.js';

const DOCUMENTS = Number(process.env['CLAQUE_BENCH_DOCUMENTS'] ?? 1_000_000);
const A_SECOND = 50;
const SECONDS = Number(process.env['CLAQUE_BENCH_SECONDS'] ?? 12);
/** A folder that is kept: planted once, measured as often as wanted. */
const KEPT = process.env['CLAQUE_BENCH_STORE'];

/** Questions of an analyst's day, by the floor that they are held against (p95, milliseconds). `#` is a random number, so that no answer is at hand already. */
const QUESTIONS: { what: string; floor: number; paths: string[] }[] = [
  { what: 'lists', floor: 50, paths: [
    '/api/v1/documents?election=bench', '/api/v1/documents?actor=actor-#actor&limit=100', '/api/v1/documents?election=bench&from=2031-02-0#digit&to=2031-02-1#digit', '/api/v1/documents?language=km&source=actor-#actor-website', '/api/v1/calls?election=bench', '/api/v1/calls?target=telegram:channel_#small',
    '/api/v1/calls?actor=actor-#actor&from=2031-01-1#digit', '/api/v1/observations?election=bench&kind=threat', '/api/v1/observations?state=waiting&actor=actor-#actor', '/api/v1/campaigns?election=bench&limit=10', '/api/v1/sources?election=bench', '/api/v1/accounts?election=bench', '/api/v1/gaps?open=true', '/api/v1/goals', '/api/v1/document-events?election=bench', '/api/v1/audit'] },
  { what: 'items', floor: 20, paths: ['/api/v1/documents/#document', '/api/v1/documents/#document/marks', '/api/v1/documents/#document/versions', '/api/v1/calls/#call', '/api/v1/observations/#call', '/api/v1/sources/bench/actor-#actor-website', '/api/v1/elections/bench', '/api/v1/snapshots/1'] },
  { what: 'search', floor: 150, paths: ['#english', '#english', '#two', '#phrase', '#khmer', '#khmer', '#khmers', '#rare'].map((q) => `/api/v1/search?election=bench&limit=20&q=${q}`) },
  { what: 'review queue', floor: 50, paths: ['/api/v1/review?election=bench', '/api/v1/review?kind=threat', '/api/v1/review?election=bench&language=km'] },
  { what: 'the day at a glance', floor: 150, paths: ['/api/v1/elections/bench/today'] },
];

/** The API in a process of its own over so many documents: how long questions take at fifty a second, and what an export of a million rows costs in memory. */
export async function run(): Promise<void> {
  const dataDir = KEPT ?? mkdtempSync(join(tmpdir(), 'claque-bench-api-'));
  const server = await startPostgres({ dataDir, what: 'bench' });
  const agent = new Agent({ connections: 64 });
  try {
    // Planting takes as long as it takes.
    const db = await openDatabase(server.url, 4, 0);
    await migrate(db);
    const began = performance.now();
    const [planted] = await db.query<{ documents: number }[]>('SELECT count(*)::int AS documents FROM documents');
    if (planted!.documents === 0) {
      await plantLargeStore(db, DOCUMENTS, (text) => { process.stderr.write(`  ${text}\n`); });
      console.log(`${DOCUMENTS.toLocaleString('en')} documents planted in ${((performance.now() - began) / 1000).toFixed(0)} s`);
    } else console.log(`${planted!.documents.toLocaleString('en')} documents, planted before`);
    const key = await makeApiKey(db, 'bench', 'admin');
    const words = await wordsOf(db);
    await db.destroy();
    const api = fork(fileURLToPath(new URL('../../apps/api/src/main.js', import.meta.url)), [], { env: { ...process.env, DATABASE_URL: server.url, CLAQUE_PORT: '0', CLAQUE_DATA_DIR: dataDir, LOG_LEVEL: 'error' }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const url = await new Promise<string>((resolve, reject) => {
      api.on('message', (message) => { const part = partMessageSchema.parse(message); if (part.type === 'ready') resolve(part.url!); });
      api.once('exit', (code) => { reject(new Error(`the API ended with ${code}`)); });
    });
    const ask = (path: string): Promise<Response> => fetch(`${url}${path}`, { headers: { 'X-API-Key': key }, dispatcher: agent });
    for (const { what, floor, paths } of QUESTIONS) await measure(what, floor, () => filled(paths[Math.floor(Math.random() * paths.length)]!, words), ask);
    await measureExport(ask, api.pid!);
    api.removeAllListeners('exit');
    api.kill();
  } finally {
    await agent.close();
    await server.stop();
    if (KEPT === undefined) { removeDatabase(dataDir); rmSync(dataDir, { recursive: true, force: true }); }
  }
}

/** Questions begin at their time whether or not earlier ones are answered: a server that falls behind shows it. */
async function measure(what: string, floor: number, question: () => string, ask: (path: string) => Promise<Response>): Promise<void> {
  const times = new Map<string, number[]>();
  const one = async (path: string): Promise<void> => {
    const from = performance.now();
    const answer = await ask(path);
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    const shape = path.replaceAll(/\d+/g, 'N').replace(/&q=.*/, '');
    times.set(shape, [...times.get(shape) ?? [], performance.now() - from]);
  };
  for (let n = 0; n < 20; n++) await one(question());
  times.clear();
  const all: Promise<void>[] = [];
  const began = performance.now();
  for (let n = 0; n < A_SECOND * SECONDS; n++) {
    const wait = began + n * 1000 / A_SECOND - performance.now();
    if (wait > 0) await new Promise((resolve) => { setTimeout(resolve, wait); });
    all.push(one(question()));
  }
  await Promise.all(all);
  const every = [...times.values()].flat();
  console.log(`${what}: p50 ${quantile(every, 0.5)}, p95 ${quantile(every, 0.95)}, p99 ${quantile(every, 0.99)} ms over ${every.length} questions at ${A_SECOND} a second (floor: p95 ${floor})`);
  for (const [shape, own] of [...times].sort((a, b) => Number(quantile(b[1], 0.95)) - Number(quantile(a[1], 0.95))).slice(0, 4)) console.log(`  ${shape}: p95 ${quantile(own, 0.95)}`);
}

async function measureExport(ask: (path: string) => Promise<Response>, pid: number): Promise<void> {
  const before = residentMb(pid);
  let peak = before;
  const watch = setInterval(() => { peak = Math.max(peak, residentMb(pid)); }, 100);
  const from = performance.now();
  let bytes = 0;
  let rows = -1;
  for await (const chunk of (await ask('/api/v1/exports/documents.csv?election=bench')).body as AsyncIterable<Uint8Array>) { bytes += chunk.length; for (const byte of chunk) if (byte === 10) rows += 1; }
  clearInterval(watch);
  console.log(`export of ${rows.toLocaleString('en')} rows: ${(bytes / 1e6).toFixed(0)} MB in ${((performance.now() - from) / 1000).toFixed(1)} s; memory of the API ${before.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most`);
}

const residentMb = (pid: number): number => { try { return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024; } catch { return 0; } };
const quantile = (times: number[], share: number): string => (times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0).toFixed(1);

interface Words { english: string[]; khmer: string[]; calls: string[]; most: number }
async function wordsOf(db: Database): Promise<Words> {
  const texts = await db.query<{ text: string; language: string }[]>('SELECT text, language FROM documents WHERE id % 997 = 0 LIMIT 1000');
  const calls = await db.query<{ id: string }[]>(`SELECT id FROM observations WHERE kind = 'call' AND id % 37 = 0 LIMIT 2000`);
  const [{ most } = { most: 1 }] = await db.query<{ most: number }[]>('SELECT max(id)::int AS most FROM documents');
  const of = (language: string): string[] => texts.filter((row) => row.language === language).flatMap(({ text }) => text.split(' '));
  return { english: of('en'), khmer: of('km'), calls: calls.map(({ id }) => id), most };
}

function filled(path: string, { english, khmer, calls, most }: Words): string {
  const one = <T>(list: T[]): T => list[Math.floor(Math.random() * list.length)]!;
  const any = (below: number): string => String(Math.floor(Math.random() * below));
  // A piece of a longer run, as people type one word of it.
  const piece = (): string => { const run = one(khmer); const syllables = run.match(/[^\p{M}](?:\u17d2\p{L}|\p{M})*/gu) ?? [run]; const from = Math.floor(Math.random() * Math.max(1, syllables.length - 4)); return syllables.slice(from, from + 4).join(''); };
  return path.replace('#actor', () => any(100)).replaceAll('#digit', () => String(1 + Math.floor(Math.random() * 8))).replace('#small', () => any(20)).replace('#document', () => String(1 + Math.floor(Math.random() * most))).replace('#call', () => one(calls))
    .replace('#english', () => one(english)).replace('#two', () => encodeURIComponent(`${one(english)} ${one(english)}`)).replace('#phrase', () => { const at = Math.floor(Math.random() * (english.length - 1)); return encodeURIComponent(`"${english[at]} ${english[at + 1]}"`); })
    .replace('#khmers', () => encodeURIComponent(`${piece()} ${piece()}`)).replace('#khmer', () => encodeURIComponent(piece())).replace('#rare', () => 'harbourmaster');
}
