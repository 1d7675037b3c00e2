import { imageHeader, type ImageHeader } from '#core/images/header.js';
import { perceptualHash } from '#core/images/perceptual-hash.js';
import { readCodes } from './codes.js';
import { decodeImage, isDecodable } from './decode.js';

/** What an image says to a machine. `codes`: texts of its QR codes. */
export interface LookedAt extends ImageHeader { hash: string | null; codes: string[] }
/** Why an image was not looked at. Closed; shown under "what we could not see". */
export const IMAGE_FAULTS = ['not-an-image', 'unsupported-format', 'too-many-pixels', 'broken'] as const;
export type ImageFault = (typeof IMAGE_FAULTS)[number];
export type Look = { image: LookedAt } | { fault: ImageFault; detail: string };

/** About 64 MB once unpacked, and that several times over while it is read. A photograph of a telephone has 12 million. */
export const MOST_PIXELS = 16_000_000;
/** Icons and tracking pixels: no code could be read in fewer. */
const LEAST_SIDE = 21;

/** Size, perceptual hash and QR codes of an image. For a thread that can be killed: what a decoder does with hostile bytes is not known. */
export async function lookAt(bytes: Uint8Array): Promise<Look> {
  const header = imageHeader(bytes);
  if (header === null) return { fault: 'not-an-image', detail: 'these bytes do not begin like a JPEG, PNG, WebP or GIF' };
  const { format, width, height } = header;
  if (!isDecodable(format)) return { fault: 'unsupported-format', detail: `${format} is not decoded` };
  if (width * height > MOST_PIXELS) return { fault: 'too-many-pixels', detail: `${width} × ${height} pixels; at most ${MOST_PIXELS / 1e6} million are unpacked` };
  let pixels;
  try { pixels = await decodeImage(format, bytes); } catch (error) { return { fault: 'broken', detail: `the ${format} cannot be decoded: ${error instanceof Error ? error.message : String(error)}` }; }
  const codes = Math.min(width, height) < LEAST_SIDE ? [] : await readCodes(pixels);
  return { image: { format, width: pixels.width, height: pixels.height, hash: perceptualHash(pixels), codes } };
}
