import fc from 'fast-check';
import { expect, it } from 'vitest';
import { words } from './words.js';

const list = (text: string, language: string) => Array.from(words(text, language), ({ start, end }) => text.slice(start, end));

it('finds Khmer words without spaces between them, and parts them at zero-width spaces', () => {
  expect(list('ខ្ញុំទៅផ្សារ', 'km')).toEqual(['ខ្ញុំ', 'ទៅ', 'ផ្សារ']);
  expect(list('ផ្សារ\u200Bធំ', 'km')).toEqual(['ផ្សារ', 'ធំ']);
});
it('leaves out spaces and signs', () => expect(list('Follow us: now!', 'en')).toEqual(['Follow', 'us', 'now']));
it('gives spans in order that never overlap, and every letter of a long text is in one', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
    let last = 0;
    for (const { start, end } of words(text, 'km')) { expect(start).toBeGreaterThanOrEqual(last); expect(end).toBeGreaterThan(start); last = end; }
  }));
  const long = 'ផ្សារធំ '.repeat(8000);
  expect(list(long, 'km').join('')).toBe(long.replaceAll(' ', ''));
});
