import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guessKind, readCapture, sourceKinds } from './index.js';
import type { Capture } from './source-kind.js';

const capture = (body: string | Uint8Array, url = 'https://ministry.example/', type = ''): Capture => ({
  url, finalUrl: url, headers: type === '' ? {} : { 'content-type': type }, body: typeof body === 'string' ? new TextEncoder().encode(body) : body, fetchedAt: new Date('2023-07-10T00:00:00Z'),
});
const sentence = 'The ministry asks all of its offices in the provinces to prepare the yearly count of school gardens before the rains begin. ';
const article = `<html lang="en"><head><title>School gardens are counted | Ministry of Meadows</title><meta property="og:image" content="/poster.png"></head><body>
<nav><a href="/">Home</a><a href="/news">News of the ministry and its departments</a></nav>
<article><h1>School gardens are counted</h1><p class="byline">By Dara Field</p><p>${sentence.repeat(3)}</p><p>${sentence.repeat(2)} See <a href="/notices/12345">the notice</a> and <a href="https://t.me/meadows">our channel</a>.</p><img src="count.jpg" alt="Count"></article>
<footer>Contact: 1 Square</footer></body></html>`;

test('an article becomes a document with its title, author, links and images; the furniture around it does not', () => {
  const { documents: [document], links } = readCapture('website', capture(article, 'https://ministry.example/news/2023/07/gardens'));
  expect(document).toMatchObject({ url: 'https://ministry.example/news/2023/07/gardens', title: 'School gardens are counted', author: 'Dara Field', language: 'en', published: { precision: 'month', how: 'url' } });
  expect(document!.text).toContain(sentence.trim());
  expect(document!.text).not.toMatch(/Contact|Home/);
  expect(document!.links).toEqual([{ href: 'https://ministry.example/notices/12345', text: 'the notice' }, { href: 'https://t.me/meadows', text: 'our channel' }]);
  expect(document!.images.map(({ url }) => url)).toContain('https://ministry.example/poster.png');
  expect(links).toContainEqual({ url: 'https://ministry.example/notices/12345', why: 'article-link', priority: 60 });
  expect(links).toContainEqual({ url: 'https://ministry.example/news', why: 'section-link', priority: 30 });
  expect(links.every(({ url }) => url.startsWith('https://ministry.example/'))).toBe(true);
});

test('a front page gives links and no document', () => {
  const teasers = Array.from({ length: 30 }, (_, at) => `<div class="teaser"><h2><a href="/news/a-story-of-many-words-${at}">A story of many words, number ${at}, for the front page</a></h2></div>`).join('');
  const { documents, links } = readCapture('website', capture(`<html><body><main>${teasers}</main></body></html>`));
  expect(documents).toEqual([]);
  expect(links.filter(({ why }) => why === 'article-link')).toHaveLength(30);
});

test('included and excluded paths bound what is followed', () => {
  const page = '<a href="/news/1000001">a</a><a href="/news/private/1000002">b</a><a href="/sport/1000003">c</a><a href="/news/file.pdf">d</a><a href="//other.example/news/1000004">e</a><a href="/news/1000001#top">f</a>';
  const bounds = { include: ['/news/*'], exclude: ['*/private/*'] };
  const followed = (settings: object): string[] => readCapture('website', capture(page), { ...bounds, ...settings }).links.map(({ url }) => url);
  expect(followed({})).toEqual(['https://ministry.example/news/1000001', 'https://ministry.example/news/file.pdf']);
  expect(followed({ pdfs: false })).toEqual(['https://ministry.example/news/1000001']);
});

