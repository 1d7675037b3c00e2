import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { imageHeader } from '#core/images/header.js';
import type { Pixels } from '#core/images/perceptual-hash.js';
import { readCodes } from '#infra/images/codes.js';
import { decodeImage } from '#infra/images/decode.js';
import { lookAt } from '#infra/images/look.js';
import type { Figure, GateSet } from '../set.js';

interface Photo { file: string; condition: string; payloads: string[] }

/** QR codes on public photographs and on generated posters. Line breaks within a payload count as one kind. */
const set: GateSet = {
  name: 'qr',
  needs: ['crawl/qr/truth_public.json'],
  async judge(data): Promise<Figure[]> {
    const folder = join(data, 'crawl/qr');
    const judge = async (truth: string) => {
      const photos = JSON.parse(await readFile(join(folder, truth), 'utf8')) as Photo[];
      const count = { payloads: 0, found: 0, falsely: 0, without: 0, images: photos.length, whole: 0, codes: 0 };
      const bodies: Buffer[] = [];
      for (const { file, condition, payloads } of photos) {
        const bytes = await readFile(join(folder, file));
        bodies.push(bytes);
        const look = await lookAt(bytes);
        const found = new Set('image' in look ? look.image.codes.map(oneBreak) : []);
        count.payloads += payloads.length;
        count.found += payloads.filter((payload) => found.has(oneBreak(payload))).length;
        // Only the generated posters are known to hold no code; public truths without a payload are of codes that another reader missed.
        if (condition === 'none') { count.without++; count.falsely += found.size; }
      }
      count.whole = await msEach(bodies, (bytes) => lookAt(bytes));
      const unpacked: Pixels[] = [];
      for (const bytes of bodies) { const header = imageHeader(bytes); if (header !== null) unpacked.push(await decodeImage(header.format, bytes)); }
      count.codes = await msEach(unpacked, (pixels) => readCodes(pixels));
      return count;
    };
    const photos = await judge('truth_public.json');
    const figures: Figure[] = [
      { name: 'payloads of public photographs read', value: photos.found / photos.payloads, floor: 0.95, of: `of ${photos.payloads}` },
      { name: 'CPU ms to read the codes of a photograph', value: photos.codes, floor: 5, atMost: true, of: `over ${photos.images}` },
      { name: 'CPU ms a photograph with unpacking and hash', value: photos.whole, of: `over ${photos.images}` },
    ];
    if (!existsSync(join(folder, 'truth_generated.json'))) return figures;
    const posters = await judge('truth_generated.json');
    return [...figures,
      { name: 'payloads of generated codes read', value: posters.found / posters.payloads, floor: 0.95, of: `of ${posters.payloads}` },
      { name: 'codes read on posters without one', value: posters.falsely, floor: 0, atMost: true, of: `on ${posters.without}` },
      { name: 'CPU ms to read the codes of a generated image', value: posters.codes, floor: 5, atMost: true, of: `over ${posters.images}` },
      { name: 'CPU ms a generated image with unpacking and hash', value: posters.whole, of: `over ${posters.images}` }];
  },
};
export default set;

const oneBreak = (text: string): string => text.replace(/\r\n?/g, '\n');

/** Decoders are compiled while they first run; of three rounds the fastest is the least disturbed by other work of the machine. */
async function msEach<T>(items: T[], work: (item: T) => Promise<unknown>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round++) {
    const before = process.cpuUsage();
    for (const item of items) await work(item);
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000 / items.length);
  }
  return best;
}
