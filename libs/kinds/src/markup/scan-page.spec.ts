import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { scanPage } from './scan-page.js';

it('gives title, visible text line by line, links and images', () => {
  const page = scanPage(`<!doctype html><html><head><title>Results &amp; dates</title><meta name=robots content="noindex, nofollow"><base href="/x/"><link rel=canonical href=/c><style>p{}</style></head>
    <body><nav><ul><li><a href="/a?b=1&amp;c=2">Home <b>page</b></a></li></ul></nav><h1>ការ<b>បោះ</b>ឆ្នោត</h1><p>Polls  open
    at <em>six</em>.<br>Bring a card.</p><script>var a = "<p>no</p>"</script><noscript>Enable it</noscript><img src="/i.jpg" alt="A poster"><a rel="nofollow noopener" href="https://t.me/somewhere">Channel</a></body>`);
  expect(page).toEqual({
    title: 'Results & dates', text: 'Home page\nការបោះឆ្នោត\nPolls open at six.\nBring a card.\nChannel',
    links: [{ href: '/a?b=1&c=2', text: 'Home page', nofollow: false }, { href: 'https://t.me/somewhere', text: 'Channel', nofollow: true }],
    images: [{ src: '/i.jpg', alt: 'A poster' }], base: '/x/', canonical: '/c', nofollow: true,
  });
});
it('finds the pictures that a page shows in several sizes, from several sources, or only when a reader comes near', () => {
  const { images } = scanPage(`<picture><source srcset="a.avif" type="image/avif"><source srcset="a-400.webp 400w, a-900.webp 900w"><img alt="A"></picture><source srcset="b.jpg"><img alt="B">
    <img src="c-150.jpg" srcset="c-150.jpg 150w, c-900.jpg 900w"><img src="data:image/gif;base64,R0" data-src="d.jpg"><video><source src="film.mp4"></video>`);
  expect(images.map(({ src }) => src)).toEqual(['a-900.webp', 'c-900.jpg', 'd.jpg']);
});
it('finds the text of a page whose head, paragraphs and links were never closed', () => {
  expect(scanPage('<head><title>T</title><body><p>one<p>two <a href=1>three<a href=2>four')).toMatchObject({ title: 'T', text: 'one\ntwo threefour', links: [{ href: '1', text: 'three' }, { href: '2', text: 'four' }] });
});
it('gives text that a database takes', () => {
  const { text } = scanPage('<p>a\0b &#xD800; \uD800 c');
  expect(text.isWellFormed()).toBe(true);
  expect(text).not.toContain('\0');
});
it.each([['depth', '<b>'.repeat(300_000)], ['one attribute', `<a title="${'t'.repeat(3_000_000)}">x`], ['attributes', `<a ${Array.from({ length: 100_000 }, (_, i) => `a${i}=1`).join(' ')}>x`], ['open comments', '<!--'.repeat(500_000)], ['angle brackets', '<'.repeat(2_000_000)],
  ['entities', '&amp;&lt;&#x202e;'.repeat(100_000)], ['links', Array.from({ length: 100_000 }, (_, i) => `<a href="/p${i}">p</a>`).join('')], ['titles', '<title>'.repeat(100_000)], ['sources', `<picture>${`<source srcset="${'a:,'.repeat(2700)}">`.repeat(20)}${`<img srcset="x${','.repeat(8000)}y,">`.repeat(500)}`]])('comes to an end in a flood of %s', (_, html) => {
  expect(scanPage(html).links.length).toBeLessThanOrEqual(5000);
}, 20_000);
it('never throws', () => fc.assert(fc.property(fc.array(fc.oneof(fc.constantFrom('<a href="', '"', '>', '</a>', '<title>', '<svg>', '</', '<!--', '&#', '<script>', '</script>', '<head>', '<p'), fc.string())), (parts) => { expect(typeof scanPage(parts.join('')).text).toBe('string'); })));
