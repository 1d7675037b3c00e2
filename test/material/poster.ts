import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateSync, crc32 } from 'node:zlib';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';

const chunk = (name: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};
/** A grey PNG of one byte a pixel. */
export function png(width: number, height: number, pixel: (x: number, y: number) => number, claims = { width, height }): Buffer {
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = pixel(x, y);
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  header.writeUInt32BE(claims.width, 0);
  header.writeUInt32BE(claims.height, 4);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}
/** Places codes side by side on a white poster, four pixels a module. */
export async function poster(...texts: string[]): Promise<Buffer> {
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'))).buffer }, fireImmediately: true });
  const symbols = await Promise.all(texts.map(async (text) => (await writeBarcode(text, { format: 'QRCode', addQuietZones: true, scale: 1 })).symbol));
  const side = Math.max(...symbols.map(({ width }) => width)) * 4 + 40;
  return png(side * texts.length, side, (x, y) => {
    const symbol = symbols[Math.floor(x / side)]!;
    const column = Math.floor(((x % side) - 20) / 4);
    const row = Math.floor((y - 20) / 4);
    return column >= 0 && row >= 0 && column < symbol.width && row < symbol.height ? symbol.data[row * symbol.width + column]! : 255;
  });
}

