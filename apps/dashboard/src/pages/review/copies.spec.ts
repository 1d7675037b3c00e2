import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldCopies, type Worded } from './copies.js';

const finding = (quote: string, more: Partial<Worded> = {}): Worded => ({ kind: 'call', target: 'telegram:reed', quote, payload: { strength: 'mandatory', voice: 'reported' }, review: { state: 'waiting' }, ...more });

it('reprints are one, whatever their spaces and marks; another account, strength or turn is another', () => {
  const all = [finding('All shifts will follow.'), finding('Something else'), finding('«All  shifts will follow»'), finding('All shifts will follow.', { target: 'telegram:other' }), finding('All shifts will follow.', { payload: { strength: 'invitation', voice: 'reported' } }), finding('All shifts will follow.', { review: { state: 'second' } })];
  expect(foldCopies(all).map(({ first, copies }) => [all.indexOf(first), copies.map((copy) => all.indexOf(copy))])).toEqual([[0, [2]], [1, []], [3, []], [4, []], [5, []]]);
});

it('nobody is lost and nobody is there twice, and firsts keep their order', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('a', 'b', 'ក', 'ខ'), { maxLength: 12 }), (quotes) => {
    const all = quotes.map((quote) => finding(quote));
    const folded = foldCopies(all);
    const places = folded.map(({ first }) => all.indexOf(first));
    return folded.flatMap(({ first, copies }) => [first, ...copies]).length === all.length && new Set(folded.flatMap(({ first, copies }) => [first, ...copies])).size === all.length && places.every((place, at) => at === 0 || place > places[at - 1]!);
  }));
});
