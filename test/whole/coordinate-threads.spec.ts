import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { readEvents } from '#apps/cli/src/work/coordinate/input.js';
import { sameThread, type SecondThread } from '#apps/cli/src/work/coordinate/second-thread.js';
import { writeResult } from '#apps/cli/src/work/coordinate/write.js';
import { coordinate } from '#core/coordination/coordinate.js';
import { DEFAULT_COLUMNS } from '#core/coordination/events/events.js';
import type { NameList } from '#core/coordination/events/names.js';
import { plant, sharesCsv } from '../material/co-sharing.js';

// The thread's entry is JavaScript: only the build has it.
const { secondThread } = await import(new URL('../../dist/apps/cli/src/work/coordinate/second-thread.js', import.meta.url).href) as { secondThread: (patienceMs?: number) => SecondThread };
const folder = mkdtempSync(join(tmpdir(), 'claque-threads-'));
afterAll(() => { rmSync(folder, { recursive: true }); });
const silent = { begin() {}, update() {}, end() {} };

/** Everything that a run writes, by name; when it was done is not its result. */
async function written(name: string, text: Buffer, second: SecondThread | null, format: 'csv' | 'jsonl' = 'csv'): Promise<Record<string, string>> {
  const out = join(folder, name);
  const { events, rejected } = await readEvents(Uint8Array.from(text), 'events', format, DEFAULT_COLUMNS, second, silent);
  const beside = second ?? sameThread();
  try {
    let edgesWritten = (): void => {};
    const result = coordinate(events, { window: 60, participation: 2, own: true, beside, judged: (list) => { edgesWritten = beside.begin('edgesTable', { list, out, jsonl: true }); } });
    await writeResult(result, rejected, beside, edgesWritten, { window: 60, participation: 2, fdr: 0.1, pairs: true, jsonl: true, report: true, out, started: performance.now() });
  } finally { beside.end(); }
  return Object.fromEntries(readdirSync(out).sort().map((file) => [file, readFileSync(join(out, file), 'utf8').replace(/"seconds": .*/, '')]));
}

describe('claque coordinate on two threads', () => {
  it('writes what it writes on one, byte for byte, with broken rows in both halves named by their lines', async () => {
    const lines = sharesCsv(plant({ rows: 20_000, seed: 3, kind: 'clear' }), 3).toString().trim().split('\n');
    lines.splice(5, 0, 'o,a,c,soon', '');
    lines.splice(15_000, 0, ',a,c,1');
    const csv = Buffer.from(lines.join('\n'));
    const one = await written('one', csv, null);
    const two = await written('two', csv, secondThread());
    expect(one['rejected.csv']).toBe('line,reason\n6,timestamp is neither a number nor an ISO time\n15001,empty object_id\n');
    expect(Object.keys(one)).toContain('edges.jsonl');
    expect(two).toEqual(one);
  });
  it('reads quoted rows and JSON lines in halves, too', async () => {
    const lines = sharesCsv(plant({ rows: 4000, seed: 5, kind: 'clear' }), 5).toString().trim().split('\n');
    const plain = await written('plain', Buffer.from(lines.join('\n')), null);
    const quoted = lines.map((line) => line.split(',').map((cell) => `"${cell}"`).join(','));
    expect(await written('quoted', Buffer.from(quoted.join('\n')), secondThread())).toEqual(plain);
    const [head, ...rows] = lines.map((line) => line.split(','));
    const asJson = rows.map((row) => JSON.stringify(Object.fromEntries(row.map((cell, at) => [head![at], cell]))));
    expect(await written('jsonl', Buffer.from(asJson.join('\n')), secondThread(), 'jsonl')).toEqual(plain);
  });
  it('takes a header in quotes', async () => {
    const csv = Buffer.from(['"the ""object",account_id,content_id,timestamp_share', 'o,a,c,1', 'o,b,d,2'].join('\n'));
    const second = secondThread();
    try {
      const { events } = await readEvents(Uint8Array.from(csv), 'a.csv', 'csv', { ...DEFAULT_COLUMNS, object_id: 'the "object' }, second, silent);
      expect(events.rows).toBe(2);
    } finally { second.end(); }
  });
  it('a thread that ends in the middle of its part holds nobody up for ever', async () => {
    const second = secondThread(300);
    const rows = 4_000_000;
    const column = (bytes: number) => new SharedArrayBuffer(rows * bytes);
    const time = new Float64Array(column(8)).map((_none, at) => (at * 7919) % rows + 0.5);
    const names = { count: 1, bytes: new Uint8Array(1), starts: Int32Array.of(0, 1), plain: true } as NameList;
    const sorted = second.begin('runs', { starts: Int32Array.of(0, rows), time, account: new Int32Array(column(4)), origin: new Int32Array(column(4)), source: { bytes: new Uint8Array(0), contentFrom: new Int32Array(0), contentLength: new Int32Array(0) }, accounts: names, byName: false });
    await setTimeout(400);
    second.end();
    expect(sorted).toThrow(/second thread/);
  });
  it('a failure of a piece is the failure of the run, whoever did it', async () => {
    const second = secondThread();
    try {
      const written = second.begin('edgesTable', { list: null as never, out: folder, jsonl: false });
      await setTimeout(300);
      expect(written).toThrow(/null/);
      expect(second.begin('edgesTable', { list: null as never, out: folder, jsonl: false })).toThrow(/null/);
    } finally { second.end(); }
  });
});
