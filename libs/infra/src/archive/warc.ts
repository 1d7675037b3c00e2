import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { WARCParser, type WARCRecord } from 'warcio';
import { BadInput, messageOf } from '#core/errors.js';

/** A page as somebody else captured it. `headers` have lower-case names. */
export interface ArchivedCapture { url: string; status: number; headers: Record<string, string>; body: Buffer; fetchedAt: Date; record: number }
/** Why a record of an archive is not taken. Closed: each is counted. */
export const NOT_TAKEN = ['revisit', 'not-a-page', 'status', 'too-large', 'bad-url', 'bad-date', 'broken', 'elsewhere'] as const;
export type NotTaken = (typeof NOT_TAKEN)[number];
export type ArchiveItem = { capture: ArchivedCapture } | { skipped: NotTaken; record: number; url: string; detail: string };

/** Of one body, as stored and as unpacked. */
const MOST_BYTES = 20 * 1024 * 1024;
/** Of all bodies that revisits may refer to. */
const MOST_KEPT = 64 * 1024 * 1024;
const PAGES = /^(text\/html|application\/(xhtml\+xml|xml|rss\+xml|atom\+xml|rdf\+xml|feed\+json|json|pdf)|text\/xml)\b/i;

/**
 * Pages in a WARC (ISO 28500, already unpacked from gzip), in the order of the file: responses with status 200 and resources of a kind that can be read. Other
 * records of pages come as `skipped`; requests and metadata are passed over. A file that breaks off gives what came before, then BadInput.
 */
export async function* readWarc(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<ArchiveItem> {
  let at = 0;
  const kept = new Originals();
  const records = new WARCParser(bytes)[Symbol.asyncIterator]();
  for (;;) {
    let next: IteratorResult<WARCRecord, unknown>;
    try { next = await records.next(); } catch (error) { throw new BadInput(`${name}: the archive is broken after record ${at} (${messageOf(error)})`); }
    if (next.done) break;
    at++;
    const record = next.value;
    if (at === 1 && !record.warcHeaders.statusline.startsWith('WARC/1')) throw new BadInput(`${name} is no WARC: it begins with "${record.warcHeaders.statusline.slice(0, 40)}"`);
    const item = await itemOf(record, at, kept);
    if (item !== null) yield item;
  }
  if (at === 0) throw new BadInput(`${name} is no WARC: it has no record`);
}

async function itemOf(record: WARCRecord, at: number, kept: Originals): Promise<ArchiveItem | null> {
  const url = record.warcTargetURI ?? '';
  const type = record.warcType ?? '';
  if (type === 'revisit') return revisited(record, at, url, kept);
  if (type !== 'response' && type !== 'resource') return null;
  const skip = (skipped: NotTaken, detail: string): ArchiveItem => ({ skipped, record: at, url, detail });
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return type === 'resource' ? null : skip('bad-url', `"${url.slice(0, 100)}" is no address of a page`);
  const headers: Record<string, string> = {};
  for (const [key, value] of record.httpHeaders?.headers ?? []) headers[key.toLowerCase()] = value;
  headers['content-type'] ??= type === 'resource' ? record.warcContentType ?? '' : '';
  const status = Number(record.httpHeaders?.statusCode ?? 200);
  if (status !== 200) return skip('status', `status ${status}`);
  if (headers['content-type'] !== '' && !PAGES.test(headers['content-type'])) return skip('not-a-page', headers['content-type'].slice(0, 60));
  const fetchedAt = new Date(record.warcDate ?? '');
  if (Number.isNaN(fetchedAt.getTime())) return skip('bad-date', `WARC-Date is "${String(record.warcDate).slice(0, 40)}"`);
  // The library undoes gzip only, and without a limit: it is left to take chunks apart.
  const coding = headers['content-encoding'] ?? '';
  record.httpHeaders?.headers.delete('content-encoding');
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of record) {
    size += chunk.length;
    if (size > MOST_BYTES) return skip('too-large', `more than ${MOST_BYTES / 1024 / 1024} MB`);
    chunks.push(chunk);
  }
  let body: Buffer;
  try { body = unpacked(Buffer.concat(chunks), coding); } catch (error) { return skip((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'broken', messageOf(error)); }
  delete headers['content-encoding'];
  delete headers['transfer-encoding'];
  if (body.length === 0) return skip('broken', 'the body is empty');
  kept.add({ url, digest: record.warcHeader('WARC-Payload-Digest') ?? null, date: fetchedAt.getTime() }, { headers, body });
  return { capture: { url, status, headers, body, fetchedAt, record: at } };
}

/** A page that was found as it had been: its body is that of the record it refers to, where the file holds that one before it. */
function revisited(record: WARCRecord, at: number, url: string, kept: Originals): ArchiveItem {
  const original = kept.find({ url: record.warcHeader('WARC-Refers-To-Target-URI') ?? url, digest: record.warcHeader('WARC-Payload-Digest') ?? null, date: Date.parse(record.warcHeader('WARC-Refers-To-Date') ?? '') });
  const fetchedAt = new Date(record.warcDate ?? '');
  if (original === null || Number.isNaN(fetchedAt.getTime()) || !URL.canParse(url)) return { skipped: 'revisit', record: at, url, detail: 'a record of what was captured before, which this file does not hold' };
  return { capture: { url, status: 200, ...original, fetchedAt, record: at } };
}

interface Identity { url: string; digest: string | null; date: number }
interface Original { headers: Record<string, string>; body: Buffer }

/** Bodies that revisit records of the same file may refer to: the newest, up to a limit in bytes. Found by digest, else by address and time. */
class Originals {
  private readonly byKey = new Map<string, Original>();
  private bytes = 0;

  add(identity: Identity, original: Original): void {
    const keys = keysOf(identity);
    this.bytes += original.body.length;
    for (const key of keys) { this.byKey.delete(key); this.byKey.set(key, original); }
    for (const [key, { body }] of this.byKey) {
      if (this.bytes <= MOST_KEPT) break;
      this.byKey.delete(key);
      if (![...this.byKey.values()].some((other) => other.body === body)) this.bytes -= body.length;
    }
  }

  find(identity: Identity): Original | null {
    for (const key of keysOf(identity)) { const found = this.byKey.get(key); if (found !== undefined) return found; }
    return null;
  }
}

const keysOf = ({ url, digest, date }: Identity): string[] => [...(digest === null ? [] : [`digest ${digest.toLowerCase()}`]), ...(Number.isNaN(date) ? [] : [`page ${date} ${url}`])];

/** A body without its content coding. Archives often keep the header of a coding that they have undone: then the bytes are taken as they are. */
function unpacked(body: Buffer, coding: string): Buffer {
  const limit = { maxOutputLength: MOST_BYTES };
  const unpack = { gzip: gunzipSync, 'x-gzip': gunzipSync, deflate: inflateSync, br: brotliDecompressSync, zstd: zstdDecompressSync }[coding.trim().toLowerCase()];
  if (unpack === undefined) return body;
  try {
    return unpack(body, limit);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' || (body[0] === 0x1f && body[1] === 0x8b)) throw error;
    return body;
  }
}