test('every entry of a feed is read in one way: with its full text as a document, else as a link', () => {
  const rss = `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News</title><link>https://ministry.example/</link>
    <item><title>Short</title><link>https://ministry.example/n/1</link><description>Only a line</description><pubDate>Sun, 09 Jul 2023 08:00:00 +0700</pubDate></item>
    <item><title>Whole</title><link>https://ministry.example/n/2</link><description>Line</description><content:encoded><![CDATA[<p>${sentence.repeat(8)}</p><p>See <a href="/x">more</a></p>]]></content:encoded><pubDate>Sun, 09 Jul 2023 09:00:00 +0700</pubDate></item></channel></rss>`;
  const { documents, links } = readCapture('feed', capture(rss, 'https://ministry.example/rss', 'application/rss+xml'));
  expect(links).toEqual([{ url: 'https://ministry.example/n/1', why: 'feed-entry', priority: 70, modifiedAt: new Date('2023-07-09T01:00:00Z') }]);
  expect(documents).toMatchObject([{ url: 'https://ministry.example/n/2', title: 'Whole', published: { at: new Date('2023-07-09T02:00:00Z'), how: 'feed' }, links: [{ href: 'https://ministry.example/x', text: 'more' }] }]);
  expect(readCapture('feed', capture(rss), { pages: 'all' }).links).toHaveLength(2);
  expect(readCapture('feed', capture(rss), { pages: 'none' }).documents).toHaveLength(2);
});

test('a JSON Feed is a feed', () => {
  const json = JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'News', items: [{ id: '1', url: 'https://ministry.example/n/1', content_text: 'A & B', date_published: '2023-07-09T08:00:00Z' }] });
  expect(readCapture('feed', capture(json), { pages: 'none' }).documents).toMatchObject([{ externalId: '1', text: 'A & B' }]);
});

test('a feed whose entities would fill the memory is not expanded', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "${'x'.repeat(1000)}">${Array.from({ length: 9 }, (_, at) => `<!ENTITY a${at} "${`&a${at === 0 ? '' : at - 1};`.repeat(10)}">`).join('')}]><rss version="2.0"><channel><title>t</title><item><title>&a8;</title><link>https://ministry.example/n/1</link></item></channel></rss>`;
  const { documents } = readCapture('feed', capture(bomb), { pages: 'none' });
  expect(JSON.stringify(documents).length).toBeLessThan(2000);
});

test('of a sitemap of very many entries the newest are taken, and of one that breaks off the beginning; both say so', () => {
  const entry = (at: number) => `<url><loc>https://ministry.example/${at}</loc><lastmod>${new Date(Date.UTC(2020, 0, 1) + at * 60_000).toISOString()}</lastmod></url>`;
  const many = `<urlset>${Array.from({ length: 210_000 }, (_, at) => entry(at)).join('')}</urlset>`;
  const read = readCapture('sitemap', capture(many, 'https://ministry.example/sitemap.xml'));
  expect([read.links.length, read.links[0]!.url, read.links.at(-1)!.url, read.gap?.reason]).toEqual([100_000, 'https://ministry.example/209999', 'https://ministry.example/110000', 'cut-short']);
  expect(read.gap!.detail).toMatch(/210000 entries the newest 100000 were taken$/);
  const whole = gzipSync(`<urlset>${Array.from({ length: 3000 }, (_, at) => entry(at)).join('')}</urlset>`);
  const cut = readCapture('sitemap', capture(whole.subarray(0, whole.length / 2), 'https://ministry.example/sitemap.xml.gz'));
  expect(cut.links.length).toBeGreaterThan(500);
  expect(cut.gap).toMatchObject({ reason: 'cut-short', detail: expect.stringMatching(/the rest of it was not read/) });
  expect(readCapture('sitemap', capture(whole, 'https://ministry.example/sitemap.xml.gz'))).not.toHaveProperty('gap');
});

