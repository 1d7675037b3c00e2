import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CDXIndexer } from 'warcio';
import { ZipFile } from 'yazl';
import { sha256Of } from '#core/sha256.js';
import type { Exchanged } from '../http/fetcher.js';
import { WarcWriter } from './warc-writer.js';

export interface WaczPage { id: string; url: string; at: Date; title: string | null }
export interface WaczSettings { title: string; software: string; userAgent: string; madeAt: Date }

/** SHA-256 of a file, read in pieces. */
export async function sha256OfFile(path: string): Promise<string> {
  const digest = createHash('sha256');
  await pipeline(createReadStream(path), digest);
  return digest.digest('hex');
}

/**
 * Writes a WACZ 1.1.1 (https://specs.webrecorder.net/wacz/1.1.1/): one WARC with its CDXJ index, the list of pages, and the package's own list of digests. Captures
 * are taken one at a time, so that memory does not grow with them. Players such as ReplayWeb.page open it.
 */
export async function writeWacz(file: string, { title, software, userAgent, madeAt }: WaczSettings, captures: AsyncIterable<Exchanged>, pages: readonly WaczPage[]): Promise<void> {
  const work = await mkdtemp(join(dirname(file), '.wacz-'));
  try {
    const writer = new WarcWriter({ folder: () => work, prefix: 'data', userAgent, mostBytes: Number.POSITIVE_INFINITY });
    for await (const captured of captures) await writer.add([captured]);
    await writer.close();
    const warc = writer.files[0];
    const small: { path: string; bytes: Buffer }[] = [
      { path: 'indexes/index.cdx', bytes: Buffer.from(warc === undefined ? '' : await indexOf(warc)) },
      { path: 'pages/pages.jsonl', bytes: Buffer.from([{ format: 'json-pages-1.0', id: 'pages', title: 'All pages' }, ...pages.map(({ id, url, at, title: name }) => ({ id, url, ts: at.toISOString(), ...(name === null ? {} : { title: name }) }))].map((line) => `${JSON.stringify(line)}\n`).join('')) },
    ];
    const resources = [
      ...(warc === undefined ? [] : [{ name: 'data.warc.gz', path: 'archive/data.warc.gz', hash: `sha256:${await sha256OfFile(warc)}`, bytes: (await stat(warc)).size }]),
      ...small.map(({ path, bytes }) => ({ name: path.split('/')[1], path, hash: `sha256:${sha256Of(bytes)}`, bytes: bytes.length })),
    ];
    const descriptor = Buffer.from(`${JSON.stringify({ profile: 'data-package', wacz_version: '1.1.1', title, created: madeAt.toISOString(), software, resources }, null, 2)}\n`);
    const zip = new ZipFile();
    // Stored, not packed: players read records of the WARC at their offsets.
    if (warc !== undefined) zip.addFile(warc, 'archive/data.warc.gz', { compress: false, mtime: madeAt });
    for (const { path, bytes } of small) zip.addBuffer(bytes, path, { mtime: madeAt });
    zip.addBuffer(descriptor, 'datapackage.json', { mtime: madeAt });
    zip.addBuffer(Buffer.from(`${JSON.stringify({ path: 'datapackage.json', hash: `sha256:${sha256Of(descriptor)}` })}\n`), 'datapackage-digest.json', { mtime: madeAt });
    zip.end();
    await pipeline(zip.outputStream, createWriteStream(file, { mode: 0o640 }));
  } finally { await rm(work, { recursive: true, force: true }); }
}

/** CDXJ lines of a WARC, sorted. */
async function indexOf(warc: string): Promise<string> {
  const indexer = new CDXIndexer({ format: 'cdxj' });
  const lines: string[] = [];
  const files = [{ filename: 'data.warc.gz', reader: createReadStream(warc) }];
  for await (const entry of indexer.iterIndex(files)) lines.push(indexer.serializeCDXJ(entry));
  return lines.map((line) => line.trimEnd()).sort().map((line) => `${line}\n`).join('');
}
