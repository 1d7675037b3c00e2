import { messageOf } from '#core/errors.js';
import type { Recogniser } from '#infra/ocr/command.js';
import { circularFromText, type ReadResult } from '#kinds/sources/index.js';

/**
 * What a recognising program makes of a scan: the reading with its document. Readings that are no scans, and all where no program is configured (`null`), come back as they
 * are; where the program fails or finds no words, the scan stays unread and its gap says why. Never rejects.
 */
export async function recogniseScan(recognise: Recogniser | null, capture: { finalUrl: string; fetchedAt: Date; body: Uint8Array }, scan: ReadResult): Promise<ReadResult> {
  if (scan.gap?.reason !== 'scanned' || recognise === null) return scan;
  const unread = (why: string): ReadResult => ({ ...scan, gap: { reason: 'scanned', detail: `${scan.gap?.detail ?? capture.finalUrl}; ${why}`.slice(0, 1000) } });
  let text: string;
  try { text = await recognise(capture.body); } catch (error) { return unread(messageOf(error)); }
  const document = circularFromText(capture, text);
  return document === null ? unread('OCR_COMMAND found no words') : { documents: [document], links: [], images: [], counters: [] };
}
