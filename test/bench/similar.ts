import { findSimilar } from '#core/coordination/similar/similar.js';
import { editedCopies } from '../material/edited-copies.js';
import { rewrittenCopies } from '../material/rewritten-copies.js';

/** Texts a second of `findSimilar`, one thread, on short texts (200 characters at most) and whole ones of two generators: CPU time, the better of two. */
export async function run(): Promise<void> {
  for (const longest of [200, 10_000]) {
    for (const [name, copies] of [['edited', editedCopies], ['rewritten', rewrittenCopies]] as const) {
      for (const tongue of ['en', 'km'] as const) {
        const texts = copies(tongue, 4000, 5).map(({ text }) => text.slice(0, longest));
        const rates: number[] = [];
        for (let turn = 0; turn < 2; turn++) {
          const started = process.cpuUsage();
          findSimilar(texts);
          const { user, system } = process.cpuUsage(started);
          rates.push(texts.length / ((user + system) / 1e6));
        }
        console.log(`${name}, ${tongue}: ${texts.length.toLocaleString('en')} texts of ${Math.round(texts.reduce((sum, text) => sum + text.length, 0) / texts.length)} characters, ${Math.round(Math.max(...rates)).toLocaleString('en')} texts/s of CPU`);
      }
    }
  }
}
