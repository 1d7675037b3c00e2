import fc from 'fast-check';
import { expect, it } from 'vitest';
import { beginningOf } from './beginning.js';

it('cuts no character in half', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, most) => {
    const beginning = beginningOf(text, most);
    expect([beginning.isWellFormed(), text.startsWith(beginning), beginning.length > most, beginning.length < Math.min(most, text.length) - 1]).toEqual([true, true, false, false]);
  }));
  expect(beginningOf('📢📢', 3)).toBe('📢');
});
