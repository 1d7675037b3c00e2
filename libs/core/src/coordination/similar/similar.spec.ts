import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparisonForm } from './comparison-form.js';
import { sharedPassages } from './shared-passages.js';
import { findSimilar } from './similar.js';

const letter = 'The Ministry of Lanterns kindly requests all officials of every district office to follow the official channel of the First Citizen, so that announcements reach the whole administration without delay and nobody has to wait for the weekly paper.';
const others = ['Two young painters counted three hundred ducks along the canal, and nobody knows why they began at dawn.', 'The night bus company has postponed its winter timetable until the ferry runs again on the southern shore.',
  'A baker from the east gate announced a prize for the smallest loaf, to be judged behind the railway yard.', 'Teachers of the hill towns asked for paper, ink and a stove before the harvest moon rises over Merrow.'];
const footer = 'Follow the official Telegram channel now for fast and truthful news, press the bell and share with your friends.';
/** Clusters as sets of texts, without their numbers. */
const sets = (texts: string[]): string[] => [...Map.groupBy([...findSimilar(texts).cluster.entries()].filter(([, number]) => number >= 0), ([, number]) => number).values()].map((members) => members.map(([at]) => texts[at]!).sort().join('|')).sort();

describe('the comparison form', () => {
  const same: [string, string, string][] = [
    ['zero-width spaces, soft hyphens and joiners', 'fol\u200blow\u00ad the\u2060 channel', 'follow the channel'],
    ['case, punctuation and emoji with their variation selectors', 'FOLLOW — the ❤️ channel!! 🇰🇭👩🏽‍🏫', 'follow the channel'],
    ['wide letters, and a link in wide letters', 'Ｆｏｌｌｏｗ ｈｔｔｐｓ：／／t.me/one the channel', 'follow the channel'],
    ['numbers in either digits', 'letter ១២៣ of 2031', 'letter 9 of 77,500'],
    ['coeng and vowel in either order', 'ខ្ញុំ', 'ខុ្ញំ'],
    ['a vowel typed in two halves', 'កើត', 'ក\u17c1\u17b8ត'],
    ['subscript TA and DA', 'ម\u17d2\u178fង', 'ម\u17d2\u178aង'],
    ['accents as one sign or two', 'caf\u00e9', 'cafe\u0301'],
  ];
  it.each(same)('makes the same of %s', (_name, a, b) => { expect(comparisonForm(a)).toBe(comparisonForm(b)); });
  it('of a comparison form is itself', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ unit: fc.integer({ min: 0x1780, max: 0x17e9 }).map((code) => String.fromCharCode(code)), maxLength: 40 }), (any, khmer) => {
      const form = comparisonForm(any + khmer);
      expect(comparisonForm(form)).toBe(form);
    }));
  });
  it('does not break on lone surrogates', () => { expect(comparisonForm('a\ud800b\udfffc')).toBe('abc'); });
});

describe('near-same texts', () => {
  it('a copy, a half and a quotation are of one cluster, others of none', () => {
    const texts = [letter, letter.replace('kindly', '').replace('weekly', 'monthly'), letter.slice(0, letter.length / 2), `${others[0]} "${letter}" ${others[1]}`, ...others.slice(2)];
    expect([...findSimilar(texts).cluster]).toEqual([0, 0, 0, 0, -1, -1]);
  });
  it('a footer under different texts links none of them, also where it is longer than the text', () => {
    const texts = Array.from({ length: 60 }, (_none, at) => `${others[at % 4]!.split(' ').map((word, i) => (i % 2 === 0 ? `${word}${at}x` : Array.from(word).reverse().join('') + String.fromCharCode(97 + at % 26))).join(String.fromCharCode(97 + at % 23))} ${footer}`);
    expect(findSimilar(texts).clusters).toBe(0);
  });
  it('four hundred copies with two edits each are one cluster, in any order', () => {
    const words = letter.split(' ');
    const texts = Array.from({ length: 400 }, (_none, at) => words.map((word, i) => (i === at % words.length ? 'lantern' : i === (at * 7) % words.length ? `${word}${word}` : word)).join(' '));
    expect(findSimilar([...others, ...texts]).clusters).toBe(1);
    expect(findSimilar([...others, ...texts]).cluster.filter((number) => number === 0)).toHaveLength(400);
  });
  it('the order of the texts changes nothing but the numbers of clusters', () => {
    const texts = [letter, `${letter} ${footer}`, letter.slice(40), ...others, ...others.map((text) => `${text} ${footer}`), `${others[0]!} ${others[1]!}`, letter.replaceAll('a', 'o')];
    const expected = sets(texts);
    fc.assert(fc.property(fc.shuffledSubarray(texts, { minLength: texts.length }), (shuffled) => { expect(sets(shuffled)).toEqual(expected); }), { numRuns: 30 });
  });
  it('identical texts beyond counting are one cluster with a pair for each, not for each two', () => {
    const { clusters, pairs } = findSimilar(Array.from({ length: 20_000 }, () => letter));
    expect({ clusters, pairs: pairs.length }).toEqual({ clusters: 1, pairs: 19_999 });
  });
  it('texts without a letter resemble nothing', () => { expect([...findSimilar(['', '!!!', '👍', '']).cluster]).toEqual([-1, -1, -1, -1]); });
});

describe('what otherwise different texts carry', () => {
  const call = 'Follow the official Telegram of the harbour office for every notice.';
  const bodies = ['The ferry to the western islands will leave an hour later while its second engine is being repaired.', 'Prices of rice at the northern market fell for the third week, traders said on Tuesday morning.', 'A school in the hill district opened its new library with four hundred books in two languages.', 'Engineers will close the old bridge at night until the end of the rainy season to renew its cables.'];
  const texts = [...bodies.map((body, at) => `${body} ${at % 2 === 0 ? call : call.toUpperCase().replaceAll(' ', '  ')} 🚢`), 'Nothing of the sort stands in this one, which speaks of nets, boats and the price of diesel.'];
  it('is named with where it stands, and links none of them', () => {
    const { cluster } = findSimilar(texts);
    expect([...cluster]).toEqual(texts.map(() => -1));
    expect(sharedPassages(texts, cluster)).toEqual([{ text: call.slice(0, -1), texts: [0, 1, 2, 3], surroundings: 4 }]);
  });
  it('is not a sentence of copies, which are one surrounding', () => {
    const copies = [texts[0]!, texts[0]!, texts[0]!, texts[0]!];
    expect(sharedPassages(copies, findSimilar(copies).cluster)).toEqual([]);
  });
  it('stands in Khmer as well, whatever its links and spaces', () => {
    const khmer = ['តម្លៃអង្ករនៅផ្សារភាគខាងជើងបានធ្លាក់ចុះ', 'សាលារៀននៅស្រុកភ្នំបានបើកបណ្ណាល័យថ្មី', 'វិស្វករនឹងបិទស្ពានចាស់នៅពេលយប់'].map((body, at) => `${body}។ សូមចុចតាមដានឆានែល\u200Bផ្លូវការ t.me/x${at}។`);
    expect(sharedPassages(khmer, new Int32Array(3).fill(-1))).toMatchObject([{ texts: [0, 1, 2], surroundings: 3 }]);
  });
});
