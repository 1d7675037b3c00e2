import fc from 'fast-check';
import { expect, it } from 'vitest';
import { opening } from './opening.js';

it('a long text is cut after a word, and a short one is left as it is', () => {
  expect(opening('Guidance for officials and contractors', 30)).toBe('Guidance for officials and…');
  expect(opening('Guidance for officials', 22)).toBe('Guidance for officials');
  expect(opening('Guidance for officials and', 22)).toBe('Guidance for officials…');
});

it('what is cut begins the text and ends at the border of a cluster', () => {
  const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
  fc.assert(fc.property(fc.array(fc.constantFrom('ក្រ', 'សួ', 'ង', 'ណែ', 'នាំ', ' ', 'word', '👩‍🌾')), fc.integer({ min: 8, max: 40 }), (parts, most) => {
    const whole = parts.join('').replaceAll(/\s+/g, ' ').trim();
    const cut = opening(parts.join(''), most);
    if (cut === whole) return;
    const begins = cut.slice(0, -1);
    expect(cut.endsWith('…') && whole.startsWith(begins) && begins.length <= most).toBe(true);
    expect([...graphemes.segment(whole)].map(({ index }) => index)).toContain(begins.length);
  }));
});
