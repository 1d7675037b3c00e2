import { join } from 'node:path';
import { parse } from 'csv-parse';
import { findSimilar } from '#core/coordination/similar/similar.js';
import { BadInput, messageOf } from '#core/errors.js';
import { openInput } from '#infra/files/streams.js';
import { writeWhole } from '#infra/files/whole.js';
import { progress } from '../progress.js';

interface Row { id?: string; text?: string }

export async function run([file]: [string], options: { containment: string; out: string }): Promise<void> {
  const containment = Number(options.containment);
  if (!(containment > 0 && containment <= 1)) throw new BadInput(`--containment ${options.containment}: expected a share above 0, at most 1`, 2);
  const started = performance.now();
  const name = file === '-' ? 'standard input' : file;
  const ids: string[] = [];
  const texts: string[] = [];
  const reading = progress('texts');
  const input = openInput(file);
  const rows = parse({ bom: true, relax_column_count: true, columns: (header: string[]) => columns(header.map((column) => column.trim()), name), skip_empty_lines: true });
  input.once('error', (error) => rows.destroy(error));
  let rejected = 0;
  try {
    for await (const row of input.pipe(rows) as AsyncIterable<Row>) {
      if (row.id === undefined || row.text === undefined) { rejected++; continue; }
      ids.push(row.id);
      texts.push(row.text);
      reading.update(ids.length);
    }
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(`${name}: ${messageOf(error)}`);
  }
  reading.end(ids.length);
  if (ids.length === 0 && rejected === 0) throw new BadInput(`${name} holds no text: expected a header with the columns id, text and at least one row`);
  const { cluster, clusters, pairs } = findSimilar(texts, { containment });
  const cells = ids.map(cell);
  await writeWhole(join(options.out, 'clusters.csv'), ['id,cluster\n', ...chunked(cells.length, (at) => (cluster[at]! < 0 ? '' : `${cells[at]},${cluster[at]}\n`))]);
  await writeWhole(join(options.out, 'pairs.csv'), ['a,b,similarity,containment\n', ...chunked(pairs.length, (at) => { const pair = pairs[at]!; return `${cells[pair.a]},${cells[pair.b]},${pair.similarity.toFixed(4)},${pair.containment.toFixed(4)}\n`; })]);
  const seconds = (performance.now() - started) / 1000;
  console.error(`${ids.length.toLocaleString('en')} texts${rejected > 0 ? ` (${rejected} rows without id or text)` : ''}: ${clusters.toLocaleString('en')} clusters, ${pairs.length.toLocaleString('en')} pairs, ${seconds.toFixed(2)} s`);
}

function columns(header: string[], name: string): string[] {
  const missing = ['id', 'text'].filter((column) => !header.includes(column));
  if (missing.length > 0) throw new BadInput(`${name} has no column ${missing.map((column) => `"${column}"`).join(', ')}; found: ${header.map((column) => `"${column}"`).join(', ')}`);
  return header;
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function chunked(count: number, line: (at: number) => string): string[] {
  const chunks: string[] = [];
  for (let from = 0; from < count; from += 10_000) {
    let chunk = '';
    for (let at = from; at < Math.min(count, from + 10_000); at++) chunk += line(at);
    chunks.push(chunk);
  }
  return chunks;
}
