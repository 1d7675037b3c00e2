import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { imageHeader } from '#core/images/header.js';
import { perceptualHash, type Pixels } from '#core/images/perceptual-hash.js';
import { readCodes } from '#infra/images/codes.js';
import { decodeImage } from '#infra/images/decode.js';
import { createImagePool } from '#pipeline/threads/image-pool.js';

const ROUNDS = 3;

/** CPU of looking at an image, part by part, and through the killable thread. Needs CLAQUE_DATA. The median of three rounds, after one that warms up. */
export async function run(): Promise<void> {
  const folder = join(process.env['CLAQUE_DATA'] ?? '', 'crawl/qr');
  if (!existsSync(join(folder, 'truth_public.json'))) { console.log('images: CLAQUE_DATA has no crawl/qr; nothing was measured'); return; }
  for (const truth of ['truth_public.json', 'truth_generated.json']) {
    if (!existsSync(join(folder, truth))) continue;
    const bodies: Buffer[] = [];
    for (const { file } of JSON.parse(await readFile(join(folder, truth), 'utf8')) as { file: string }[]) bodies.push(await readFile(join(folder, file)));
    const pixels: Pixels[] = [];
    for (const body of bodies) { const header = imageHeader(body); if (header !== null) pixels.push(await decodeImage(header.format, body)); }
    const megapixels = pixels.reduce((sum, { width, height }) => sum + width * height, 0) / 1e6 / pixels.length;
    console.log(`${truth}: ${bodies.length} images of ${megapixels.toFixed(2)} million pixels on average`);
    await measure('size from the first bytes', bodies, (body) => imageHeader(body));
    await measure('unpacking', bodies, (body) => decodeImage(imageHeader(body)!.format, body));
    await measure('perceptual hash', pixels, (image) => perceptualHash(image));
    await measure('QR codes', pixels, (image) => readCodes(image));
    const pool = createImagePool();
    await measure('all, in a thread that can be killed', bodies, (body) => pool.look(body));
    await pool.close();
  }
}

async function measure<T>(what: string, items: readonly T[], work: (item: T) => unknown): Promise<void> {
  const rounds: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const before = process.cpuUsage();
    for (const item of items) await work(item);
    const { user, system } = process.cpuUsage(before);
    if (round > 0) rounds.push((user + system) / 1000 / items.length);
  }
  console.log(`${what}: ${rounds.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)]!.toFixed(2)} CPU ms an image`);
}
