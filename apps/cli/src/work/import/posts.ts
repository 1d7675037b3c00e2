import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { BadInput, messageOf } from '#core/errors.js';
import { sha256Of } from '#core/sha256.js';
import { csvRows, jsonRows, type Row } from '#infra/files/rows.js';
import { openInput } from '#infra/files/streams.js';
import { accountFromUrl } from '#kinds/platforms/index.js';
import { handNote, postOfNote } from '#kinds/sources/posts/by-hand.js';
import { POSTS_TYPE, type PostLine } from '#kinds/sources/posts/line.js';
import { headerFault, postOfRow } from '#kinds/sources/posts/row.js';
import { readTelegramExport } from '#kinds/sources/posts/telegram-export.js';
import type { Origin } from '#infra/store/imports.js';
import type { Brought, Captured } from './captured.js';

/** Posts in one snapshot: few enough to be read at once, many enough that a file is not thousands of snapshots. */
const TOGETHER = 500;
const MOST_JSON = 400 * 1024 * 1024;
const MOST_BESIDE = 100 * 1024 * 1024;


function captureOf(posts: PostLine[], origin: Origin, fetchedAt: Date, beside: Buffer[] = []): Captured {
  const body = Buffer.from(posts.map((post) => JSON.stringify(post)).join('\n'));
  return { url: `import:${origin}/${sha256Of(body).slice(0, 24)}`, headers: { 'content-type': POSTS_TYPE }, body, fetchedAt, origin, beside };
}

/** Gathers posts into snapshots; what was rejected passes through. */
async function* gathered(items: AsyncIterable<{ post: PostLine } | Extract<Brought, { rejected: unknown }>>, origin: Origin, now: Date): AsyncGenerator<Brought> {
  let posts: PostLine[] = [];
  for await (const item of items) {
    if ('rejected' in item) { yield item; continue; }
    posts.push(item.post);
    if (posts.length < TOGETHER) continue;
    yield { capture: captureOf(posts, origin, now) };
    posts = [];
  }
  if (posts.length > 0) yield { capture: captureOf(posts, origin, now) };
}

export interface PostRules { sourceUrl: string; now: Date; nameOf: (author: string) => string | null }

/** Posts in the rows of a CSV or JSONL file. */
export function fromRows(file: string, format: 'csv' | 'jsonl', { sourceUrl, now, nameOf }: PostRules): AsyncGenerator<Brought> {
  const refuse = (columns: string[]): void => {
    const fault = headerFault(columns);
    if (fault !== null) throw new BadInput(`${file} is no file of posts: ${fault}`);
  };
  const posts = async function* posts(rows: AsyncIterable<Row>) {
    let first = true;
    for await (const row of rows) {
      const at = `line ${row.line}`;
      if ('fault' in row) { yield { rejected: { at, reason: row.fault } }; continue; }
      if (first && format === 'jsonl') refuse(Object.keys(row.row));
      first = false;
      const found = postOfRow(row.row, { base: sourceUrl, nameOf });
      yield 'post' in found ? found : { rejected: { at, reason: found.fault } };
    }
  };
  return gathered(posts(format === 'csv' ? csvRows(file, refuse) : jsonRows(file)), 'posts', now);
}

/** Posts of a Telegram Desktop export. `hide` null: groups are refused. */
export async function* fromTelegram(file: string, { handle, now, hide }: { handle: string; now: Date; hide: ((name: string) => string) | null }): AsyncGenerator<Brought> {
  const value = await jsonFile(file);
  const posts = async function* posts() {
    for (const item of readTelegramExport(value, { handle, hide })) yield 'post' in item ? item : { rejected: { at: item.at, reason: item.fault } };
  };
  yield* gathered(posts(), 'telegram-export', now);
}

async function jsonFile(file: string): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of openInput(file)) {
    size += (chunk as Buffer).length;
    if (size > MOST_JSON) throw new BadInput(`${file} is larger than ${MOST_JSON / 1024 / 1024} MB: export the channel in parts, by dates`);
    chunks.push(chunk as Buffer);
  }
  try { return JSON.parse(Buffer.concat(chunks).toString('utf8').replace(/^\uFEFF/, '')); } catch (error) { throw new BadInput(`${file} is not JSON: ${messageOf(error)}`); }
}

/** Captures made by hand: a note (YAML or a list of notes) with the file that each speaks of beside it. */
export async function* fromNotes(file: string): AsyncGenerator<Brought> {
  let value: unknown;
  try { value = parseYaml(await readFile(file, 'utf8'), { maxAliasCount: 0 }); } catch (error) { throw new BadInput(`cannot read ${file}: ${messageOf(error)}`); }
  for (const [index, given] of [value].flat().entries()) {
    const at = `note ${index + 1}`;
    const note = handNote.safeParse(given);
    if (!note.success) { yield { rejected: { at, reason: note.error.issues.map(({ path, message }) => `${path.join('.') || 'the note'}: ${message}`).join('; ') } }; continue; }
    try {
      const beside = await fileBeside(join(dirname(file), note.data.file));
      const digest = sha256Of(beside);
      yield { capture: captureOf([postOfNote(note.data, digest, accountFromUrl)], 'by-hand', new Date(note.data.at), [beside]) };
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      yield { rejected: { at, reason: error.message } };
    }
  }
}

async function fileBeside(path: string): Promise<Buffer> {
  try {
    if ((await stat(path)).size > MOST_BESIDE) throw new BadInput(`${path} is larger than ${MOST_BESIDE / 1024 / 1024} MB`);
    return await readFile(path);
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(`cannot read ${path}, which the note speaks of: ${messageOf(error)}`);
  }
}
