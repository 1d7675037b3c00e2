import { Unreadable, messageOf } from '#core/errors.js';
import { readAnyCapture, type Capture, type ReadResult } from '#kinds/sources/index.js';

export interface ReadTask { kind: string; capture: Capture; settings: Record<string, unknown> }
/** Errors lose their class between threads: what the caller must know goes as data. */
export type ReadAnswer = { read: ReadResult } | { unreadable: Unreadable['reason']; message: string };

/** Runs in a thread of the reader pool. */
export default async function readInThread({ kind, capture, settings }: ReadTask): Promise<ReadAnswer> {
  try {
    return { read: await readAnyCapture(kind, capture, settings) };
  } catch (error) {
    if (error instanceof Unreadable) return { unreadable: error.reason, message: messageOf(error) };
    throw error;
  }
}
