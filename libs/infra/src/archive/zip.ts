import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { open, type Entry, type ZipFile } from 'yauzl';
import { BadInput, messageOf } from '#core/errors.js';

/** How many times its own size an archive may unpack to; small ones may unpack to 1 GB. */
const MOST_TIMES = 200;
const LEAST_LIMIT = 1024 ** 3;

/** Bytes to which an archive may unpack. BadInput for one that cannot be read. */
export async function unpackLimit(file: string, { leastLimit = LEAST_LIMIT, mostTimes = MOST_TIMES } = {}): Promise<number> {
  try { return Math.max(leastLimit, (await stat(file)).size * mostTimes); } catch (error) { throw new BadInput(`cannot read ${file}: ${messageOf(error)}`); }
}

/** A zip archive that may come from anybody; close it when done. BadInput for what is none. */
export const openZip = (file: string): Promise<ZipFile> => new Promise((resolve, reject) => {
  open(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, opened) => { if (error) reject(new BadInput(`${file} is no zip archive: ${messageOf(error)}`)); else resolve(opened); });
});

/** Its entries in the order of the archive, each to be read before the next is asked for. */
export async function* entriesOf(zip: ZipFile, file: string): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      const settle = (work: () => void) => () => { zip.removeAllListeners(); work(); };
      zip.once('entry', (found: Entry) => settle(() => resolve(found))());
      zip.once('end', settle(() => resolve(null)));
      zip.once('error', (error: Error) => settle(() => reject(new BadInput(`${file} is a broken zip archive: ${messageOf(error)}`)))());
      zip.readEntry();
    });
    if (entry === null) return;
    yield entry;
  }
}

/** Bytes of an entry, unpacked. */
export const streamOf = (zip: ZipFile, entry: Entry): Promise<Readable> => new Promise((resolve, reject) => {
  zip.openReadStream(entry, (error, stream) => { if (error) reject(new BadInput(`cannot unpack ${entry.fileName}: ${messageOf(error)}`)); else resolve(stream); });
});
