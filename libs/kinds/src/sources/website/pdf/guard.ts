import { constants, inflateSync } from 'node:zlib';
import { Unreadable } from '#core/errors.js';

/** Limits that hostile files break and circulars do not come near: a scanned decree of 40 pages has about 20 MB, nearly none of it packed further. */
export const PDF_LIMITS = { bytes: 32 * 1024 * 1024, unpackedStream: 48 * 1024 * 1024, unpacked: 160 * 1024 * 1024, streams: 50_000, pages: 200, text: 2_000_000 } as const;

const refuse = (what: string): never => { throw new Unreadable('parser-failed', `the PDF ${what}: it was not read`); };

export const isPdf = (body: Uint8Array): boolean => Buffer.from(body.buffer, body.byteOffset, Math.min(body.byteLength, 1024)).includes('%PDF-');

/**
 * Unpacks every packed stream under limits and throws the result away, before a library unpacks them without any: its buffers are outside the heap
 * whose size a thread can be held to. Throws `Unreadable`. Linear in the bytes and in the limits.
 */
export function guardPdf(body: Uint8Array): void {
  if (body.byteLength > PDF_LIMITS.bytes) refuse(`has ${body.byteLength} bytes, more than the ${PDF_LIMITS.bytes} that are read`);
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  let streams = 0;
  let unpacked = 0;
  for (let at = bytes.indexOf('stream'); at !== -1; at = bytes.indexOf('stream', at + 6)) {
    if (bytes.subarray(Math.max(0, at - 3), at).toString('latin1') === 'end') continue;
    if (++streams > PDF_LIMITS.streams) refuse(`has more than ${PDF_LIMITS.streams} streams`);
    const dictionary = bytes.subarray(Math.max(0, at - 2000), at).toString('latin1');
    const own = dictionary.slice(dictionary.lastIndexOf(' obj') + 1);
    const filters = own.match(/\/(FlateDecode|Fl|LZWDecode|LZW)(?![A-Za-z])/g)?.length ?? 0;
    // Packed twice, a hundred bytes become a gigabyte; no program that writes documents does so.
    if (filters > 1) refuse('has a stream that is packed more than once');
    if (filters === 0) continue;
    let from = at + 6;
    if (bytes[from] === 13) from++;
    if (bytes[from] === 10) from++;
    unpacked += unpackedSize(bytes.subarray(from));
    if (unpacked > PDF_LIMITS.unpacked) refuse(`unpacks to more than ${PDF_LIMITS.unpacked} bytes`);
  }
}

/** Bytes that a zlib stream at the beginning of `packed` gives; 0 where there is none (LZW, an encrypted stream). */
function unpackedSize(packed: Buffer): number {
  try {
    return inflateSync(packed, { maxOutputLength: PDF_LIMITS.unpackedStream, finishFlush: constants.Z_SYNC_FLUSH }).byteLength;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') refuse(`has a stream that unpacks to more than ${PDF_LIMITS.unpackedStream} bytes`);
    return 0;
  }
}
