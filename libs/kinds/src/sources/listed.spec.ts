import { expect, test } from 'vitest';
import { guessKind, readCapture } from './index.js';
import { youtubeChannel } from './youtube-channel/index.js';
import { wordpress } from './wordpress/index.js';

const capture = (body: string, url: string) => ({ url, finalUrl: url, headers: {}, body: new TextEncoder().encode(body), fetchedAt: new Date('2031-03-05T00:00:00Z') });
const ID = `UC${'a'.repeat(22)}`;

test('a YouTube channel is read by its feed: title, description, views and links of each video', () => {
  const feed = `<?xml version="1.0"?><feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom"><title>First Citizen</title>
<entry><id>yt:video:abc123</id><yt:videoId>abc123</yt:videoId><title>A walk &amp; a talk</title><link rel="alternate" href="https://www.youtube.com/watch?v=abc123"/><author><name>First Citizen</name></author><published>2031-03-04T05:06:07+00:00</published><updated>2031-03-04T06:00:00+00:00</updated>
<media:group><media:title>A walk</media:title><media:thumbnail url="https://i.ytimg.com/vi/abc123/hq.jpg"/><media:description>Follow me on https://t.me/first_citizen</media:description><media:community><media:statistics views="4711"/></media:community></media:group></entry></feed>`;
  expect(readCapture('youtube-channel', capture(feed, `https://www.youtube.com/feeds/videos.xml?channel_id=${ID}`)).documents).toMatchObject([{
    url: 'https://www.youtube.com/watch?v=abc123', externalId: 'abc123', title: 'A walk & a talk', text: 'Follow me on https://t.me/first_citizen', views: 4711, author: 'First Citizen',
    published: { at: new Date('2031-03-04T05:06:07Z'), how: 'feed' }, links: [{ href: 'https://t.me/first_citizen' }], images: [{ url: 'https://i.ytimg.com/vi/abc123/hq.jpg' }] }]);
});

test('a channel known only by its handle is asked where its feed is, and says so where it does not tell', () => {
  const page = (links: string) => capture(`<html><head><meta property="og:site_name" content="YouTube">${links}</head><body></body></html>`, 'https://www.youtube.com/@first_citizen');
  expect(youtubeChannel.start({ url: 'https://www.youtube.com/@first_citizen', settings: {} })).toMatchObject([{ url: 'https://www.youtube.com/@first_citizen' }]);
  expect(youtubeChannel.start({ url: `https://www.youtube.com/channel/${ID}`, settings: {} })).toMatchObject([{ url: `https://www.youtube.com/feeds/videos.xml?channel_id=${ID}` }]);
  expect(() => youtubeChannel.start({ url: 'https://www.youtube.com/watch?v=1', settings: {} })).toThrow(/names no channel/);
  expect(readCapture('youtube-channel', page(`<link rel="alternate" type="application/rss+xml" href="https://www.youtube.com/feeds/videos.xml?channel_id=${ID}">`)).links).toEqual([{ url: `https://www.youtube.com/feeds/videos.xml?channel_id=${ID}`, why: 'feed', priority: 95 }]);
  expect(readCapture('youtube-channel', page('')).gap).toMatchObject({ reason: 'no-preview' });
  expect(readCapture('youtube-channel', page(`<link rel="canonical" href="https://www.youtube.com/channel/${ID}">`)).links).toMatchObject([{ url: `https://www.youtube.com/feeds/videos.xml?channel_id=${ID}` }]);
  const consent = capture('<html><head><title>Before you continue</title></head><body><form action="/save"></form></body></html>', 'https://consent.youtube.com/m?continue=https%3A%2F%2Fwww.youtube.com%2F%40first_citizen');
  expect(youtubeChannel.read(consent, youtubeChannel.settings.parse({})).gap).toMatchObject({ reason: 'login-wall', detail: expect.stringContaining('channel_id') as string });
});

test('a channel without videos is read and gives none; a video without title, text or date is one all the same', () => {
  const feed = (entries: string) => capture(`<?xml version="1.0"?><feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns="http://www.w3.org/2005/Atom"><title>T</title>${entries}</feed>`, `https://www.youtube.com/feeds/videos.xml?channel_id=${ID}`);
  expect(readCapture('youtube-channel', feed(''))).toMatchObject({ documents: [], links: [] });
  expect(readCapture('youtube-channel', feed('')).gap).toBeUndefined();
  expect(readCapture('youtube-channel', feed('<entry><id>yt:video:x1</id><link rel="alternate" href="https://www.youtube.com/shorts/x1"/></entry><entry><id>yt:video:x2</id></entry>')).documents).toMatchObject([{ url: 'https://www.youtube.com/shorts/x1', externalId: 'x1', title: null, text: '', published: null }]);
});

const post = (id: number, over: Record<string, unknown> = {}) => ({ id, date: '2031-03-04T12:00:00', date_gmt: '2031-03-04T05:00:00', modified_gmt: '2031-03-04T06:00:00', link: `https://tides.example/${id}`, title: { rendered: 'Boats &#038; nets' }, content: { rendered: '<p>The ferry sails. See <a href="https://t.me/tides">our channel</a>.</p><img src="/a.jpg" alt="Poster">', protected: false }, ...over });
const list = (posts: unknown[], settings = {}, url = 'https://tides.example/wp-json/wp/v2/posts?per_page=20') => readCapture('wordpress', capture(JSON.stringify(posts), url), settings);

