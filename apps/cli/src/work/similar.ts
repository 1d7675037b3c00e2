import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { alikeInMeaning } from '#core/coordination/similar/meaning.js';
import { sharedPassages } from '#core/coordination/similar/shared-passages.js';
import { findSimilar } from '#core/coordination/similar/similar.js';
import { BadInput, messageOf } from '#core/errors.js';
import type { Embedder } from '#core/ports.js';
import { openInput } from '#infra/files/streams.js';
import { writeWhole } from '#infra/files/whole.js';
import { csvCell, exactCell } from '#publish/csv.js';
import { counted } from '../counted.js';
import { progress } from '../progress.js';

interface Row { id?: string; text?: string }

export async function run([file]: [string], options: { containment: string; out: string; meaning?: string | true }): Promise<void> {
  const containment = Number(options.containment);
  if (!(containment > 0 && containment <= 1)) throw new BadInput(`--containment ${options.containment}: expected a share above 0, at most 1`, 2);
  const cosine = options.meaning === undefined ? null : options.meaning === true ? 0.8 : Number(options.meaning);
  if (cosine !== null && !(cosine > 0 && cosine <= 1)) throw new BadInput(`--meaning ${String(options.meaning)}: expected a cosine above 0, at most 1`, 2);
  const embedder = cosine === null ? null : await configuredEmbedder();
  const started = performance.now();
  const name = file === '-' ? 'standard input' : file;
  const ids: string[] = [];
  const texts: string[] = [];
  const reading = progress('texts');
  const input = openInput(file);
  const rows = parse({ bom: true, relax_column_count: true, columns: (header: string[]) => columns(header.map((column) => column.trim()), name), skip_empty_lines: true, info: true });
  input.once('error', (error) => rows.destroy(error));
  const seen = new Set<string>();
  const rejected: [line: number, reason: string, id: string][] = [];
  try {
    for await (const { record: row, info: { lines } } of input.pipe(rows) as AsyncIterable<{ record: Row; info: { lines: number } }>) {
      if (row.id === undefined || row.text === undefined) { rejected.push([lines, 'no text in this row', row.id ?? '']); continue; }
      if (seen.has(row.id)) { rejected.push([lines, 'the id stands in an earlier row', row.id]); continue; }
      seen.add(row.id);
      ids.push(row.id);
      // A giant is compared by its beginning.
      texts.push(row.text.length > LONGEST ? row.text.slice(0, LONGEST) : row.text);
      reading.update(ids.length);
    }
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(`${name}: ${messageOf(error)}`);
  }
  reading.end(ids.length);
  if (ids.length === 0 && rejected.length === 0) throw new BadInput(`${name} holds no text: expected a header with the columns id, text and at least one row`);
  if (ids.length > MOST_TEXTS) throw new BadInput(`${name} holds ${ids.length.toLocaleString('en')} texts, and at most ${MOST_TEXTS.toLocaleString('en')} are compared at once: split it, by week for example`);
  const { cluster, clusters, pairs } = findSimilar(texts, { containment });
  const cells = ids.map(exactCell);
  await writeWhole(join(options.out, 'clusters.csv'), ['id,cluster\n', ...chunked(cells.length, (at) => (cluster[at]! < 0 ? '' : `${cells[at]},${cluster[at]}\n`))]);
  await writeWhole(join(options.out, 'pairs.csv'), ['a,b,similarity,containment\n', ...chunked(pairs.length, (at) => { const pair = pairs[at]!; return `${cells[pair.a]},${cells[pair.b]},${pair.similarity.toFixed(4)},${pair.containment.toFixed(4)}\n`; })]);
  const shared = sharedPassages(texts, cluster);
  await writeWhole(join(options.out, 'boilerplate.csv'), ['text,count,surroundings,ids\n', ...chunked(shared.length, (at) => {
    const { text, texts: where, surroundings } = shared[at]!;
    // For people to read, and a text of anybody's: no spreadsheet may run it.
    return `${csvCell(text)},${where.length},${surroundings},${exactCell(JSON.stringify(where.map((one) => ids[one]!)))}\n`;
  })]);
  // Nothing of an earlier run stays beside this one.
  if (embedder === null) await rm(join(options.out, 'meaning.csv'), { force: true });
  if (rejected.length === 0) await rm(join(options.out, 'rejected.csv'), { force: true });
  else await writeWhole(join(options.out, 'rejected.csv'), ['line,reason,id\n', ...rejected.map(([line, reason, id]) => `${line},${reason},${exactCell(id)}\n`)]);
  if (embedder !== null && cosine !== null) await writeMeaning(join(options.out, 'meaning.csv'), texts, cells, embedder, cosine);
  const seconds = (performance.now() - started) / 1000;
  console.error(`${counted(ids.length, 'text')}${rejected.length > 0 ? ` (${counted(rejected.length, 'row')} left out: rejected.csv)` : ''}: ${counted(clusters, 'cluster')}, ${counted(pairs.length, 'pair')}, ${counted(shared.length, 'sentence')} in common among different texts, ${seconds.toFixed(2)} s`);
  console.error(`in ${options.out}: clusters.csv, pairs.csv, boilerplate.csv${embedder === null ? '' : ', meaning.csv'}${rejected.length > 0 ? ', rejected.csv' : ''}`);
}

