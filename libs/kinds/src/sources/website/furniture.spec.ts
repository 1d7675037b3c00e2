import { expect, test } from 'vitest';
import { readable } from '../../markup/blocks.js';
import { parseMarkup } from '../../markup/parse.js';
import { withoutFurniture } from './furniture.js';

const paragraph = 'The harbour office opens a new counter for fishing permits on the north quay, and keeps the old one until the end of the season.';
const article = (inside: string): string[] => withoutFurniture(readable(parseMarkup(`<div><p>${paragraph}</p>${inside}<p>${paragraph}</p></div>`)), 'https://harbour.example/news/1').blocks.map(({ text }) => text);

test.each([
  '<figure><img src="a.jpg"><figcaption>The quay in June</figcaption></figure>', '<div class="article-byline">Mina Reed, harbour reporter</div>', '<p>Published: 14 July 2023, 10:15 am</p>', '<p>Photo: Harbour Office</p>',
  '<p><a href="/news/2">A ferry to the islands from next spring on</a></p>', '<ul class="related-stories"><li>Another story</li></ul>', '<p>Advertisement</p>',
])('%s is not part of the text', (furniture) => expect(article(furniture)).toEqual([paragraph, paragraph]));

test.each([
  ['a line that is a link to another site', '<p><a href="https://t.me/harbourlight">Our channel on Telegram is here</a></p>', 'Our channel on Telegram is here'],
  ['an address written out', '<p><a href="/go">https://harbour.example/join-now</a></p>', 'https://harbour.example/join-now'],
  ['a call to share', '<p>Share this notice with your crews today</p>', 'Share this notice with your crews today'],
  ['a sentence with a date', '<p>The permits of 14 July 2023 remain valid for all boats</p>', 'The permits of 14 July 2023 remain valid for all boats'],
  ['a sentence that begins like a label', '<p>Pictures of every permit are kept</p>', 'Pictures of every permit are kept'],
])('%s stays', (_what, html, text) => expect(article(html)).toContain(text));

test('an article made of parts that are called updates stays whole', () => {
  const updates = Array.from({ length: 8 }, (_, at) => `<div class="update"><p>${at} ${paragraph}</p></div>`).join('');
  expect(article(updates)).toHaveLength(10);
});

test('a figure gives its picture though not its caption, and a related story neither', () => {
  const page = readable(parseMarkup(`<div><p>${paragraph}</p><figure><img src="poster.png" alt="Poster"><figcaption>The poster</figcaption></figure><div class="related"><img src="other.png"></div><p>${paragraph}</p></div>`));
  expect(withoutFurniture(page, 'https://harbour.example/news/1').images).toEqual([{ src: 'poster.png', alt: 'Poster' }]);
});

test('a picture in several sizes gives the one to look at', () => {
  const page = readable(parseMarkup(`<div><p>${paragraph}</p><picture><source type="image/webp" srcset="p-400.webp 400w, p-900.webp 900w"><img alt="Poster"></picture><img src="/wait.png" data-src="q.jpg"></div>`));
  expect(withoutFurniture(page, 'https://harbour.example/news/1').images).toEqual([{ src: 'p-900.webp', alt: 'Poster' }, { src: 'q.jpg', alt: null }]);
});
