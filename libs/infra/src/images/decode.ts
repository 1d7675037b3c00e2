import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import decodeJpeg, { init as initJpeg } from '@jsquash/jpeg/decode.js';
import decodePng, { init as initPng } from '@jsquash/png/decode.js';
import decodeWebp, { init as initWebp } from '@jsquash/webp/decode.js';
import type { ImageFormat } from '#core/images/header.js';
import type { Pixels } from '#core/images/perceptual-hash.js';

const require = createRequire(import.meta.url);
/** Bytes of a package's file: nothing is fetched, whatever the package would do by itself. */
export const packaged = (path: string): Buffer => readFileSync(require.resolve(path));
/** Types of Node leave it out. */
declare const WebAssembly: { Module: new (bytes: Uint8Array) => object };
const compiled = (path: string): object => new WebAssembly.Module(packaged(path));

// Loaders written for browsers: they take the module as their first argument, which their types leave out.
type Init = (module: object) => Promise<unknown>;
type Decode = (bytes: Uint8Array) => Promise<Pixels>;

interface Codec { file: string; init: Init; decode: Decode; ready?: Promise<unknown> }
const codecs: Partial<Record<ImageFormat, Codec>> = {
  jpeg: { file: '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm', init: initJpeg as unknown as Init, decode: decodeJpeg as unknown as Decode },
  png: { file: '@jsquash/png/codec/pkg/squoosh_png_bg.wasm', init: initPng as unknown as Init, decode: decodePng as unknown as Decode },
  webp: { file: '@jsquash/webp/codec/dec/webp_dec.wasm', init: initWebp as unknown as Init, decode: decodeWebp as unknown as Decode },
};

/** Whether `decodeImage` takes the format. */
export const isDecodable = (format: ImageFormat): boolean => codecs[format] !== undefined;

/**
 * The pixels of an image, decoded in WebAssembly: a fault of a decoder stays in its own memory. The caller has looked at the size first and runs in a thread
 * that can be killed. Rejects where the bytes are broken.
 */
export async function decodeImage(format: ImageFormat, bytes: Uint8Array): Promise<Pixels> {
  const codec = codecs[format];
  if (codec === undefined) throw new Error(`no decoder for ${format}`);
  codec.ready ??= codec.init(compiled(codec.file));
  await codec.ready;
  return codec.decode(bytes);
}
