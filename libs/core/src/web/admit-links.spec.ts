import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { admitLinks, MOST_LINKS_OF_A_PAGE } from './admit-links.js';
import { normalUrl } from './normal-url.js';
import { trapSign } from './trap.js';

const links = (...urls: string[]) => urls.map((url) => ({ url }));

it('takes each page once, whatever session or campaign is in its address', () => {
  expect(admitLinks(links('http://post.example/a?sid=1', 'http://post.example/a?sid=2&utm_source=x', 'http://post.example/a#top')).admitted).toEqual(links('http://post.example/a'));
});
it('takes the beginning of a calendar and of a list, and no path that repeats itself', () => {
  const { admitted, traps } = admitLinks(links(...Array.from({ length: 400 }, (_, day) => `http://post.example/calendar?d=${day}`), 'http://post.example/x/x/x/', 'http://post.example/news'));
  expect(admitted.length).toBe(51);
  expect(traps).toBe(351);
});
it('takes no more than a page may give, the most urgent first', () => {
  const { admitted, over } = admitLinks(links(...Array.from({ length: 5000 }, (_, at) => `http://post.example/p${at}`)));
  expect(admitted).toHaveLength(MOST_LINKS_OF_A_PAGE);
  expect(admitted[0]?.url).toBe('http://post.example/p0');
  expect(over).toBe(4000);
});
it('gives normal addresses that are no traps, and the same again from its own result', () => {
  const part = fc.constantFrom('a', 'b', 'news', 'a?x=1', '?d=7', '..', '%7e', ';sid=3', '?PHPSESSID=1');
  fc.assert(fc.property(fc.array(fc.array(part, { maxLength: 6 }).map((parts) => ({ url: `http://post.example/${parts.join('/')}` })), { maxLength: 80 }), (all) => {
    const { admitted } = admitLinks(all);
    for (const { url } of admitted) { expect(normalUrl(url)).toBe(url); expect(trapSign(url)).toBeNull(); }
    expect(new Set(admitted.map(({ url }) => url)).size).toBe(admitted.length);
    expect(admitLinks(admitted).admitted).toEqual(admitted);
  }));
});
