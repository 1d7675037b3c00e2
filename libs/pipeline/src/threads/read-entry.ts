import { Unreadable, messageOf } from '#core/errors.js';
import { decodeBody } from '#core/web/decode-body.js';
import { textFaults } from '#core/web/legacy-text.js';
import { readAnyCapture, type Capture, type ReadResult } from '#kinds/sources/index.js';

/** Bytes of a capture that are looked at for signs of legacy text. */
const LOOKED_AT = 256 << 10;

export interface ReadTask { kind: string; capture: Capture; settings: Record<string, unknown> }
/** Errors lose their class between threads: what the caller must know goes as data. */
export type ReadAnswer = { read: ReadResult } | { unreadable: Unreadable['reason']; message: string };

/** Runs in a thread of the reader pool. */
export default async function readInThread({ kind, capture, settings }: ReadTask): Promise<ReadAnswer> {
  try {
    const read = await readAnyCapture(kind, capture, settings);
    // What is in letters that we cannot read is said, not passed over: a ministry's old page may be the one that matters.
    const faults = read.documents.length > 0 ? textFaults(decodeBody(capture.body.subarray(0, LOOKED_AT), capture.headers['content-type'])) : [];
    if (faults.length > 0) read.gap ??= { reason: 'legacy-text', detail: `${capture.finalUrl}: ${faults.join('; ')}` };
    return { read };
  } catch (error) {
    if (error instanceof Unreadable) return { unreadable: error.reason, message: messageOf(error) };
    throw error;
  }
}
