import { FormUnits } from './comparison-form.js';

/** A sentence that stands in texts which are otherwise different. `texts`: positions in the input; `surroundings`: clusters and single texts among them. */
export interface SharedPassage { text: string; texts: number[]; surroundings: number }

/** Different surroundings that make a sentence boilerplate. */
const LEAST_SURROUNDINGS = 3;
/** Letters of a sentence in comparison form: less is said by anybody. */
const LEAST_LETTERS = 12;
const ENDS = /[\r\n។៕!?…]+|\.(?=\s|$)/;
/** Bits of the table by which sentences met once are passed over, so that memory holds the repeated ones alone. */
const BITS = 2 ** 26;

/**
 * Sentences in common (equal in comparison form, so whatever their spaces, emoji, links and numbers) among texts that are no copies of one another: the footer,
 * or the call, that many otherwise different texts carry and that links none of them. `cluster` as `findSimilar` gives it. Most widely used first.
 */
export function sharedPassages(texts: readonly string[], cluster: Int32Array): SharedPassage[] {
  const form = new FormUnits();
  const once = new Uint8Array(BITS / 8);
  const again = new Uint8Array(BITS / 8);
  const sentences = (visit: (key: number, sentence: string, text: number) => void): void => {
    texts.forEach((text, at) => { for (const sentence of text.split(ENDS)) { const length = sentence.length < LEAST_LETTERS ? 0 : form.fill(sentence); if (length >= LEAST_LETTERS) visit(form.key(length), sentence, at); } });
  };
  sentences((key) => { const bit = key % BITS; const mark = 1 << (bit & 7); if ((once[bit >>> 3]! & mark) === 0) once[bit >>> 3]! |= mark; else again[bit >>> 3]! |= mark; });
  const met = new Map<number, { text: string; texts: number[] }>();
  sentences((key, sentence, at) => {
    const bit = key % BITS;
    if ((again[bit >>> 3]! & (1 << (bit & 7))) === 0) return;
    const known = met.get(key);
    if (known === undefined) met.set(key, { text: sentence.trim(), texts: [at] }); else if (known.texts.at(-1) !== at) known.texts.push(at);
  });
  const passages: SharedPassage[] = [];
  for (const { text, texts: where } of met.values()) {
    if (where.length < LEAST_SURROUNDINGS) continue;
    const surroundings = new Set(where.map((at) => (cluster[at]! < 0 ? -1 - at : cluster[at]!))).size;
    if (surroundings >= LEAST_SURROUNDINGS) passages.push({ text, texts: where, surroundings });
  }
  return passages.sort((a, b) => b.surroundings - a.surroundings || b.texts.length - a.texts.length || a.texts[0]! - b.texts[0]! || (a.text < b.text ? -1 : 1));
}
