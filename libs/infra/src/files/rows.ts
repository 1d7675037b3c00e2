import type { Readable } from 'node:stream';
import { parse, type CsvError } from 'csv-parse';
import { BadInput, messageOf } from '#core/errors.js';
import { openInput, readLines } from './streams.js';

/** A row with the line on which it begins, or why it is none. */
export type Row = { line: number; row: Record<string, unknown> } | { line: number; fault: string };

/** Longest row in bytes. */
const MOST_ROW = 4 * 1024 * 1024;

/** Rows of a JSONL file (also NDJSON, and JSONL packed by gzip): one object a line. */
export async function* jsonRows(file: string): AsyncGenerator<Row> {
  for await (const { line, number } of readLines(file)) {
    if (line.trim() === '') continue;
    if (line.length > MOST_ROW) { yield { line: number, fault: `the line is longer than ${MOST_ROW / 1024 / 1024} MB` }; continue; }
    let value: unknown;
    try { value = JSON.parse(line); } catch (error) { yield { line: number, fault: `not JSON (${messageOf(error).slice(0, 100)})` }; continue; }
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) yield { line: number, row: value as Record<string, unknown> };
    else yield { line: number, fault: 'not an object' };
  }
}

/**
 * Rows of a CSV file by its header line; separated by commas, semicolons or tabs, whichever the header has most of. A row with a wrong number of columns or broken
 * quotes is a fault. `header` sees the columns before the first row and may throw.
 */
export async function* csvRows(file: string, header: (columns: string[]) => void): AsyncGenerator<Row> {
  const input = openInput(file);
  const first = await firstLine(input);
  const delimiter = [',', ';', '\t'].map((mark) => ({ mark, count: first.split(mark).length })).sort((a, b) => b.count - a.count)[0]!.mark;
  const faults: Row[] = [];
  const rows = input.pipe(parse({
    bom: true, delimiter, columns: (columns: string[]) => { header(columns); return columns; }, info: true, skip_empty_lines: true, max_record_size: MOST_ROW, skip_records_with_error: true, relax_quotes: true,
    on_skip: (error: CsvError | undefined) => { faults.push({ line: Number(error?.['lines'] ?? 0), fault: plain(error) }); return undefined; },
  }));
  input.on('error', (error) => rows.destroy(error));
  for await (const { record, info } of rows as AsyncIterable<{ record: Record<string, string>; info: { lines: number } }>) {
    yield* faults.splice(0);
    yield { line: info.lines, row: record };
  }
  yield* faults;
}

const plain = (error: CsvError | undefined): string => (error === undefined ? 'the row is broken' : error.code.startsWith('CSV_RECORD_INCONSISTENT') ? 'it has more or fewer columns than the header' : messageOf(error).slice(0, 200));

/** The first line of a stream, which is given back. */
async function firstLine(input: Readable): Promise<string> {
  await new Promise<void>((resolve, reject) => { input.once('readable', resolve); input.once('end', resolve); input.once('error', reject); });
  const chunk = input.read() as Buffer | null;
  if (chunk === null) throw new BadInput('the file is empty');
  input.unshift(chunk);
  return chunk.toString('utf8', 0, 64 * 1024).split(/\r?\n/, 1)[0] ?? '';
}
