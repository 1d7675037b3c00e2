import { ordinaryKhmer } from '#apps/demo/src/banks/first/ordinary-km.js';
import { fold } from '#core/text/fold.js';
import { words } from '#core/text/words.js';

const ROUNDS = 7;

/** Megabytes of UTF-8 a CPU second: the normaliser with its offset map, and the segmentation, over Khmer news text. */
export async function run(): Promise<void> {
  const texts = Object.values(ordinaryKhmer).flatMap(({ leads, facts }) => [...leads, ...facts]);
  const page = Array.from({ length: 40 }, () => texts.join('\n')).join('\n');
  const bytes = Buffer.byteLength(page);
  console.log(`${texts.length} texts, ${(bytes / 1e6).toFixed(2)} MB in one, ${ROUNDS} rounds`);
  measure('fold', bytes, () => fold(page));
  measure('fold, a sentence at a time', bytes, () => { for (let round = 0; round < 40; round++) for (const text of texts) fold(text); });
  measure('words', bytes / 2, () => { for (let round = 0; round < 20; round++) for (const text of texts) Array.from(words(text, 'km')); });
  await Promise.resolve();
}

function measure(what: string, bytes: number, work: () => unknown): void {
  const speeds = Array.from({ length: ROUNDS }, () => {
    const before = process.threadCpuUsage();
    work();
    const { user, system } = process.threadCpuUsage(before);
    return bytes / (user + system);
  }).sort((a, b) => a - b);
  console.log(`${what}: ${speeds[ROUNDS >> 1]!.toFixed(1)} MB a CPU second (best ${speeds.at(-1)!.toFixed(1)})`);
}
