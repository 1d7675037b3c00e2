import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalUrl, originOf, siteOf } from './normal-url.js';
import { endlessShape, queryShape, trapSign } from './trap.js';

describe('the normal form of a URL', () => {
  it.each([
    ['HTTPS://News.Example:443/a/../b#top', 'https://news.example/b'],
    ['http://news.example', 'http://news.example/'],
    ['http://news.example./x', 'http://news.example/x'],
    ['http://news.example/%7euser/%e1%9e%80%2e%2e', 'http://news.example/~user/%E1%9E%80%2E%2E'],
    ['http://news.example/ព័ត៌មាន', 'http://news.example/%E1%9E%96%E1%9F%90%E1%9E%8F%E1%9F%8C%E1%9E%98%E1%9E%B6%E1%9E%93'],
    ['http://news.example/a?utm_source=x&id=7&fbclid=y', 'http://news.example/a?id=7'],
    ['http://news.example/a?PHPSESSID=1', 'http://news.example/a'],
    ['http://news.example/a;jsessionid=9F?b=2&a=1', 'http://news.example/a?b=2&a=1'],
    ['http://news.example/a?', 'http://news.example/a'],
  ])('of %s is %s', (url, normal) => expect(normalUrl(url)).toBe(normal));
  it.each(['javascript:alert(1)', 'mailto:desk@news.example', 'ftp://news.example/', 'http://', 'http://a:b@news.example/', '', `http://news.example/${'a'.repeat(9000)}`])('is none for %s', (url) => expect(normalUrl(url)).toBeNull());
  it('resolves against the page', () => expect(normalUrl('../b?x=1', 'http://news.example/a/c/d')).toBe('http://news.example/a/b?x=1'));
  it('is its own normal form, for any URL', () => {
    const messy = fc.tuple(fc.constantFrom('http://News.example', 'https://news.example.:443/a', 'http://[::1]/b?c', 'http://xn--j2e.example/%C3'), fc.array(fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('%7e', '%c3', '%41', '%4', '%34', '.', '1', '%2f', '%', ';sid=1', '&', '?', '&sid=2', '%25', '../', '//', 'utm_id=3', '#', ' ', 'ក')))).map(([url, extra]) => url + extra.join(''));
    fc.assert(fc.property(messy, (url) => {
      const once = normalUrl(url);
      if (once !== null) expect(normalUrl(once)).toBe(once);
    }), { numRuns: 200 });
  });
  it('keeps www out of what a site is', () => {
    expect(siteOf('https://www.news.example:8080/a')).toBe('news.example:8080');
    expect(originOf('https://www.news.example/a?b')).toBe('https://www.news.example');
  });
});

describe('traps', () => {
  it.each(['http://n.example/trap/a/a/a/', 'http://n.example/a/b/a/b/a/b/a/b', `http://n.example/${'x/y'.repeat(30)}`, `http://n.example/?${Array.from({ length: 20 }, (_, i) => `p${i}=1`).join('&')}`])('are seen in %s', (url) => expect(trapSign(url)).not.toBeNull());
  it.each(['http://n.example/', 'http://n.example/2031/05/01/a-story', 'http://n.example/news/news/1?page=2', 'http://n.example/a//b/'])('are not seen in %s', (url) => expect(trapSign(url)).toBeNull());
  it('have one shape for all days of a calendar', () => {
    expect(queryShape('http://n.example/cal?d=41')).toBe(queryShape('http://n.example/cal?d=2'));
    expect(queryShape('http://n.example/a/41.html')).toBeNull();
    expect(endlessShape('http://n.example/events/2031/03/14/')).toEqual(endlessShape('http://n.example/events/2032/11/02/'));
    expect(endlessShape('http://n.example/cal/2031-3')).toMatchObject({ shape: 'http://n.example/cal/#-#', most: 1000 });
    for (const article of ['http://n.example/2031/03/14/ferry-stops', 'http://n.example/news/41', 'http://n.example/2031/', 'http://n.example/a/2031/77']) expect(endlessShape(article)).toBeNull();
  });
});
