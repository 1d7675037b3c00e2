import fc from 'fast-check';
import { expect, test } from 'vitest';
import { imageHeader } from './header.js';
import { hashDistance, perceptualHash, type Pixels } from './perceptual-hash.js';

const u16 = (value: number) => [value >> 8, value & 255];
const u32 = (value: number) => [...u16(value >>> 16), ...u16(value & 0xffff)];
const text = (word: string) => Array.from(word, (char) => char.charCodeAt(0));
const pad = (bytes: number[]) => Uint8Array.from([...bytes, ...Array.from({ length: 32 }, () => 0)]);
const frame = (width: number, height: number) => [0xff, 0xc0, ...u16(11), 8, ...u16(height), ...u16(width), 1, 1, 0x11, 0];

test('the size of a PNG, JPEG, WebP and GIF is known from its first bytes', () => {
  expect(imageHeader(pad([0x89, ...text('PNG\r\n\u001a\n'), ...u32(13), ...text('IHDR'), ...u32(65_000), ...u32(64_000)]))).toEqual({ format: 'png', width: 65_000, height: 64_000 });
  expect(imageHeader(pad([0xff, 0xd8, 0xff, 0xe1, ...u16(6), 1, 2, 3, 4, ...frame(640, 480)]))).toEqual({ format: 'jpeg', width: 640, height: 480 });
  expect(imageHeader(pad([...text('RIFF'), 0, 0, 0, 0, ...text('WEBPVP8X'), 10, 0, 0, 0, 0, 0, 0, 0, 0x7f, 2, 0, 0xdf, 1, 0]))).toEqual({ format: 'webp', width: 640, height: 480 });
  expect(imageHeader(pad([...text('GIF89a'), 0x80, 2, 0xe0, 1]))).toEqual({ format: 'gif', width: 640, height: 480 });
});

test('of several frames in a JPEG the largest counts, wherever it hides', () => {
  expect(imageHeader(pad([0xff, 0xd8, ...frame(10, 10), ...frame(60_000, 60_000)]))).toMatchObject({ width: 60_000, height: 60_000 });
});

test('other bytes, and any bytes at all, are no image and no error', () => {
  expect(imageHeader(new TextEncoder().encode('<html><body>404 not found</body></html>'))).toBeNull();
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom([], [0xff, 0xd8], text('RIFF0000WEBP'), text('GIF8')), (tail, head) => {
    const found = imageHeader(Uint8Array.from([...head, ...tail]));
    expect(found === null || (found.width > 0 && found.height > 0)).toBe(true);
  }));
});

/** A picture of soft patches, 6 by 6 tones run into each other, so that it looks alike at any size. */
function picture(width: number, height: number, tones: number[], change: (luma: number) => number = (luma) => luma): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  const tone = (column: number, row: number) => tones[Math.min(5, row) * 6 + Math.min(5, column)]!;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [across, down] = [((x + 0.5) / width) * 5, ((y + 0.5) / height) * 5];
      const [column, row] = [Math.floor(across), Math.floor(down)];
      const [right, below] = [across - column, down - row];
      const luma = change((tone(column, row) * (1 - right) + tone(column + 1, row) * right) * (1 - below) + (tone(column, row + 1) * (1 - right) + tone(column + 1, row + 1) * right) * below);
      data.set([luma, luma, luma, 255], (y * width + x) * 4);
    }
  }
  return { width, height, data };
}
// Seeded: fast-check likes to draw even pictures, in which there is nothing to tell apart.
const tonesOf = (seed: number) => Array.from({ length: 36 }, (_, at) => 20 + ((Math.imul(seed * 36 + at + 1, 2_654_435_761) >>> 7) % 216));

test('the hash of a picture stays near itself when it is scaled, brighter or of less contrast: of 300 pictures, all but a few', () => {
  // A few have patches so even that a bit of rounding turns many of their bits: a law of every picture would be false.
  const near = Array.from({ length: 300 }, (_, at) => {
    const shown = tonesOf(at * 617 + 1);
    const width = 70 + ((at * 37) % 131);
    const hash = perceptualHash(picture(128, 96, shown))!;
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    return hashDistance(hash, perceptualHash(picture(width, Math.round(width * 0.75), shown))!) <= 8
      && hashDistance(hash, perceptualHash(picture(128, 96, shown, (luma) => luma * 0.8 + 30))!) <= 8;
  });
  expect(near.filter(Boolean).length).toBeGreaterThanOrEqual(294);
});

test('different pictures have hashes far apart, and one even colour has none', () => {
  expect(hashDistance(perceptualHash(picture(128, 96, tonesOf(1)))!, perceptualHash(picture(128, 96, tonesOf(2)))!)).toBeGreaterThan(15);
  expect(perceptualHash({ width: 40, height: 30, data: new Uint8ClampedArray(40 * 30 * 4).fill(200) })).toBeNull();
});

test('distance is a metric: nothing to itself, the same both ways, never more by the direct way', () => {
  const hash = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }).map((bits) => bits.toString(16).padStart(16, '0'));
  fc.assert(fc.property(hash, hash, hash, (a, b, c) => {
    expect(hashDistance(a, a)).toBe(0);
    expect(hashDistance(a, b)).toBe(hashDistance(b, a));
    expect(hashDistance(a, c)).toBeLessThanOrEqual(hashDistance(a, b) + hashDistance(b, c));
  }));
});
