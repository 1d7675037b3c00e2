import { mkdirSync } from 'node:fs';
import { open, rename, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { WARCRecord, WARCSerializer, type WARCType } from 'warcio';
import { sha256Of } from '#core/sha256.js';
import type { Exchanged } from '../http/fetcher.js';

const pack = promisify(gzip);
const VERSION = 'WARC/1.1';
const NOT_MODIFIED = 'http://netpreserve.org/warc/1.1/revisit/server-not-modified';
/** Payloads that are remembered, so that the same bytes are written once a file; about 20 MB. */
const MOST_REMEMBERED = 100_000;
/** Smaller payloads are written again: a record that refers to them would be as long. */
const LEAST_REFERRED = 512;

export interface WarcSettings {
  /** Where a file begun at that time goes; the folder is made. Another folder than before begins a new file. */
  folder: (at: Date) => string;
  /** Beginning of the files' names: `PREFIX-20310304050607000-00000.warc.gz`. */
  prefix: string;
  /** As sources see us; goes into the `warcinfo` record. */
  userAgent: string;
  /** A file that has so many bytes is ended. */
  mostBytes?: number;
  now?: () => Date;
}

/**
 * Writes what was asked and answered as WARC 1.1 (ISO 28500), each record packed by itself: `warcinfo`, then `response` and `request` for each answer, `revisit`
 * where the server said "not modified" or the same bytes stand in the file already, and `metadata` with the certificate and the addresses of each server once a
 * file. A file that is being written ends in `.open`; after a crash all its whole records can be read.
 */
export class WarcWriter {
  private file: { handle: FileHandle; path: string; folder: string; size: number; peers: Set<string>; payloads: Map<string, { url: string; date: string }> } | null = null;
  private serial = 0;
  private turn: Promise<unknown> = Promise.resolve();
  private readonly mostBytes: number;
  private readonly now: () => Date;
  /** Paths of all files that are complete. */
  readonly files: string[] = [];

  constructor(private readonly settings: WarcSettings) {
    this.mostBytes = settings.mostBytes ?? 1 << 30;
    this.now = settings.now ?? (() => new Date());
  }

  /** Resolves when all are in the file, after those of earlier calls; with `durable` when they are on the disk. Rejects where they cannot be written. */
  add(exchanges: readonly Exchanged[], durable = false): Promise<void> {
    if (exchanges.length === 0) return Promise.resolve();
    return this.inTurn(async () => {
      for (const exchanged of exchanges) await this.write(exchanged);
      if (durable) await this.file?.handle.datasync();
    });
  }

  /** Ends the file. */
  close(): Promise<void> { return this.inTurn(() => this.end()); }

  private inTurn(act: () => Promise<void>): Promise<void> {
    const done = this.turn.then(act);
    this.turn = done.catch(() => {});
    return done;
  }

  private async write(exchanged: Exchanged): Promise<void> {
    const folder = this.settings.folder(exchanged.at);
    if (this.file !== null && (this.file.folder !== folder || this.file.size >= this.mostBytes)) await this.end();
    const file = this.file ??= await this.begin(folder);
    const records = await recordsOf(exchanged, file);
    const bytes = Buffer.concat(await Promise.all(records.map(packed)));
    try { await file.handle.appendFile(bytes); } catch (error) { await this.giveUp(file); throw error; }
    file.size += bytes.length;
  }

  /** Half a record, as a full disk leaves it, would hide all that follows: it is cut off and the file ended. The next begins anew, and refers to nothing that is not in it. */
  private async giveUp(file: NonNullable<WarcWriter['file']>): Promise<void> {
    this.file = null;
    try { await file.handle.truncate(file.size); } finally { await file.handle.close(); }
    await rename(`${file.path}.open`, file.path);
    this.files.push(file.path);
  }

  private async begin(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o750 });
    const at = this.now();
    const name = `${this.settings.prefix}-${at.toISOString().replace(/\D/g, '')}-${String(this.serial++).padStart(5, '0')}.warc.gz`;
    const path = join(folder, name);
    const handle = await open(`${path}.open`, 'wx', 0o640);
    const info = Buffer.from(`software: Claque\r\nformat: WARC File Format 1.1\r\nhttp-header-user-agent: ${this.settings.userAgent}\r\n`);
    const bytes = await packed(WARCRecord.create({ type: 'warcinfo', filename: name, date: at.toISOString(), warcVersion: VERSION }, [info]));
    await handle.appendFile(bytes);
    return { handle, path, folder, size: bytes.length, peers: new Set<string>(), payloads: new Map<string, { url: string; date: string }>() };
  }

  private async end(): Promise<void> {
    const { file } = this;
    if (file === null) return;
    this.file = null;
    await file.handle.sync();
    await file.handle.close();
    await rename(`${file.path}.open`, file.path);
    this.files.push(file.path);
  }
}

