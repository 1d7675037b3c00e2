import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateSync, crc32 } from 'node:zlib';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import { beforeAll, expect, test } from 'vitest';
import { lookAt } from './look.js';

beforeAll(() => prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm'))).buffer }, fireImmediately: true }));

const chunk = (name: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};
/** A grey PNG of one byte a pixel. */
function png(width: number, height: number, pixel: (x: number, y: number) => number, claims = { width, height }): Buffer {
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = pixel(x, y);
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  header.writeUInt32BE(claims.width, 0);
  header.writeUInt32BE(claims.height, 4);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}
/** Places codes side by side on a white poster, four pixels a module. */
async function poster(...texts: string[]): Promise<Buffer> {
  const symbols = await Promise.all(texts.map(async (text) => (await writeBarcode(text, { format: 'QRCode', addQuietZones: true, scale: 1 })).symbol));
  const side = Math.max(...symbols.map(({ width }) => width)) * 4 + 40;
  return png(side * texts.length, side, (x, y) => {
    const symbol = symbols[Math.floor(x / side)]!;
    const column = Math.floor(((x % side) - 20) / 4);
    const row = Math.floor((y - 20) / 4);
    return column >= 0 && row >= 0 && column < symbol.width && row < symbol.height ? symbol.data[row * symbol.width + column]! : 255;
  });
}

test('every code on a poster is read, Khmer included', async () => {
  const texts = ['https://t.me/lanternpost', 'សូមចូលរួម'];
  expect(await lookAt(await poster(...texts))).toMatchObject({ image: { format: 'png', hash: expect.stringMatching(/^[0-9a-f]{16}$/), codes: expect.arrayContaining(texts) } });
});

test('a picture without a code has none', async () => {
  expect(await lookAt(png(200, 150, (x, y) => (x * 7 + y * 13) % 256))).toMatchObject({ image: { width: 200, height: 150, codes: [] } });
});

test('an image that claims more pixels than are unpacked is not unpacked', async () => {
  expect(await lookAt(png(10, 10, () => 0, { width: 65_000, height: 65_000 }))).toMatchObject({ fault: 'too-many-pixels', detail: expect.stringContaining('65000 × 65000') });
});

test('broken and foreign bytes are named, and the next image is read all the same', async () => {
  const good = await poster('https://t.me/lanternpost');
  expect(await lookAt(good.subarray(0, 120))).toMatchObject({ fault: 'broken' });
  expect(await lookAt(Buffer.from('<html>no image here, only a page</html>'))).toMatchObject({ fault: 'not-an-image' });
  expect(await lookAt(Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(64, 1)]))).toMatchObject({ fault: 'unsupported-format' });
  expect(await lookAt(good)).toMatchObject({ image: { codes: ['https://t.me/lanternpost'] } });
});
