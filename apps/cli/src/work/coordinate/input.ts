import { halves, openCsv, readAll, readFirst } from '#core/coordination/events/csv.js';
import { lineHalves, readFirstLines, readJsonl } from '#core/coordination/events/jsonl.js';
import type { Columns, Reading } from '#core/coordination/events/events.js';
import type { SecondThread } from './second-thread.js';
import type { Stages } from './stages.js';

export const FORMATS = ['csv', 'jsonl', 'parquet'] as const;
export type Format = (typeof FORMATS)[number];

/** What is read while a thread begins: some 60 ms. Bytes. */
const HEAD_START = 6 << 20;

/** Events of the bytes of a file, whose name stands in complaints; the format is told by the first bytes unless it is given. A second thread, where there is one, reads half. */
export async function readEvents(bytes: Uint8Array, name: string, given: Format | undefined, columns: Columns, second: SecondThread | null, steps: Stages): Promise<Reading> {
  steps.begin('reading');
  const progress = (done: number) => steps.update(done, bytes.length);
  const ofHalves = (done: number) => steps.update(Math.min(bytes.length, done * 2), bytes.length);
  const format = given ?? formatOf(bytes);
  if (format === 'parquet') return (await import('#infra/files/parquet-events.js')).readParquet(bytes, name, columns, (done, of) => steps.update(done, of));
  if (format === 'jsonl') {
    const parts = second === null ? null : lineHalves(bytes, columns, HEAD_START);
    return parts === null ? readJsonl(bytes, name, columns, progress) : readFirstLines(parts[0], second!.begin('secondLines', parts[1]), name, ofHalves);
  }
  const csv = openCsv(bytes, name, columns);
  const parts = second === null ? null : halves(csv, HEAD_START);
  if (parts === null) return readAll(csv, progress);
  return readFirst(parts[0], second!.begin('secondHalf', parts[1]), ofHalves);
}

/** Parquet begins with PAR1, JSON lines with a brace; the rest is CSV. */
export function formatOf(bytes: Uint8Array): Format {
  if (bytes[0] === 0x50 && bytes[1] === 0x41 && bytes[2] === 0x52 && bytes[3] === 0x31) return 'parquet';
  let at = bytes[0] === 0xef && bytes[1] === 0xbb ? 3 : 0;
  while (bytes[at] === 32 || bytes[at] === 10 || bytes[at] === 13 || bytes[at] === 9) at++;
  return bytes[at] === 0x7b ? 'jsonl' : 'csv';
}
