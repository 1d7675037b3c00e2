import fc from 'fast-check';
import { expect, it } from 'vitest';
import { holdsPhrases, searchQuery, searchTerms, snippet } from './search.js';

it('words are found by themselves, and syllables of scripts without spaces by what follows them', () => {
  expect(searchTerms('Follow t.me/harbour_example — now!')).toEqual({ words: 'follow t me harbour example now', grams: [] });
  expect(searchTerms('ចូលឆានែល').grams).toEqual(['ចូ', 'ល', 'ឆា', 'នែ', 'ចូ+ល', 'ល+ឆា', 'ឆា+នែ', 'នែ+ល']);
  expect(searchTerms('ខ្មែរ').grams).toEqual(['ខ្មែ', 'រ', 'ខ្មែ+រ']);
});

it('a question asks for all words, a phrase in quotes, and leaves out what has a minus', () => {
  expect(searchQuery('ferry "harbour channel" -tariff')).toMatchObject({ words: `('ferry') & ('harbour' <-> 'channel') & !('tariff')`, every: `'ferry' & 'harbour' & 'channel' & !'tariff'`, inOrder: true, grams: null, needles: ['ferry', 'harbour', 'channel'] });
  expect(searchQuery('ចូលឆា follow')).toMatchObject({ words: `('follow')`, grams: `('ចូ+ល' & 'ល+ឆា')`, phrases: ['ចូលឆា'] });
  expect(searchQuery('ferry -"harbour channel"')).toMatchObject({ every: `'ferry'`, inOrder: true });
  expect(searchQuery('ferry harbour')).toMatchObject({ inOrder: false });
  expect(() => searchQuery('-tariff')).toThrow(/at least one word/);
  expect(() => searchQuery('"" --- !!!')).toThrow(/at least one word/);
});

it('no question breaks the notation of the database, whatever is in it', () => {
  fc.assert(fc.property(fc.string({ maxLength: 60, unit: 'grapheme' }), (question) => {
    let query;
    try { query = searchQuery(question); } catch { return; }
    for (const part of (query.every ?? '').split(' & ').filter(Boolean)) expect(part).toMatch(/^!?'[^'\\]+'$/);
    for (const part of [query.words, query.grams]) if (part !== null) expect(part).toMatch(/^(!?\('[^'\\]+'( (<->|&) '[^'\\]+')*\)( & )?)+$/);
  }));
});

it('what a text is found by holds what a question of its own words asks for', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('ferry', 'Tariff', 'ខ្មែរ', 'ឆានែល', 'ចូល', '2031'), { minLength: 1, maxLength: 8 }), fc.nat(), (parts, pick) => {
    const text = parts.join(' ');
    const { words, grams } = searchTerms(text);
    const query = searchQuery(parts[pick % parts.length]!);
    for (const [, lexeme] of (query.words ?? '').matchAll(/'([^']+)'/g)) expect(words.split(' ')).toContain(lexeme);
    for (const [, gram] of (query.grams ?? '').matchAll(/'([^']+)'/g)) expect(grams).toContain(gram);
    expect(holdsPhrases(text, query.phrases)).toBe(true);
  }));
});

it('a snippet is verbatim and marks what was looked for, also where invisible marks stand in between', () => {
  const text = `${'Before it. '.repeat(40)}Staff must follow the Channel by Friday, says the chan\u200Bnel's owner.`;
  const pieces = snippet(text, ['channel']);
  expect(text).toContain(pieces.map((piece) => piece.text).join(''));
  expect(pieces.filter(({ hit }) => hit).map((piece) => piece.text)).toEqual(['Channel', 'chan\u200Bnel']);
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.string({ minLength: 1, maxLength: 3 }), (any, needle) => {
    expect(any.toWellFormed()).toContain(snippet(any, [needle]).map((piece) => piece.text).join(''));
  }));
});

it('a snippet begins and ends at the border of a syllable', () => {
  const syllables = ['ក្រុង', 'នាំ', 'ឆានែល', 'ស្រុក', 'ចូល', 'រដ្ឋ'];
  fc.assert(fc.property(fc.array(fc.constantFrom(...syllables), { minLength: 120, maxLength: 200 }), (parts) => {
    const shown = snippet(`${parts.join('')}ទន្លេ${parts.join('')}`, ['ទន្លេ']).map(({ text }) => text).join('');
    expect(shown).not.toMatch(/^[\p{M}]/u);
    expect(shown).not.toMatch(/\u17d2$/u);
    expect(`${parts.join('')}ទន្លេ${parts.join('')}`.slice(`${parts.join('')}ទន្លេ${parts.join('')}`.indexOf(shown) + shown.length)).not.toMatch(/^\p{M}/u);
  }));
});

it('what a text is found by fits into an index, whatever the text', () => {
  const bytes = (lexemes: Iterable<string>) => [...new Set(lexemes)].reduce((sum, lexeme) => sum + Buffer.byteLength(lexeme), 0);
  fc.assert(fc.property(fc.integer({ min: 0x20, max: 0xffff }), fc.integer({ min: 1, max: 40_000 }), fc.integer({ min: 1, max: 99 }), (from, many, step) => {
    const text = Array.from({ length: 60_000 }, (_none, n) => String.fromCodePoint(from + (n * step) % many) + (n % step === 0 ? ' ' : '')).join('').toWellFormed();
    const { words, grams } = searchTerms(text);
    expect(bytes(words.split(' ')) + bytes(grams)).toBeLessThanOrEqual(300_000);
    for (const gram of grams) expect(Buffer.byteLength(gram)).toBeLessThan(2046);
  }), { numRuns: 20 });
});
