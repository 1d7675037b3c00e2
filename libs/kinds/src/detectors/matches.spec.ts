import fc from 'fast-check';
import { expect, it } from 'vitest';
import { allMatches } from './matches.js';

it('finds what matchAll finds, however often one pattern is asked, and also where it matches nothing', () => {
  for (const pattern of [/a|bb/g, /\b/g, /a*?/g, /(?<x>b)a/g]) {
    fc.assert(fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'c') }), { maxLength: 4 }), (texts) => {
      for (const text of texts) expect(allMatches(pattern, text).map(({ index, 0: whole }) => [index, whole])).toEqual([...text.matchAll(new RegExp(pattern))].map(({ index, 0: whole }) => [index, whole]));
    }));
  }
});
