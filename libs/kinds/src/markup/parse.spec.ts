import { expect, test } from 'vitest';
import { blocksOf, readable } from './blocks.js';
import { LIMITS, guardXml, parseMarkup } from './parse.js';

const refused = expect.objectContaining({ name: 'Unreadable', reason: 'parser-failed' });

test('a page nested deeper than any real one is refused before its tree is walked', () => {
  expect(() => parseMarkup('<div>'.repeat(10_000))).toThrow(refused);
  expect(() => parseMarkup('<b>'.repeat(500_000))).toThrow(refused);
  expect(() => guardXml('<a>'.repeat(LIMITS.depth + 1))).toThrow(refused);
  expect(() => parseMarkup('<div>'.repeat(LIMITS.depth - 1))).not.toThrow();
});

test('an element with a hundred thousand attributes is refused', () => {
  expect(() => parseMarkup(`<p ${Array.from({ length: 100_000 }, (_, at) => `a${at}=1`).join(' ')}>`)).toThrow(refused);
});

test('floods of elements, angle brackets and entities are refused', () => {
  expect(() => parseMarkup('<a href="/x">x</a>'.repeat(LIMITS.pageElements + 1))).toThrow(refused);
  expect(() => parseMarkup('<'.repeat(5_000_000))).toThrow(refused);
  expect(() => parseMarkup('&amp;&lt;'.repeat(LIMITS.texts))).toThrow(refused);
});

test('list items and paragraphs that are never closed are not depth', () => {
  expect(() => parseMarkup(`<ul>${'<li>item'.repeat(5000)}</ul>${'<p>text'.repeat(5000)}`)).not.toThrow();
});

test('text comes in blocks, broken at <br>, with zero-width spaces kept and scripts left out', () => {
  const { blocks } = blocksOf(readable(parseMarkup('<div>One\n  two<br>three<p>កូន\u200Bចៅ <a href="/x">go <b>on</b></a></p><script>no()</script>four</div>')));
  expect(blocks.map(({ text }) => text)).toEqual(['One two\nthree', 'កូន\u200Bចៅ go on', 'four']);
  expect(blocks.flatMap(({ anchors }) => anchors)).toEqual([{ href: '/x', text: 'go on' }]);
});