/** Characters of a text that are compared. */
const LONGEST = 1_000_000;
const MOST_TEXTS = 2 ** 21;

/** Comparing all with all takes a minute at this many. */
const MOST_BY_MEANING = 10_000;

async function configuredEmbedder(): Promise<Embedder> {
  const [{ readConfig }, { embedderFrom }] = await Promise.all([import('#infra/config.js'), import('#infra/llm/embedder.js')]);
  const embedder = embedderFrom(readConfig(process.env), { now: () => new Date() });
  if (embedder === null) throw new BadInput('--meaning needs a model: set OPENAI_EMBEDDING_MODEL (and OPENAI_BASE_URL, OPENAI_API_KEY as your server wants)');
  return embedder;
}

/** Texts that are equal are asked for once; their copies stand in pairs.csv already. */
async function writeMeaning(file: string, texts: string[], cells: string[], embedder: Embedder, threshold: number): Promise<void> {
  const first = new Map<string, number>();
  texts.forEach((text, at) => { if (text.trim() !== '' && !first.has(text)) first.set(text, at); });
  const positions = [...first.values()];
  if (positions.length > MOST_BY_MEANING) throw new BadInput(`--meaning compares all texts with all: ${positions.length.toLocaleString('en')} different texts are more than ${MOST_BY_MEANING.toLocaleString('en')}; give fewer, such as one of each cluster`);
  const { vectors, tokens } = await embedder.embed(positions.map((at) => texts[at]!));
  const compared = progress('texts compared by meaning', positions.length);
  const pairs = alikeInMeaning(vectors, threshold, (rows) => compared.update(rows));
  compared.end(positions.length);
  await writeWhole(file, ['a,b,cosine\n', ...chunked(pairs.length, (at) => { const pair = pairs[at]!; return `${cells[positions[pair.a]!]},${cells[positions[pair.b]!]},${pair.cosine.toFixed(4)}\n`; })]);
  console.error(`${counted(pairs.length, 'pair')} alike in meaning (${embedder.name}, ${tokens.toLocaleString('en')} tokens)`);
}

function columns(header: string[], name: string): string[] {
  const missing = ['id', 'text'].filter((column) => !header.includes(column));
  if (missing.length > 0) throw new BadInput(`${name} has no column ${missing.map((column) => `"${column}"`).join(', ')}; found: ${header.map((column) => `"${column}"`).join(', ')}`);
  return header;
}

function chunked(count: number, line: (at: number) => string): string[] {
  const chunks: string[] = [];
  for (let from = 0; from < count; from += 10_000) {
    let chunk = '';
    for (let at = from; at < Math.min(count, from + 10_000); at++) chunk += line(at);
    chunks.push(chunk);
  }
  return chunks;
}
