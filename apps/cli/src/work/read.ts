import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'csv-parse/sync';
import { BadInput, Unreadable } from '#core/errors.js';
import type { Published, ReadDocument } from '#core/model.js';
import { readConfig } from '#infra/config.js';
import { openInput, openOutput } from '#infra/files/streams.js';
import { recogniserBy, type Recogniser } from '#infra/ocr/command.js';
import { kindOf, type Capture } from '#kinds/sources/index.js';
import { recogniseScan } from '#pipeline/recognise.js';
import { createReaderPool } from '#pipeline/threads/reader-pool.js';
import { progress } from '../progress.js';
import type { VerbRun } from '../verb.js';

/** Longer files are refused before they fill the memory. */
const MAX_BYTES = 64 * 1024 * 1024;
/** A file by itself is read for what it says: no links are followed, and every entry of a feed is a document. */
const SETTINGS: Record<string, Record<string, unknown>> = { feed: { pages: 'none' }, website: { follow: false } };

interface Options { url?: string; urls?: string; kind?: string; threads: string; out?: string }

/** Reads files in threads that can be killed; lines come out in the order of the arguments. */
export const run: VerbRun = async (all: [string[]], options: Options) => {
  const [files] = all;
  const urls = await urlsOf(files, options);
  const threads = Number.parseInt(options.threads, 10);
  if (!(threads >= 1 && threads <= 32)) throw new BadInput(`--threads is ${options.threads}, but must be 1 to 32`, 2);
  if (options.kind !== undefined) kindOf(options.kind);
  const { ocrCommand } = readConfig(process.env);
  const recognise = ocrCommand === undefined ? null : recogniserBy(ocrCommand);
  const pool = createReaderPool({ threads });
  const output = await openOutput(options.out);
  const shown = progress('reading', files.length);
  const started: Promise<Record<string, unknown>[]>[] = [];
  const start = (): void => {
    const file = files[started.length]!;
    const lines = linesOf(file, urls.get(file) ?? null, options.kind, pool, recognise);
    // Awaited in its turn below; a failure before that is not unhandled.
    lines.catch(() => {});
    started.push(lines);
  };
  try {
    for (let done = 0; done < files.length; done++) {
      while (started.length < Math.min(files.length, done + threads * 2)) start();
      for (const line of await started[done]!) await output.write(`${JSON.stringify(line)}\n`);
      shown.update(done + 1);
    }
    await output.close();
  } finally {
    await pool.close();
  }
  shown.end(files.length);
};

async function urlsOf(files: string[], { url, urls }: Options): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const checked = (text: string): string => { if (!/^https?:/.test(text) || !URL.canParse(text)) throw new BadInput(`"${text}" is no http(s) URL`, 2); return text; };
  if (url !== undefined) {
    if (files.length !== 1) throw new BadInput('--url goes with one file; use --urls MAP.csv for several', 2);
    found.set(files[0]!, checked(url));
  }
  if (urls !== undefined) {
    const rows = parse<Record<string, string>>(await bytesOf(urls), { columns: true, bom: true, skip_empty_lines: true, relax_column_count: true });
    if (rows.length > 0 && (rows[0]!['file'] === undefined || rows[0]!['url'] === undefined)) throw new BadInput(`${urls} must have the columns file,url`, 2);
    const byName = new Map(rows.map((row) => [row['file']!, row['url']!]));
    for (const file of files) {
      const address = byName.get(file) ?? byName.get(basename(file)) ?? rows.find((row) => resolve(row['file']!) === resolve(file))?.['url'];
      if (address) found.set(file, checked(address));
    }
  }
  return found;
}

async function bytesOf(file: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of openInput(file)) {
    size += (chunk as Buffer).length;
    if (size > MAX_BYTES) throw new Unreadable('parser-failed', `the file has more than ${MAX_BYTES} bytes`);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

async function linesOf(file: string, url: string | null, kind: string | undefined, pool: ReturnType<typeof createReaderPool>, recognise: Recogniser | null): Promise<Record<string, unknown>[]> {
  const address = url ?? (file === '-' ? 'file:///dev/stdin' : pathToFileURL(resolve(file)).href);
  try {
    const capture: Capture = { url: address, finalUrl: address, headers: {}, body: await bytesOf(file), fetchedAt: new Date() };
    const chosen = kind ?? kindOf(capture).id;
    const { documents, links, gap } = await recogniseScan(recognise, capture, await pool.read(chosen, capture, SETTINGS[chosen] ?? {}));
    if (documents.length > 0) return documents.map((document) => lineOf(file, document));
    const what = gap?.detail ?? (links.length > 0 ? `no document, but ${links.length} links: a front page, a section or a list` : 'no document');
    return [{ file, url, error: what }];
  } catch (error) {
    if (error instanceof Unreadable) return [{ file, url, error: `${error.reason}: ${error.message}` }];
    throw error;
  }
}

function lineOf(file: string, document: ReadDocument): Record<string, unknown> {
  const { url, title, text, published, author, language, links, images } = document;
  const common = {
    file, url: url.startsWith('file:') ? null : url, title, text, published_at: published === null ? null : publishedAt(published), published_precision: published?.precision ?? null,
    published_how: published?.how ?? null, author, language, links, images,
  };
  if (document.published?.how !== 'channel') return common;
  return { ...common, id: document.externalId, views: document.views, forwarded_from: document.forwardedFrom, edited: document.edited };
}

/** The page's own moment with its own offset, without one where it names no zone, or a bare date, month or year at that precision. */
function publishedAt({ at, precision, text, local }: Published): string {
  const iso = at.toISOString();
  if (precision === 'year') return iso.slice(0, 4);
  if (precision === 'month') return iso.slice(0, 7);
  if (precision === 'day') return iso.slice(0, 10);
  if (local === true) return iso.slice(0, 16);
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d:?\d\d|Z)$/.test(text) ? text : iso;
}