test('posts of a WordPress list are documents; locked and foreign ones are not', () => {
  const { documents } = list([post(1), post(2, { content: { rendered: '', protected: true } }), post(3, { link: 'https://other.example/3' })]);
  expect(documents).toMatchObject([{ url: 'https://tides.example/1', externalId: '1', title: 'Boats & nets', text: 'The ferry sails. See our channel.', links: [{ href: 'https://t.me/tides', text: 'our channel' }], images: [{ url: 'https://tides.example/a.jpg', alt: 'Poster' }], published: { at: new Date('2031-03-04T05:00:00Z') } }]);
});

test('of a WordPress list with broken posts the others are read, and how many were not is said', () => {
  const { documents, gap } = list([post(1), { id: 'two', link: 5 }, null, post(3, { title: null, content: null, date_gmt: '0000-00-00T00:00:00', date: null })]);
  expect(documents).toMatchObject([{ externalId: '1' }, { externalId: '3', title: null, text: '', published: null }]);
  expect(gap).toMatchObject({ reason: 'parser-failed', detail: expect.stringMatching(/^2 of 4 posts/) as string });
  expect(list([])).toMatchObject({ documents: [] });
});

test('a byte-order mark or a server\'s own warnings before a WordPress list do not hide it', () => {
  const url = 'https://tides.example/wp-json/wp/v2/posts';
  expect(readCapture('wordpress', capture(`\uFEFF${JSON.stringify([post(1)])}`, url)).documents).toHaveLength(1);
  expect(wordpress.read(capture(`<br />\n<b>Warning</b>: a [thing] is old in <b>/x.php</b> on line <b>3</b><br />\n${JSON.stringify([post(1)])}`, url), wordpress.settings.parse({})).documents).toHaveLength(1);
});

test('a site that closed its WordPress list is quoted', () => {
  const closed = capture('{"code":"rest_forbidden","message":"Only for members","data":{"status":401}}', 'https://tides.example/wp-json/wp/v2/posts');
  expect(() => wordpress.read(closed, wordpress.settings.parse({}))).toThrow(/rest_forbidden: Only for members/);
});

test('older posts are asked for only as far back as wanted', () => {
  const full = Array.from({ length: 20 }, (_, at) => post(at + 1));
  expect(list(full).links).toEqual([]);
  expect(list(full, { back_to: '2031-02-01' }).links).toEqual([{ url: 'https://tides.example/wp-json/wp/v2/posts?per_page=20&page=2', why: 'older-page', priority: 40 }]);
  expect(list(full, { back_to: '2031-03-05' }).links).toEqual([]);
  expect(list(full.slice(0, 5), { back_to: '2031-02-01' }).links).toEqual([]);
});

test('a web site that offers such a list is told its pages by it, and reads each in one way', () => {
  const page = '<html><head><link rel="https://api.w.org/" href="https://tides.example/wp-json/"></head><body><a href="/news">News</a></body></html>';
  expect(readCapture('website', capture(page, 'https://tides.example/')).links).toContainEqual({ url: 'https://tides.example/wp-json/wp/v2/posts?per_page=20', why: 'feed', priority: 80 });
  const found = readCapture('website', capture(JSON.stringify([post(1), post(2, { link: 'https://tides.example/private/2' })]), 'https://tides.example/wp-json/wp/v2/posts?per_page=20'), { exclude: ['/private/*'] });
  expect(found).toMatchObject({ documents: [], links: [{ url: 'https://tides.example/1', why: 'feed-entry', modifiedAt: new Date('2031-03-04T06:00:00Z') }] });
});

test('what a site\'s feed carries in full is a link for the site, whose pages are read, and a document for a feed', () => {
  const rss = `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title><item><title>A</title><link>https://tides.example/1</link><content:encoded>${'The ferry sails. '.repeat(60)}</content:encoded></item></channel></rss>`;
  expect(readCapture('feed', capture(rss, 'https://tides.example/feed'))).toMatchObject({ documents: [{ url: 'https://tides.example/1' }], links: [] });
  expect(readCapture('website', capture(rss, 'https://tides.example/feed'))).toMatchObject({ documents: [], links: [{ url: 'https://tides.example/1' }] });
});

test('addresses say which kind they are of, and what is no list of posts is unreadable', () => {
  expect(['https://www.youtube.com/@first', 'https://tides.example/wp-json/wp/v2/posts', 'https://www.youtube.com/watch?v=1'].map((url) => guessKind(url).id)).toEqual(['youtube-channel', 'wordpress', 'website']);
  expect(() => wordpress.read(capture('[{"id":1,"link":5}]', 'https://tides.example/wp-json/wp/v2/posts'), wordpress.settings.parse({}))).toThrow(expect.objectContaining({ name: 'Unreadable' }));
});
