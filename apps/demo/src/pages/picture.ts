import { crc32, deflateSync } from 'node:zlib';
import { createRng } from '../rng.js';
import type { CodeModules } from './codes.js';

type Colour = readonly [number, number, number];

/** A small photograph-like PNG (64 by 36, two soft colours), the same for the same name. */
export function picture(name: string): Buffer {
  const rng = createRng(name);
  const [width, height] = [64, 36];
  const sky: Colour = [rng.int(90, 200), rng.int(120, 220), rng.int(150, 240)];
  const ground: Colour = [rng.int(40, 150), rng.int(80, 160), rng.int(30, 110)];
  const mixed = Array.from({ length: height }, (_, y) => [0, 1, 2].map((part) => Math.round(sky[part]! * (1 - y / height) + ground[part]! * (y / height))) as unknown as Colour);
  return png(width, height, (_x, y) => mixed[y]!);
}

const WHITE: Colour = [252, 251, 247];
/** Pixels of one module, and the white around a code in modules (ISO/IEC 18004 asks for four). */
const MODULE = 9;
const QUIET = 4;

/** A printed poster: a coloured head, lines of something like writing, and the code in the middle of the sheet. */
export function poster(code: CodeModules, name: string): Buffer {
  const rng = createRng(name);
  const colour: Colour = [rng.int(20, 90), rng.int(30, 110), rng.int(90, 170)];
  const [width, height] = [420, 560];
  const side = code.size * MODULE;
  const left = Math.floor((width - side) / 2);
  const top = 190;
  const lines = Array.from({ length: 4 }, (_, at) => ({ y: 110 + at * 17, width: rng.int(140, 330) }));
  return png(width, height, (x, y) => {
    const [column, row] = [Math.floor((x - left) / MODULE), Math.floor((y - top) / MODULE)];
    if (column >= 0 && row >= 0 && column < code.size && row < code.size) return code.data[row * code.size + column] === 0 ? [10, 10, 12] : WHITE;
    if (column >= -QUIET && row >= -QUIET && column < code.size + QUIET && row < code.size + QUIET) return WHITE;
    if (y < 80 || y > height - 36) return colour;
    const line = lines.find((candidate) => y >= candidate.y && y < candidate.y + 8);
    return line !== undefined && Math.abs(x - width / 2) < line.width / 2 ? [60, 60, 66] : WHITE;
  });
}

/** A PNG of 8-bit RGB, its pixels asked for one by one. */
function png(width: number, height: number, pixel: (x: number, y: number) => Colour): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0, at = 0; y < height; y += 1) {
    rows[at++] = 0;
    for (let x = 0; x < width; x += 1) for (const part of pixel(x, y)) rows[at++] = part;
  }
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const frame = Buffer.alloc(body.length + 8);
    frame.writeUInt32BE(data.length, 0);
    body.copy(frame, 4);
    frame.writeUInt32BE(crc32(body), body.length + 4);
    return frame;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}