const packed = async (record: WARCRecord): Promise<Buffer> => pack(await WARCSerializer.serialize(record));

type Known = { peers: Set<string>; payloads: Map<string, { url: string; date: string }> };

async function recordsOf({ url, method, requestHeaders, status, statusText, headers, body, cut, at, peer }: Exchanged, { peers, payloads }: Known): Promise<WARCRecord[]> {
  const date = at.toISOString();
  const digest = `sha256:${sha256Of(body)}`;
  const earlier = status === 200 && body.length >= LEAST_REFERRED ? payloads.get(digest) : undefined;
  const unchanged = status === 304;
  const make = (type: WARCType, warcHeaders: [string, string][], more: { statusline?: string; httpHeaders?: [string, string][]; refersToUrl?: string; refersToDate?: string }, content: Uint8Array) =>
    WARCRecord.create({ type, url, date, warcVersion: VERSION, warcHeaders: Object.fromEntries(warcHeaders), ...more }, content.length > 0 ? [content] : []);
  const address: [string, string][] = peer === null || peer.address === '' ? [] : [['WARC-IP-Address', peer.address]];

  const response = make(unchanged || earlier !== undefined ? 'revisit' : 'response',
    [...address, ['WARC-Payload-Digest', digest], ...(cut ? [['WARC-Truncated', 'length'] as [string, string]] : [])],
    // The body stands here without its chunks, so that a header that speaks of them would be wrong.
    { statusline: `HTTP/1.1 ${status} ${statusText}`.trimEnd(), httpHeaders: headers.filter(([name]) => !/^transfer-encoding$/i.test(name)), ...(earlier === undefined ? {} : { refersToUrl: earlier.url, refersToDate: earlier.date }) },
    unchanged || earlier !== undefined ? new Uint8Array() : body);
  if (unchanged) {
    response.warcHeaders.headers.set('WARC-Profile', NOT_MODIFIED);
    response.warcHeaders.headers.delete('WARC-Payload-Digest');
  } else if (earlier === undefined && status === 200 && payloads.size < MOST_REMEMBERED) payloads.set(digest, { url, date });

  const asked = new URL(url);
  const request = make('request', [...address, ...concurrent(response)], {
    statusline: `${method} ${asked.pathname}${asked.search} HTTP/1.1`, httpHeaders: [['host', asked.host], ['connection', 'keep-alive'], ...Object.entries(requestHeaders)],
  }, new Uint8Array());
  const records = [response, request];

  const server = `${asked.origin} ${peer?.address} ${peer?.certificateSha256}`;
  if (peer !== null && !peers.has(server)) {
    if (peers.size < MOST_REMEMBERED) peers.add(server);
    const lines = [`resolved: ${peer.resolved.join(', ')}`, ...(peer.certificateSha256 === null ? [] : [`certificate-sha256: ${peer.certificateSha256}`])];
    records.push(make('metadata', concurrent(response), {}, Buffer.from(`${lines.join('\r\n')}\r\n`)));
  }
  return records;
}

const concurrent = (response: WARCRecord): [string, string][] => [['WARC-Concurrent-To', response.warcHeaders.headers.get('WARC-Record-ID') ?? '']];
