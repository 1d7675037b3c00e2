import type { Language } from '../model.js';
import { FUNCTION_WORDS } from './function-words.js';

/** Code points of letters and marks by script, in ascending order: [first, last, script]. */
const RANGES: [number, number, string][] = [
  [0x41, 0x5a, 'Latn'], [0x61, 0x7a, 'Latn'], [0xc0, 0x24f, 'Latn'], [0x370, 0x3ff, 'el'], [0x400, 0x52f, 'Cyrl'], [0x531, 0x58f, 'hy'], [0x5d0, 0x5ea, 'he'],
  [0x620, 0x6ff, 'Arab'], [0x750, 0x77f, 'Arab'], [0x900, 0x97f, 'hi'], [0x980, 0x9ff, 'bn'], [0xa00, 0xa7f, 'pa'], [0xa80, 0xaff, 'gu'], [0xb00, 0xb7f, 'or'],
  [0xb80, 0xbff, 'ta'], [0xc00, 0xc7f, 'te'], [0xc80, 0xcff, 'kn'], [0xd00, 0xd7f, 'ml'], [0xd80, 0xdff, 'si'], [0xe00, 0xe7f, 'th'], [0xe80, 0xeff, 'lo'],
  [0x1000, 0x109f, 'my'], [0x10a0, 0x10ff, 'ka'], [0x1100, 0x11ff, 'ko'], [0x1200, 0x139f, 'am'], [0x1780, 0x17ff, 'km'], [0x1e00, 0x1eff, 'Latn'], [0x3040, 0x30ff, 'ja'],
  [0x3400, 0x4dbf, 'zh'], [0x4e00, 0x9fff, 'zh'], [0xaa60, 0xaa7f, 'my'], [0xac00, 0xd7af, 'ko'],
];
/** Longer samples gave no other answer on 590 pages and cost four times as much. */
const SAMPLE = 5000;

function scriptOf(code: number): string | null {
  let low = 0;
  let high = RANGES.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last, script] = RANGES[middle]!;
    if (code < first) high = middle - 1;
    else if (code > last) low = middle + 1;
    else return script;
  }
  return null;
}

/**
 * The language of a text: 'und' where nothing decides. The script decides first; Latin, Arabic and Cyrillic scripts are told apart by letters and
 * by function words. Addresses, handles and hashtags do not count, and Latin letters count a third beside another script, since
 * names, brands and site furniture are Latin everywhere. Only the first 5,000 code units are looked at.
 */
export function detectLanguage(text: string): Language {
  const sample = text.slice(0, SAMPLE).replace(/(?:https?:\/\/|www\.)\S+|[@#][\w.]+|\b[\w-]+(?:\.[\w-]+)+(?:\/\S*)?/g, ' ');
  const counts = new Map<string, number>();
  let ascii = 0;
  for (let i = 0; i < sample.length; i++) {
    const code = sample.charCodeAt(i);
    if (code < 0x80) { if ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) ascii++; continue; }
    const script = scriptOf(code);
    if (script !== null) counts.set(script, (counts.get(script) ?? 0) + 1);
  }
  if (ascii > 0) counts.set('Latn', (counts.get('Latn') ?? 0) + ascii);
  let best: string | null = null;
  let most = 0;
  for (const [script, count] of counts) {
    const weight = script === 'Latn' && counts.size > 1 ? count / 3 : count;
    if (weight > most) { best = script; most = weight; }
  }
  if (best === null) return 'und';
  if (best === 'zh' && (counts.get('ja') ?? 0) * 10 > most) return 'ja';
  if (best === 'Cyrl') return /[іїєґ]/i.test(sample) && !/[ыэёъ]/i.test(sample) ? 'uk' : 'ru';
  if (best === 'Arab') return /[ٹڈڑے]/.test(sample) ? 'ur' : /[پچژگ]/.test(sample) ? 'fa' : 'ar';
  return best === 'Latn' ? latinLanguage(sample) : best;
}

/** Letters that few languages use settle what function words leave open. */
const LETTERS: [RegExp, Language][] = [
  [/[ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]/gi, 'vi'], [/[ßäöü]/gi, 'de'], [/[ñ¿¡]/gi, 'es'], [/[ãõ]/gi, 'pt'], [/[œèêçùâ]/gi, 'fr'], [/[ğış]/gi, 'tr'], [/[łąęśżźćń]/gi, 'pl'], [/ieuw|aa[trk]|ij[nskdtvz]/gi, 'nl'],
];

function latinLanguage(sample: string): Language {
  const scores = new Map<Language, number>();
  const add = (language: Language, value: number) => scores.set(language, (scores.get(language) ?? 0) + value);
  for (const word of sample.toLowerCase().match(/\p{L}[\p{L}\p{M}'’]*/gu) ?? []) {
    const languages = INDEX.get(word.replace('’', "'"));
    if (languages) for (const language of languages) add(language, 1 / languages.length);
  }
  for (const [letters, language] of LETTERS) add(language, (sample.match(letters)?.length ?? 0) * 0.3);
  let best: Language = 'und';
  let most = 0;
  for (const [language, score] of scores) if (score > most) { best = language; most = score; }
  return best;
}

const INDEX = new Map<string, Language[]>();
for (const [language, words] of Object.entries(FUNCTION_WORDS)) {
  for (const word of words.split(' ')) INDEX.set(word, [...(INDEX.get(word) ?? []), language]);
}
