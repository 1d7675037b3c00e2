import { seeded as random } from '#core/accounts/statistics.js';
import type { EditedText, Tongue } from './edited-copies.js';

/**
 * The second generator of near-same texts, built differently on purpose and kept out of tuning until it had been scored once: words are made up
 * from syllables and drawn by Zipf's law instead of phrases from a list; texts have 60 to 1,500 characters, some mix both scripts; edits come in
 * strengths and work on words and letters; a wire story is reprinted with other leads and ends; footers have many lengths and are shared by few or by many.
 */
type Next = () => number;
const pick = <T>(next: Next, list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
const between = (next: Next, from: number, to: number): number => from + Math.floor(next() * (to - from + 1));

class Vocabulary {
  private readonly words: string[];
  constructor(private readonly tongue: Tongue, next: Next, size: number) {
    const made = new Set<string>();
    while (made.size < size) made.add(tongue === 'en' ? latinWord(next, made.size) : khmerWord(next, made.size));
    this.words = [...made];
  }
  /** Zipf: the word of rank r comes about as often as 1/r. */
  word(next: Next): string { return this.words[Math.min(this.words.length - 1, Math.floor(Math.exp(next() * Math.log(this.words.length + 1))) - 1)]!; }
  sentence(next: Next): string {
    const count = between(next, 6, 18);
    const words = Array.from({ length: count }, () => (next() < 0.04 ? number(next) : this.word(next)));
    if (this.tongue === 'en') { const text = words.join(' '); return `${text.charAt(0).toUpperCase()}${text.slice(1)}${pick(next, ['.', '.', '.', '!', '?'])}`; }
    // Khmer writes a space between phrases, not words.
    return `${words.map((word) => (next() < 0.15 ? `${word} ` : word)).join('').trim()}${pick(next, ['។', '។', '៕', ' !'])}`;
  }
  text(next: Next, length: number): string[] {
    const sentences = [this.sentence(next)];
    while (sentences.join(' ').length < length) sentences.push(this.sentence(next));
    return sentences;
  }
}
const number = (next: Next): string => pick(next, [String(between(next, 1, 99)), String(between(next, 1000, 9999)), `${between(next, 1, 999)},${between(next, 100, 999)}`, `${between(next, 1, 28)}/${between(next, 1, 12)}/2031`]);

function latinWord(next: Next, rank: number): string {
  if (rank < 12) return ['the', 'of', 'and', 'to', 'in', 'for', 'is', 'on', 'with', 'by', 'at', 'a'][rank]!;
  const syllable = () => pick(next, ['b', 'br', 'c', 'ch', 'd', 'f', 'g', 'gr', 'h', 'l', 'm', 'n', 'p', 'pl', 'r', 's', 'st', 't', 'tr', 'v', 'w']) + pick(next, ['a', 'e', 'i', 'o', 'u', 'ai', 'ee', 'ou']) + pick(next, ['', '', 'n', 'r', 's', 'l', 't', 'nd', 'st']);
  return Array.from({ length: between(next, 1, rank < 100 ? 2 : 3) }, syllable).join('');
}
const letter = (from: number, to: number) => (next: Next): string => String.fromCharCode(between(next, from, to));
const consonant = letter(0x1780, 0x179f);
function khmerWord(next: Next, rank: number): string {
  const syllable = () => consonant(next) + (next() < 0.25 ? `\u17d2${consonant(next)}` : '') + (next() < 0.06 ? pick(next, ['\u17c9', '\u17ca']) : '') + (next() < 0.75 ? letter(0x17b6, 0x17c5)(next) : '') + (next() < 0.2 ? pick(next, ['\u17c6', '\u17c7', '\u17cb', '\u17d0']) : '');
  return Array.from({ length: between(next, 1, rank < 100 ? 2 : 4) }, syllable).join('');
}

const wordsOf = (text: string, tongue: Tongue): string[] => (tongue === 'en' ? text.split(' ') : [...new Intl.Segmenter('km', { granularity: 'word' }).segment(text)].map(({ segment }) => segment));
const joined = (words: string[], tongue: Tongue): string => words.join(tongue === 'en' ? ' ' : '');
const graphemes = (text: string): string[] => [...new Intl.Segmenter('km', { granularity: 'grapheme' }).segment(text)].map(({ segment }) => segment);
const everyWord = (text: string, tongue: Tongue, change: (word: string) => string): string => joined(wordsOf(text, tongue).map(change), tongue);

interface Editing { text: string; sentences: string[]; next: Next; tongue: Tongue; vocabulary: Vocabulary }
type Edit = (editing: Editing) => string;
const EDITS: Record<string, Edit> = {
  // Word-level: each exchanged for another, or for its neighbour.
  'exchanged words': ({ text, next, tongue, vocabulary }) => { const rate = 0.01 + next() * 0.06; return everyWord(text, tongue, (word) => (next() < rate ? vocabulary.word(next) : word)); },
  'swapped words': ({ text, next, tongue }) => { const words = wordsOf(text, tongue); const times = 1 + Math.floor(words.length * 0.03); for (let i = 0; i < times; i++) { const at = Math.floor(next() * (words.length - 1)); [words[at], words[at + 1]] = [words[at + 1]!, words[at]!]; } return joined(words, tongue); },
  typos: ({ text, next }) => Array.from(text, (sign) => (next() < 0.008 ? '' : next() < 0.008 ? sign + sign : sign)).join(''),
  inserted: ({ sentences, next, vocabulary }) => { const parts = [...sentences]; const more = vocabulary.sentence(next); parts.splice(between(next, 0, parts.length), 0, more.slice(0, Math.max(12, Math.floor(parts.join(' ').length * 0.25)))); return parts.join(' '); },
  'new lead': ({ sentences, next, vocabulary }) => (sentences.length < 3 ? sentences.join(' ') : [vocabulary.sentence(next), ...sentences.slice(1)].join(' ')),
  'other order of sentences': ({ sentences, next }) => { const parts = [...sentences]; const moved = parts.splice(Math.floor(next() * parts.length), 1); return [...moved, ...parts].join(' '); },
  'invisible signs': ({ text, next }) => { const rate = 0.02 + next() * 0.5; return Array.from(text, (sign) => (next() < rate ? sign + pick(next, ['\u200b', '\u200c', '\u2060', '\u00ad', '\ufeff']) : sign)).join(''); },
  'reordered marks': ({ text, next, tongue }) => (tongue === 'km'
    ? text.replace(/(\u17d2[\u1780-\u17a2])([\u17b6-\u17c5\u17c9\u17ca])/g, (all, a: string, b: string) => (next() < 0.4 ? b + a : all)).replace(/([\u17c9\u17ca])([\u17b6-\u17c5])/g, (all, a: string, b: string) => (next() < 0.5 ? b + a : all)).replace(/\u17c4/g, (all) => (next() < 0.5 ? '\u17c1\u17b6' : all)).replace(/\u17d2\u178f/g, '\u17d2\u178a')
    : text.replace(/[a-z]/g, (sign) => (next() < 0.1 ? String.fromCharCode(sign.charCodeAt(0) + 0xfee0) : sign))),
  numbers: ({ text, next }) => text.replace(/\d/g, (digit) => (next() < 0.5 ? String(between(next, 0, 9)) : String.fromCharCode(0x17e0 + Number(digit)))),
  emoji: ({ text, next, tongue }) => `${pick(next, ['🔴 ', '📢📢 ', '', '👉🏾 '])}${everyWord(text, tongue, (word) => (next() < 0.1 ? `${word}${pick(next, ['❤️', '🙏', '👨‍👩‍👧', '🇰🇭', '✨'])}` : word))} ${'🙏'.repeat(between(next, 0, 4))}`,
  'case and punctuation': ({ text, next }) => (next() < 0.5 ? text.toUpperCase() : text).replace(/[.!?។៕,]/g, () => pick(next, ['…', ' - ', '!!!', '\n', '; '])),
  'links and handles': ({ text, next }) => `${text}\nhttps://t.me/some${between(next, 1, 999)}?src=${between(next, 1, 99)} @reader${between(next, 1, 99)} #news${between(next, 1, 99)}`,
  'first half': ({ text, next }) => { const marks = graphemes(text); return `${marks.slice(0, Math.round(marks.length * (0.45 + next() * 0.15))).join('')}${pick(next, ['', '…', '... (see more)'])}`; },
  'second half': ({ text }) => { const marks = graphemes(text); return marks.slice(Math.floor(marks.length / 2)).join(''); },
  quoted: ({ text, next, vocabulary }) => { const around = vocabulary.text(next, text.length * (0.3 + next() * 1.5)); const at = between(next, 0, around.length); const [open, close] = pick(next, [['“', '”'], ['«', '»'], ['> ', '\n'], ['"', '"']] as const); return [...around.slice(0, at), `${open}${text}${close}`, ...around.slice(at)].join(' '); },
};
const LIGHT = ['exchanged words', 'swapped words', 'typos', 'invisible signs', 'reordered marks', 'numbers', 'emoji', 'case and punctuation', 'links and handles'];

function several({ text, ...rest }: Editing): { text: string; edit: string } {
  const names = Array.from({ length: between(rest.next, 2, 4) }, () => pick(rest.next, LIGHT));
  // One pass of words and letters at most: four of them are another text.
  const chosen = [...new Set(names)];
  return { text: chosen.reduce((edited, name) => EDITS[name]!({ ...rest, text: edited }), text), edit: 'several' };
}

function footers(next: Next, vocabulary: Vocabulary, tongue: Tongue): string[] {
  const asks = tongue === 'en' ? ['Follow the official Telegram channel now:', 'Join us on Telegram and TikTok for true news.'] : ['សូមចូលតាមដានឆានែលតេឡេក្រាមផ្លូវការ៖', 'ចូលរួមតេឡេក្រាម និងទិកតុក ដើម្បីព័ត៌មានពិត។'];
  return Array.from({ length: 12 }, (_none, at) => { const text = `${pick(next, asks)} ${vocabulary.text(next, 20 + at * 30).join(' ')}`; return text.slice(0, 30 + at * 30); });
}

const lengthOf = (next: Next): number => Math.round(60 * Math.exp(next() * Math.log(25)));

/** `origins` texts with copies, wire stories, and as many texts of their own, many under one of twelve footers. */
export function rewrittenCopies(tongue: Tongue, origins: number, seed: number): EditedText[] {
  const next = random(seed * 7919);
  const vocabulary = new Vocabulary(tongue, next, 3000);
  const other = new Vocabulary(tongue === 'en' ? 'km' : 'en', next, 800);
  const feet = footers(next, vocabulary, tongue);
  const out: EditedText[] = [];
  const add = (text: string, origin: number | null, edit: string) => { out.push({ id: `${tongue}${out.length}`, text, origin, edit }); };
  const foot = (rarely: number, length: number): string => (next() < rarely ? ` ${pick(next, feet).slice(0, Math.max(30, length))}` : '');
  for (let origin = 0; origin < origins; origin++) {
    const length = lengthOf(next);
    const sentences = [...vocabulary.text(next, length), ...(next() < 0.1 ? [other.sentence(next)] : [])];
    const text = sentences.join(' ');
    add(text + foot(0.2, length * 0.5), origin, 'original');
    if (next() < 0.15 && sentences.length >= 4) {
      // A wire story: outlets print it under their own lead and footer, and cut its end.
      for (let outlet = 0; outlet < between(next, 2, 6); outlet++) add([...(next() < 0.5 ? [vocabulary.sentence(next)] : []), ...sentences.slice(0, sentences.length - between(next, 0, 1))].join(' ') + foot(0.8, length * 0.3), origin, 'wire');
      continue;
    }
    for (let copy = 0; copy < between(next, 1, 4); copy++) {
      const editing = { text, sentences, next, tongue, vocabulary };
      if (next() < 0.2) { const { text: edited, edit } = several(editing); add(edited, origin, edit); continue; }
      const edit = pick(next, Object.keys(EDITS));
      add(EDITS[edit]!(editing), origin, edit);
    }
  }
  for (let single = 0; single < origins; single++) {
    const length = lengthOf(next);
    // A footer up to as long as the text above it.
    add(vocabulary.text(next, length).join(' ') + foot(0.6, length), null, 'single');
  }
  return out;
}

/** One text in `copies` lightly edited copies (one to four edits each) among `others` of their own under shared footers. */
export function rewrittenCampaign(tongue: Tongue, copies: number, others: number, seed: number): EditedText[] {
  const next = random(seed * 104_729);
  const vocabulary = new Vocabulary(tongue, next, 3000);
  const feet = footers(next, vocabulary, tongue);
  const sentences = vocabulary.text(next, between(next, 150, 700));
  const out: EditedText[] = [];
  for (let copy = 0; copy < copies; copy++) {
    const { text } = several({ text: sentences.join(' '), sentences, next, tongue, vocabulary });
    out.push({ id: `c${copy}`, text: text + (next() < 0.2 ? ` ${pick(next, feet).slice(0, 90)}` : ''), origin: 0, edit: 'several' });
  }
  for (let other = 0; other < others; other++) { const text = vocabulary.text(next, lengthOf(next)).join(' '); out.push({ id: `s${other}`, text: text + (next() < 0.4 ? ` ${pick(next, feet).slice(0, Math.max(30, text.length))}` : ''), origin: null, edit: 'single' }); }
  return out;
}
