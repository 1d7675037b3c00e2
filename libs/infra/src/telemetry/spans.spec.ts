import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { openSpans } from './spans.js';

const span = { id: 'a'.repeat(32), span: 'b'.repeat(16), parent: 'c'.repeat(16) };
const run = { name: 'snapshot.read', id: '7', attempt: 1, ms: 12.5, result: 'done' as const, note: '3 documents', span };

it('sends a span a job in the form that collectors take, and what is left when it closes', async () => {
  const got: { path: string; body: { resourceSpans: { scopeSpans: { spans: Record<string, unknown>[] }[] }[] } }[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => { text += String(chunk); });
    request.on('end', () => { got.push({ path: request.url ?? '', body: JSON.parse(text) as never }); response.end('{}'); });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const spans = openSpans(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, 'worker', '0', () => {});
  spans.job(run);
  spans.job({ ...run, result: 'failed' });
  // A line about the queue itself is no job.
  spans.job({ name: 'crawl', id: '', attempt: 0, ms: 0, result: 'retry', note: 'queue: gone' });
  await spans.close();
  await new Promise((resolve) => { server.close(resolve); });
  expect(got.map(({ path }) => path)).toEqual(['/v1/traces']);
  const sent = got[0]!.body.resourceSpans[0]!.scopeSpans[0]!.spans;
  expect(sent).toMatchObject([{ traceId: span.id, spanId: span.span, parentSpanId: span.parent, name: 'snapshot.read', status: { code: 1 } }, { status: { code: 2 } }]);
  expect(BigInt(sent[0]!['endTimeUnixNano'] as string) - BigInt(sent[0]!['startTimeUnixNano'] as string)).toBe(12_500_000n);
});

it('says that a collector is away, and goes on', async () => {
  const said: string[] = [];
  const spans = openSpans('http://127.0.0.1:9', 'worker', '0', (_level, event) => { said.push(event); });
  spans.job(run);
  await spans.close();
  expect(said).toEqual(['the collector took no traces']);
});
