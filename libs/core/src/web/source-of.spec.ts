import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sourceOf } from './source-of.js';

it('of an article the deepest list above it is watched that its page links to, else the start of its site', () => {
  const links = ['https://tide.example/en/', 'https://tide.example/en/society', 'https://elsewhere.example/en/society/story/', 'https://tide.example/en/society/story-27'];
  expect(sourceOf('https://tide.example/en/society/story-27', links)).toBe('https://tide.example/en/society/');
  expect(sourceOf('https://tide.example/en/sport/story-3', links)).toBe('https://tide.example/en/');
  expect(sourceOf('https://tide.example/news.php?id=1034', links)).toBe('https://tide.example/');
  expect(sourceOf('https://tide.example/news/2031/03/02/a-story', ['https://tide.example/news/2031/03/02/', 'https://tide.example/news/2031/', 'https://tide.example/news/'])).toBe('https://tide.example/news/');
  expect(sourceOf('not an address', [])).toBe('not an address');
});

it('it stays on the site, and above the article or at its start', () => {
  fc.assert(fc.property(fc.webUrl({ withQueryParameters: true }), fc.array(fc.webUrl(), { maxLength: 6 }), (article, links) => {
    const found = new URL(sourceOf(article, links));
    return found.origin === new URL(article).origin && new URL(article).pathname.startsWith(found.pathname.replace(/\/$/, '')) && found.search === '';
  }));
});
