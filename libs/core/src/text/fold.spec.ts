import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldText, originalSpan } from './fold.js';

const khmer = fc.string({ unit: fc.oneof(
  fc.integer({ min: 0x1780, max: 0x17dd }).map((c) => String.fromCharCode(c)), fc.constantFrom('\u200B', '\u17D2', '\u17C1', '\u17B8', '\u17B6', '\u17BB', '\u17CA', ' ', 'A', '។', '\uD83D', '😀', '٣', 'İ', '𝐉'),
), maxLength: 40 });

describe('fold', () => {
  it.each([
    ['split vowel oe', 'ប\u17C1\u17B8ក', 'ប\u17BEក'], ['split vowel oo', 'ក\u17C1\u17B6ះ', 'ក\u17C4ះ'], ['order of subscripts', 'ស\u17D2\u179A\u17D2\u178Fី', 'ស\u17D2\u178F\u17D2\u179Aី'],
    ['subscript typed after its vowel', 'គ\u17B6\u17D2\u1793', 'គ\u17D2\u1793\u17B6'], ['coeng da and coeng ta', 'ន\u17D2\u178Aី', 'ន\u17D2\u178Fី'], ['sign before vowel', 'ខ\u17D2\u1789\u17C6\u17BB', 'ខ\u17D2\u1789\u17BB\u17C6'],
    ['zero-width space inside a word', 'តាម\u200Bដាន', 'តាមដាន'], ['shifter or vowel u under an upper vowel', 'ស\u17BBី', 'ស\u17CAី'], ['two forms of one vowel letter', 'ឱ្យ', 'ឲ្យ'], ['Khmer and ASCII digits', '២០២៧', '2027'], ['styled letters', '𝐅𝐨𝐥𝐥𝐨𝐰', 'follow'], ['case', 'Follow', 'FOLLOW'], ['tag characters', 'a\u{E0041}\u{E0042}b', 'ab'], ['quotes', '“a”', '"a"'],
  ])('makes what looks alike compare alike: %s', (_what, one, other) => { expect(foldText(one)).toBe(foldText(other)); });

  it('keeps words apart that differ', () => {
    expect(foldText('កា')).not.toBe(foldText('កី'));
    expect(foldText('ក')).not.toBe(foldText('ខ'));
  });

  it('is idempotent, and keeps case beside lower case at the same places', () => {
    fc.assert(fc.property(fc.oneof(khmer, fc.string({ unit: 'binary', maxLength: 60 })), (text) => {
      const folded = fold(text);
      expect(foldText(folded.text)).toBe(folded.text);
      expect(folded.cased).toHaveLength(folded.text.length);
      expect(folded.starts).toHaveLength(folded.text.length);
    }), { numRuns: 400 });
  });

  it('leads every range back to a range of the stored text that folds to it or holds it', () => {
    fc.assert(fc.property(khmer, fc.nat(40), fc.nat(40), (text, a, b) => {
      const folded = fold(text);
      const start = Math.min(a, b, folded.text.length);
      const end = Math.min(Math.max(a, b), folded.text.length);
      if (start === end) return;
      const span = originalSpan(folded, start, end);
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.end).toBeLessThanOrEqual(text.length);
      expect(span.end).toBeGreaterThan(span.start);
    }), { numRuns: 400 });
  });

  it('leads a word with zero-width spaces and legacy order back to its exact letters', () => {
    const stored = 'សូម​អាន ឆា\u200Bនែលរប\u200Bស់មន្តី្រ ថ្មី';
    const folded = fold(stored);
    for (const word of ['ឆានែល', 'មន្ត្រី', 'របស់']) {
      const at = folded.text.indexOf(word);
      expect(at).toBeGreaterThanOrEqual(0);
      const span = originalSpan(folded, at, at + word.length);
      expect(foldText(stored.slice(span.start, span.end))).toBe(word);
    }
  });

  // In quadratic time each would take hours.
  it('takes a megabyte of one mark, and of lone surrogates', () => {
    expect(fold('\u17C1\u17B8'.repeat(500_000)).text.length).toBeLessThanOrEqual(1_000_000);
    expect(fold('\uD800'.repeat(1_000_000)).text.length).toBeLessThanOrEqual(1_000_000);
  }, 30_000);
});
