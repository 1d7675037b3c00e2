import { crc32, deflateSync } from 'node:zlib';
import { createRng } from '../rng.js';

/** A small photograph-like PNG (64 by 36, two soft colours), the same for the same name. */
export function picture(name: string): Buffer {
  const rng = createRng(name);
  const [width, height] = [64, 36];
  const sky = [rng.int(90, 200), rng.int(120, 220), rng.int(150, 240)];
  const ground = [rng.int(40, 150), rng.int(80, 160), rng.int(30, 110)];
  const rows = Array.from({ length: height }, (_, y) => {
    const share = y / height;
    return Buffer.from([0, ...Array.from({ length: width }, () => [0, 1, 2].map((channel) => Math.round(sky[channel]! * (1 - share) + ground[channel]! * share))).flat()]);
  });
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
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))]);
}
