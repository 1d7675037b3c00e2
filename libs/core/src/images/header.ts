export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'gif';
export interface ImageHeader { format: ImageFormat; width: number; height: number }

/**
 * Format and size of an image by its first bytes, before anything is unpacked: a few hundred bytes may claim 65,000² pixels. Null for other bytes and for
 * a header that ends early or claims no pixels. JPEG: the frame header (ITU T.81 B.2.2); PNG: IHDR; WebP: VP8, VP8L or VP8X chunk (RFC 9649); GIF: the
 * logical screen.
 */
export function imageHeader(bytes: Uint8Array): ImageHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = bytes.length < 16 ? null : png(view) ?? webp(view) ?? gif(view) ?? jpeg(view);
  return found !== null && found.width > 0 && found.height > 0 ? found : null;
}

const ascii = (view: DataView, at: number, text: string): boolean => at + text.length <= view.byteLength && Array.from(text).every((char, index) => view.getUint8(at + index) === char.charCodeAt(0));

function png(view: DataView): ImageHeader | null {
  if (view.getUint32(0) !== 0x89504e47 || !ascii(view, 12, 'IHDR') || view.byteLength < 24) return null;
  return { format: 'png', width: view.getUint32(16), height: view.getUint32(20) };
}

function gif(view: DataView): ImageHeader | null {
  return ascii(view, 0, 'GIF8') ? { format: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) } : null;
}

function webp(view: DataView): ImageHeader | null {
  if (!ascii(view, 0, 'RIFF') || !ascii(view, 8, 'WEBP') || view.byteLength < 30) return null;
  const at24 = (at: number): number => view.getUint8(at) | (view.getUint8(at + 1) << 8) | (view.getUint8(at + 2) << 16);
  if (ascii(view, 12, 'VP8X')) return { format: 'webp', width: at24(24) + 1, height: at24(27) + 1 };
  if (ascii(view, 12, 'VP8 ')) return { format: 'webp', width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (!ascii(view, 12, 'VP8L')) return null;
  const bits = view.getUint32(21, true);
  return { format: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

/** Markers that begin a frame: SOF0 to SOF15 without DHT, JPG and DAC. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function jpeg(view: DataView): ImageHeader | null {
  if (view.getUint16(0) !== 0xffd8) return null;
  let largest: ImageHeader | null = null;
  for (let at = 2; at + 9 < view.byteLength;) {
    if (view.getUint8(at) !== 0xff) { at++; continue; }
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) { at++; continue; }
    if (marker === 0x01 || marker === 0xd8 || (marker >= 0xd0 && marker <= 0xd7)) { at += 2; continue; }
    if (marker === 0xda || marker === 0xd9) break;
    // Decoders differ in which of several frame headers they believe: the largest counts.
    if (isFrame(marker)) {
      const height = view.getUint16(at + 5);
      const width = view.getUint16(at + 7);
      if (largest === null || width * height > largest.width * largest.height) largest = { format: 'jpeg', width, height };
    }
    at += 2 + view.getUint16(at + 2);
  }
  return largest;
}
