import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance, lookalikeOf, type Likeness } from './lookalike.js';

const watched = [{ key: 'telegram:vorn_office' as const, handle: 'vorn_office' }, { key: 'telegram:harbourmaster' as const, handle: 'harbourmaster' }, { key: 'tiktok:lin5' as const, handle: 'lin5' }];

test.each<[string, Likeness, string]>([
  ['vоrn_office', 'other letters that look alike', 'telegram:vorn_office'], ['vorn_оffісе', 'other letters that look alike', 'telegram:vorn_office'], ['νοrn_office', 'other letters that look alike', 'telegram:vorn_office'],
  ['vom_office', 'other letters that look alike', 'telegram:vorn_office'], ['vorn_0ffice', 'digits for letters', 'telegram:vorn_office'], ['h4rb0urm4ster', 'digits for letters', 'telegram:harbourmaster'],
  ['vorn__office', 'underscores or dots', 'telegram:vorn_office'], ['vornoffice', 'underscores or dots', 'telegram:vorn_office'], ['_vorn_office_', 'underscores or dots', 'telegram:vorn_office'],
  ['harbourrmaster', 'repeated letters', 'telegram:harbourmaster'], ['harbormaster', 'one letter other', 'telegram:harbourmaster'], ['harbuormaster', 'one letter other', 'telegram:harbourmaster'],
  ['harbourmaster_official', 'a word added', 'telegram:harbourmaster'], ['real_harbourmaster', 'a word added', 'telegram:harbourmaster'],
])('%s looks like a watched account by %s', (handle, likeness, of) => expect(lookalikeOf(handle, watched)).toMatchObject({ of, likeness }));

test.each(['vorn_office', 'VORN_OFFICE', 'orchard_daily', 'lin6', 'office', 'harbour', 'harbourmasters_of_the_north', 'x'])('%s is itself or nobody\'s likeness', (handle) => expect(lookalikeOf(handle, watched)).toBeNull());

test('a handle is never its own likeness, and long hostile ones cost nothing', () => {
  fc.assert(fc.property(fc.string({ maxLength: 100 }), (handle) => { expect(lookalikeOf(handle, [{ key: 'x:a', handle }])).toBeNull(); }));
  expect(lookalikeOf('а'.repeat(1_000_000), watched)).toBeNull();
});

test('the distance is a metric up to its bound', () => {
  const word = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', 'c') });
  fc.assert(fc.property(word, word, (a, b) => {
    expect(editDistance(a, b, 20)).toBe(editDistance(b, a, 20));
    expect(editDistance(a, b, 20) === 0).toBe(a === b);
    expect(editDistance(a, b, 1)).toBe(Math.min(editDistance(a, b, 20), 2));
  }));
});
