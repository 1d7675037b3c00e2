import { hash } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PackFile, readPacked } from './pack-file.js';

it('gives back each body from its place, and stores the same bytes once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pack-'));
  try {
    const path = join(folder, 'bodies.zst');
    const pack = new PackFile(path);
    const bodies = Array.from({ length: 2000 }, (_, at) => Buffer.from(`<p>page ${at % 1500} ថ្ងៃ`.repeat(at % 7)));
    const places = bodies.map((body) => pack.add(hash('sha256', body, 'hex'), body));
    await pack.close();
    for (const at of [0, 1, 700, 1999]) expect(await readPacked(path, places[at]!)).toEqual(bodies[at]);
    const ends = new Set(places.map(({ offset, length }) => offset + length));
    expect(statSync(path).size).toBe(Math.max(...ends));
    expect(ends.size).toBe(new Set(bodies.map((body) => body.toString())).size);
  } finally { rmSync(folder, { recursive: true }); }
});
