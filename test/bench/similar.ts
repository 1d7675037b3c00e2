import { findSimilar } from '#core/coordination/similar/similar.js';
import { editedCopies } from '../material/edited-copies.js';

/** Texts a second of `findSimilar`, one thread, median of three. */
export async function run(): Promise<void> {
  for (const tongue of ['en', 'km'] as const) {
    const texts = editedCopies(tongue, 4000, 5).map(({ text }) => text);
    const rates: number[] = [];
    for (let turn = 0; turn < 3; turn++) {
      const started = performance.now();
      findSimilar(texts);
      rates.push(texts.length / ((performance.now() - started) / 1000));
    }
    rates.sort((a, b) => a - b);
    console.log(`${tongue}: ${texts.length.toLocaleString('en')} texts of ${Math.round(texts.reduce((sum, text) => sum + text.length, 0) / texts.length)} characters, ${Math.round(rates[1]!).toLocaleString('en')} texts/s`);
  }
}
