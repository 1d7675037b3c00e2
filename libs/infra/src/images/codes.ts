import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader';
import type { Pixels } from '#core/images/perceptual-hash.js';
import { packaged } from './decode.js';

let ready: Promise<unknown> | null = null;

/**
 * One thorough pass: of images without a code, which are most, a fast pass first would cost its time on top. Halving photographs shorter than 1,000 pixels
 * found nothing more on 296 images. No poster has more than 16 codes that matter.
 */
const THOROUGH: ReaderOptions = { formats: ['QRCode'], tryHarder: true, tryInvert: true, tryRotate: true, tryDownscale: true, downscaleThreshold: 1000, maxNumberOfSymbols: 16, textMode: 'Plain' };

/** Texts of the QR codes in an image, each once, in the order found. Codes that fail their checksum are none. */
export async function readCodes({ width, height, data }: Pixels): Promise<string[]> {
  ready ??= prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(packaged('zxing-wasm/reader/zxing_reader.wasm')).buffer }, fireImmediately: true });
  await ready;
  const found = await readBarcodes({ width, height, data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength), colorSpace: 'srgb' } as Parameters<typeof readBarcodes>[0], THOROUGH);
  return [...new Set(found.filter(({ isValid }) => isValid).map(({ text }) => text))];
}
