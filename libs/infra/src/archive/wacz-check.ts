import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { WARCParser } from 'warcio';
import { BadInput, messageOf } from '#core/errors.js';
import { sha256Of } from '#core/sha256.js';
import { entriesOf, openZip, streamOf, unpackLimit } from './zip.js';

/** Bytes of one body, and of a list or index of the package. */
const MOST_BYTES = 64 << 20;
const MOST_ENTRIES = 10_000;
const MOST_FAULTS = 1000;

export interface ArchivedBody { url: string; at: string; sha256: string; body: Buffer }

/**
 * Reads a WACZ whole and says what in it does not hold: digests of its list and of each file, and of each record's payload. Each body goes to `onBody`, one at a time.
 * The archive may come from anybody: sizes are capped. BadInput for what is no WACZ at all.
 */
export async function checkWacz(file: string, onBody: (body: ArchivedBody) => Promise<void> | void): Promise<{ faults: string[]; records: number }> {
  const faults = new Faults();
  const budget = { left: await unpackLimit(file) };
  const zip = await openZip(file);
  try {
    const digests = new Map<string, string>();
    let descriptor: Buffer | null = null;
    let stated: Buffer | null = null;
    let records = 0;
    for await (const entry of entriesOf(zip, file)) {
      if (digests.size >= MOST_ENTRIES) throw new BadInput(`${file} holds more than ${MOST_ENTRIES} files`);
      const digest = createHash('sha256');
      const stream = await streamOf(zip, entry);
      if (/^archive\/[^/]+\.warc(\.gz)?$/.test(entry.fileName)) {
        records += await recordsOf(hashed(stream, digest), entry.fileName, faults, budget, onBody);
      } else {
        const keep = entry.fileName === 'datapackage.json' || entry.fileName === 'datapackage-digest.json';
        const chunks: Buffer[] = [];
        let size = 0;
        for await (const chunk of stream as AsyncIterable<Buffer>) {
          digest.update(chunk);
          size += chunk.length;
          if (size > MOST_BYTES) throw new BadInput(`${file}: ${entry.fileName} has more than ${MOST_BYTES >> 20} MB`);
          if (keep) chunks.push(chunk);
        }
        if (entry.fileName === 'datapackage.json') descriptor = Buffer.concat(chunks);
        if (entry.fileName === 'datapackage-digest.json') stated = Buffer.concat(chunks);
      }
      digests.set(entry.fileName, digest.digest('hex'));
    }
    if (descriptor === null) throw new BadInput(`${file} is no WACZ: it has no datapackage.json`);
    const said = jsonOf(stated) as { hash?: unknown } | null;
    if (said?.hash !== `sha256:${sha256Of(descriptor)}`) faults.push('datapackage-digest.json has another digest than datapackage.json');
    const listed = (jsonOf(descriptor) as { resources?: { path?: unknown; hash?: unknown }[] } | null)?.resources;
    if (!Array.isArray(listed)) faults.push('datapackage.json lists no resources');
    const named = new Set(['datapackage.json', 'datapackage-digest.json']);
    for (const { path, hash: digest } of Array.isArray(listed) ? listed : []) {
      named.add(String(path));
      const found = digests.get(String(path));
      if (found === undefined) faults.push(`${String(path)} is listed and not there`);
      else if (digest !== `sha256:${found}`) faults.push(`${String(path)} has other bytes than datapackage.json says`);
    }
    for (const path of digests.keys()) if (!named.has(path)) faults.push(`${path} is in the archive and not listed`);
    return { faults: faults.list, records };
  } finally { zip.close(); }
}

async function recordsOf(bytes: AsyncIterable<Uint8Array>, name: string, faults: Faults, budget: { left: number }, onBody: (body: ArchivedBody) => Promise<void> | void): Promise<number> {
  let records = 0;
  const source = bytes[Symbol.asyncIterator]();
  try {
    for await (const record of new WARCParser({ [Symbol.asyncIterator]: () => source })) {
      records++;
      if (record.warcType !== 'response') continue;
      const chunks: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of record) {
        size += chunk.length;
        budget.left -= chunk.length;
        if (budget.left < 0) throw new BadInput(`${name} unpacks to far more than its size: it is not read further`);
        if (size > MOST_BYTES) throw new BadInput(`${name}: the body of ${record.warcTargetURI ?? ''} has more than ${MOST_BYTES >> 20} MB`);
        chunks.push(chunk);
      }
      const body = Buffer.concat(chunks);
      const sha256 = sha256Of(body);
      const url = record.warcTargetURI ?? '';
      if (record.warcHeader('WARC-Payload-Digest') !== `sha256:${sha256}`) faults.push(`${name}: the payload of ${url} has another digest than its record says`);
      await onBody({ url, at: record.warcDate ?? '', sha256, body });
    }
  } catch (error) {
    if (error instanceof BadInput) throw error;
    faults.push(`${name} is broken after record ${records} (${messageOf(error)})`);
  }
  // The file's digest is of all of it, whatever its records came to.
  for (let next = await source.next(); !next.done; next = await source.next());
  return records;
}

/** The first thousand; an archive made to have more is as wrong as one that has a thousand. */
class Faults {
  readonly list: string[] = [];
  push(fault: string): void { if (this.list.length < MOST_FAULTS) this.list.push(fault); }
}

async function* hashed(stream: Readable, digest: ReturnType<typeof createHash>): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream as AsyncIterable<Buffer>) { digest.update(chunk); yield chunk; }
}

function jsonOf(bytes: Buffer | null): unknown {
  try { return bytes === null ? null : JSON.parse(bytes.toString()); } catch { return null; }
}
