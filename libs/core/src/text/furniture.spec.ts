import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEAST_PAGES, furnitureIn, paragraphsIn } from './furniture.js';

const story = (number: number): string => `Crane ${'abcdefghijklmnop'[number % 16]} of the harbour is repaired, story ${'qrstuvwxyz'[number % 10]}.`;
const page = (number: number): string => `${story(number)}\nFollow us on Telegram: t.me/harbour_news\nVisitors today: ${number * 37}`;
const pages = (count: number): string[] => Array.from({ length: count }, (_, number) => page(number));
/** What the store counts: on how many pages each paragraph stands. */
function counted(texts: string[]): { pages: number; counts: Map<string, number> } {
  const prints = texts.flatMap((text) => [...new Set(paragraphsIn(text).map(({ print }) => print))]);
  return { pages: texts.length, counts: new Map([...Map.groupBy(prints, (print) => print)].map(([print, all]) => [print, all.length])) };
}
const shown = (text: string, known: string[]): string[] => furnitureIn(text, counted(known)).map(({ start, end }) => text.slice(start, end));

test('what stands on most pages is furniture, be its numbers other on each', () => {
  expect(shown(page(3), pages(12))).toEqual(['Follow us on Telegram: t.me/harbour_news', 'Visitors today: 111']);
});

test('nothing is furniture while few pages are known', () => expect(shown(page(1), pages(LEAST_PAGES - 1))).toEqual([]));

test('a call on a few pages of many is none', () => {
  const call = 'All staff must follow the channel.';
  expect(shown(call, [...pages(30), call, call, call])).toEqual([]);
});

test('a line that differs in what it names is another line', () => {
  expect(shown('Follow us on TikTok: @other_account', pages(12))).toEqual([]);
});

test('invisible letters and the order of Khmer marks make no other line', () => {
  const known = Array.from({ length: 10 }, (_, number) => `${story(number)}\nតាម\u200Bដានយើងខ្ញុំតាម Telegram`);
  expect(shown('តាមដានយើងខ្ញំុតាម Telegram', known)).toHaveLength(1);
});

test('spans are paragraphs of the text, in order, whatever it holds', () => {
  fc.assert(fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 20 }), (texts) => {
    const text = texts.join('\n');
    let last = -1;
    for (const { start, end } of paragraphsIn(text)) {
      expect(start).toBeGreaterThan(last);
      expect(text.slice(start, end)).not.toContain('\n');
      last = end;
    }
  }));
});

test('a text of five megabytes is looked at in linear time', () => {
  expect(paragraphsIn('a line of words\n'.repeat(330_000)).length).toBeLessThanOrEqual(400);
  expect(paragraphsIn('x'.repeat(5_000_000))).toEqual([]);
});