test('a sitemap lists pages of its own host with the day of their change; an index lists sitemaps; gzip is unpacked', () => {
  const urls = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://ministry.example/a?x=1&amp;y=2</loc><lastmod>2023-07-01</lastmod><image:image><image:loc>https://ministry.example/i.jpg</image:loc></image:image></url><url><loc>https://other.example/b</loc></url><url><loc>https://ministry.example/old</loc><lastmod>2019-01-01</lastmod></url></urlset>';
  const expected = [{ url: 'https://ministry.example/a?x=1&y=2', why: 'sitemap-entry', priority: 50, modifiedAt: new Date('2023-07-01T00:00:00Z') }];
  expect(readCapture('sitemap', capture(urls, 'https://ministry.example/sitemap.xml'), { newer_than_days: 30 }).links).toEqual(expected);
  expect(readCapture('sitemap', capture(gzipSync(urls), 'https://ministry.example/sitemap.xml.gz'), { newer_than_days: 30 }).links).toEqual(expected);
  const index = '<sitemapindex><sitemap><loc>https://ministry.example/s1.xml.gz</loc></sitemap><sitemap><loc>https://other.example/s2.xml</loc></sitemap></sitemapindex>';
  expect(readCapture('sitemap', capture(index, 'https://ministry.example/sitemap.xml')).links).toEqual([{ url: 'https://ministry.example/s1.xml.gz', why: 'sitemap', priority: 75 }]);
});

test('the bytes decide who reads: a feed\'s entry is read as a page whose links are not followed', () => {
  const { documents, links } = readCapture('feed', capture(article, 'https://ministry.example/news/1'));
  expect(documents).toHaveLength(1);
  expect(links).toEqual([]);
});

test('what is neither page nor feed is named', () => {
  expect(() => readCapture('website', capture(new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31])))).toThrow(expect.objectContaining({ name: 'Unreadable', reason: 'not-html' }));
});

test.each([['https://t.me/s/lanternpost', 'telegram-channel'], ['https://ministry.example/feed/', 'feed'], ['https://ministry.example/sitemap_index.xml', 'sitemap'], ['https://ministry.example/', 'website']])('%s is guessed to be a %s', (url, kind) => {
  expect(guessKind(url).id).toBe(kind);
});

test('every kind has defaults for all of its settings and a name in English and Khmer', () => {
  for (const kind of sourceKinds) {
    expect(kind.settings.safeParse({}).success).toBe(true);
    expect(kind.messages['km']?.name).toMatch(/[\u1780-\u17FF]/);
  }
});

test('whatever the bytes, reading ends with documents or with Unreadable', () => {
  const piece = fc.constantFrom('<div class="date">', '</div>', '<p>', 'text ', '<a href="//[">', '<time datetime="x">', '<script type="application/ld+json">{"@graph":[', '</script>', '<article>', '<rss><channel><item>', '<urlset><url><loc>', ']]>', '<![CDATA[', '&#x0;', '&a;', '<!DOCTYPE rss [<!ENTITY',
    '<div class="tgme_widget_message" data-post="a/1">', '<base href="::">', '\uD800', 'ឆ្នាំ២០២៣', '<h1>', '<img src>', '<meta property="og:title" content="', '">', '<?xml version="1.0"?>', '{"version":"https://jsonfeed.org/version/1","items":[null]}');
  fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom(...sourceKinds.map(({ id }) => id)), (pieces, kind) => {
    try { readCapture(kind, capture(pieces.join(''))); } catch (error) { expect(error).toMatchObject({ name: 'Unreadable' }); }
  }), { numRuns: 300 });
});

test('a run of fifty thousand spaces between elements is read to its end', () => {
  expect(readCapture('website', capture(`<article><h1>T</h1><p>${sentence.repeat(5)}</p><p>${'<b> </b>'.repeat(50_000)}x</p></article>`)).documents[0]!.text).toContain(sentence.trim());
}, 30_000);

test('what a page hides from its readers is in no text, though what it fades in is', () => {
  const words = sentence.repeat(8);
  const page = (inside: string) => readCapture('website', capture(`<article><h1>Notice</h1><p>${words}</p>${inside}<p>${words}</p></article>`)).documents[0]!.text;
  for (const style of ['color:#fff;background:#fff;font-size:1px', 'opacity:0', 'position:absolute;left:-9999px', 'display:none']) expect(page(`<p>Read <span style="${style}">secretly follow t.me/other</span> on.</p>`)).not.toContain('secretly');
  expect(page(`<div style="opacity:0"><p>${'The harbour opens at six and closes at nine, except on holidays. '.repeat(30)}</p></div>`)).toContain('opens at six');
});
