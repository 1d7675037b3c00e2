import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { sha256Of } from '#core/sha256.js';
import { PackFile, readPacked } from './pack-file.js';

const sha256 = (body: Buffer) => sha256Of(body);

it('gives back each body from its place, and stores the same bytes once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pack-'));
  try {
    const path = join(folder, 'bodies.zst');
    const pack = new PackFile(path);
    const bodies = Array.from({ length: 2000 }, (_, at) => Buffer.from(`<p>page ${at % 1400} ថ្ងៃ`.repeat(at % 70)));
    const places = bodies.map((body, at) => {
      const place = pack.add(sha256(body), body);
      if (at % 500 === 0) void pack.flush();
      return place;
    });
    await pack.close();
    for (const at of [0, 1, 2, 501, 700, 1999]) expect(await readPacked(path, places[at]!)).toEqual(bodies[at]);
    expect(places[1999]).toEqual(places[599]);
    expect(statSync(path).size).toBe(Math.max(...places.map(({ offset, length }) => offset + length)));
    const file = readFileSync(path);
    const frames = new Map(places.map(({ offset, length }) => [offset, zstdDecompressSync(file.subarray(offset, offset + length))]));
    expect(frames.size).toBeGreaterThan(4);
    const once = [...new Map(bodies.map((body) => [sha256(body), body])).values()];
    expect(Buffer.concat([...frames].sort(([one], [other]) => one - other).map(([, frame]) => frame)).equals(Buffer.concat(once))).toBe(true);
  } finally { rmSync(folder, { recursive: true }); }
});

it('refuses a place that the pack does not have', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pack-'));
  try {
    const path = join(folder, 'bodies.zst');
    const pack = new PackFile(path);
    const place = pack.add('a', Buffer.from('a page'));
    await pack.close();
    await expect(readPacked(path, { ...place, from: 3 })).rejects.toThrow('holds no body of 6 bytes');
  } finally { rmSync(folder, { recursive: true }); }
});
