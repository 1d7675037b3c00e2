import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BadInput } from '#core/errors.js';
import { readWarc, type ArchiveItem } from './warc.js';
import { entriesOf, openZip, streamOf, unpackLimit } from './zip.js';

const MOST_FILES = 10_000;
/** Pages in all WARCs of a WACZ (https://specs.webrecorder.net/wacz/1.1.1/). BadInput for what is no such archive and for one that unpacks to far too much. */
export async function* readWacz(file: string, limits: { leastLimit?: number; mostTimes?: number } = {}): AsyncGenerator<ArchiveItem> {
  const limit = await unpackLimit(file, limits);
  const zip = await openZip(file);
  try {
    let files = 0;
    let warcs = 0;
    let bytes = 0;
    for await (const entry of entriesOf(zip, file)) {
      if (++files > MOST_FILES) throw new BadInput(`${file} holds more than ${MOST_FILES} files`);
      if (!/^archive\/[^/]+\.warc(\.gz)?$/i.test(entry.fileName)) continue;
      warcs++;
      const counted = async function* counted(): AsyncGenerator<Uint8Array> {
        for await (const chunk of plain(await streamOf(zip, entry))) {
          bytes += chunk.length;
          if (bytes > limit) throw new BadInput(`${file} unpacks to more than ${Math.round(limit / 1e6)} MB`);
          yield chunk;
        }
      };
      yield* readWarc(counted(), `${file}/${entry.fileName}`);
    }
    if (warcs === 0) throw new BadInput(`${file} is no WACZ: it has no archive/*.warc.gz`);
  } finally { zip.close(); }
}

/** Bytes of a stream, unpacked where they begin as gzip does. */
async function* plain(stream: Readable): AsyncGenerator<Uint8Array> {
  const iterator = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await iterator.next();
  if (first.done) return;
  const rest = async function* rest(): AsyncGenerator<Buffer> { yield first.value; for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value; };
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) { yield* rest(); return; }
  const { Readable: Source, pipeline } = await import('node:stream');
  const unzip = createGunzip();
  pipeline(Source.from(rest()), unzip, () => {});
  yield* unzip as AsyncIterable<Buffer>;
}
