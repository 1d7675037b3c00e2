import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Unreadable } from '#core/errors.js';
import { readDate } from './stated-date.js';
import { readFeed } from './index.js';

const rss = (item: string, head = '', declared = '') => readFeed(`<?xml version="1.0"?><rss version="2.0"${declared}><channel><title>Lantern Post</title>${head}<item>${item}</item></channel></rss>`).entries[0]!;
const atom = (entry: string, attributes = '') => readFeed(`<feed xmlns="http://www.w3.org/2005/Atom"${attributes}><title>Lantern Post</title><entry>${entry}</entry></feed>`).entries[0]!;

describe('titles and texts', () => {
  test('Atom says whether words are markup; RSS leaves it to be seen', () => {
    expect(atom('<title>1 &lt; 2</title>').title).toEqual({ value: '1 < 2', markup: false });
    expect(atom('<title type="html">&lt;b&gt;Boats&lt;/b&gt; &amp; nets</title>').title).toEqual({ value: '<b>Boats</b> &amp; nets', markup: true });
    expect(atom('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Of &lt;blink&gt; and <em>ink</em></div></title>').title).toEqual({ value: 'Of &lt;blink&gt; and <em>ink</em>', markup: true });
    expect(rss('<title>Boats &amp; nets</title>').title).toEqual({ value: 'Boats & nets', markup: false });
    expect(rss('<title>&lt;b&gt;Boats&lt;/b&gt;</title>').title).toEqual({ value: '<b>Boats</b>', markup: true });
  });
  test('what is never shown is left out, also where it is not closed', () => {
    expect(rss('<description><![CDATA[<p>a</p><script>steal()</script><STYLE>b{}</style> b<script>rest]]></description>').summary).toEqual({ value: '<p>a</p> b', markup: true });
  });
  test('entities of HTML are read though nothing declares them, and those in CDATA stay markup', () => {
    expect(rss('<title>Caf&eacute; &ndash; open</title>').title!.value).toBe('Café – open');
    expect(rss('<title><![CDATA[Caf&eacute;]]></title>').title).toEqual({ value: 'Caf&eacute;', markup: true });
  });
  test('base64 of words is decoded, base64 of a picture is no text', () => {
    expect(atom(`<content mode="base64" type="text/html">${Buffer.from('<p>Boats</p>').toString('base64')}</content>`).content).toEqual({ value: '<p>Boats</p>', markup: true });
    expect(atom(`<content type="image/png">${Buffer.from([0x89, 0x50, 0xff, 0xfe]).toString('base64')}</content>`).content).toBeNull();
  });
  test('an extension in a namespace of its own does not pass for the feed\'s own words', () => {
    expect(rss('<x:title>Not this</x:title><title>This</title><x:description>Nor this</x:description>', '', ' xmlns:x="http://extension.example/"')).toMatchObject({ title: { value: 'This' }, summary: null });
  });
});

describe('links and identities', () => {
  test('the page is the alternate link to HTML', () => {
    expect(atom('<link rel="alternate" type="application/pdf" href="/a.pdf"/><link href="/a.html"/><link rel="edit" href="/edit"/>').url).toBe('/a.html');
  });
  test('references are resolved against xml:base, outer before inner', () => {
    expect(atom('<link href="c.html"/>', ' xml:base="http://post.example/a/"').url).toBe('http://post.example/a/c.html');
    expect(readFeed('<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://post.example/a/"><entry xml:base="b/"><link href="c.html"/></entry></feed>').entries[0]!.url).toBe('http://post.example/a/b/c.html');
  });
  test('a guid is the page unless it says that it is not', () => {
    expect(rss('<guid>http://post.example/1</guid>')).toMatchObject({ id: 'http://post.example/1', url: 'http://post.example/1' });
    expect(rss('<guid isPermaLink="false">77</guid>')).toMatchObject({ id: '77', url: null });
  });
  test('RDF keeps its items beside the channel', () => {
    const feed = readFeed('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="u"><title>T</title></channel><item rdf:about="http://post.example/1"><title>One</title><link>http://post.example/one</link></item></rdf:RDF>');
    expect(feed).toMatchObject({ title: { value: 'T' }, entries: [{ id: 'http://post.example/1', url: 'http://post.example/one' }] });
  });
  test('a single Atom entry is a feed of one', () => expect(readFeed('<entry xmlns="http://www.w3.org/2005/Atom"><id>x</id></entry>').entries).toHaveLength(1));
});

describe('dates', () => {
  test.each([
    ['2023-07-09T08:30:00+07:00', '2023-07-09T01:30:00.000Z', 'second'], ['2023-07-09 08:30', '2023-07-09T08:30:00.000Z', 'minute'], ['2023-07-09', '2023-07-09T00:00:00.000Z', 'day'],
    ['2023-07', '2023-07-01T00:00:00.000Z', 'month'], ['2023-190', '2023-07-09T00:00:00.000Z', 'day'], ['20230709', '2023-07-09T00:00:00.000Z', 'day'],
    ['Sun, 09 Jul 2023 08:30:00 +0700', '2023-07-09T01:30:00.000Z', 'second'], ['Sun, 9 July 23 08:30 EST', '2023-07-09T13:30:00.000Z', 'minute'], ['Jul 9 2023 08:30:00 GMT', '2023-07-09T08:30:00.000Z', 'second'],
    ['Sun Jul  9 08:30:00 PDT 2023', '2023-07-09T15:30:00.000Z', 'second'], ['09-Jul-2023 08:30:00', '2023-07-09T08:30:00.000Z', 'second'], ['Mon, 29 Feb 2024 00:00:60 GMT', '2024-02-29T00:01:00.000Z', 'second'],
    ['Sunday, 9 July 2023', '2023-07-09T00:00:00.000Z', 'day'],
  ])('%s', (written, at, precision) => { const read = readDate(written); expect([read?.at.toISOString(), read?.precision]).toEqual([at, precision]); });
  test.each(['', 'yesterday', '2023-13-01', '31/12', 'Sun, 45 Jul 2023 08:30:00 GMT', '9'.repeat(200)])('%j is no date', (written) => expect(readDate(written)).toBeNull());
  test('a date written by toUTCString or toISOString is read back to the second', () => {
    fc.assert(fc.property(fc.date({ min: new Date('1971-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }), (date) => {
      const second = Math.floor(date.getTime() / 1000) * 1000;
      expect(readDate(date.toUTCString())?.at.getTime()).toBe(second);
      expect(readDate(date.toISOString())?.at.getTime()).toBe(second);
    }));
  });
  test('a bare dc:date says when an entry changed, and an entry that says only when it was published changed then', () => {
    expect(rss('<dc:date>2023-07-09T08:30:00Z</dc:date>', '', ' xmlns:dc="http://purl.org/dc/elements/1.1/"')).toMatchObject({ published: null, updated: { text: '2023-07-09T08:30:00Z' } });
    expect(rss('<pubDate>Sun, 09 Jul 2023 08:30:00 GMT</pubDate>').updated!.at.toISOString()).toBe('2023-07-09T08:30:00.000Z');
  });
});

test('a feed that is HTML, or anything else, is unreadable and never an error of another kind', () => {
  expect(() => readFeed('<!doctype html><html><body>Not found</body></html>')).toThrow(expect.objectContaining({ name: 'Unreadable', reason: 'parser-failed' }));
  expect(() => readFeed(`<!DOCTYPE x [<!ENTITY a "${'b'.repeat(100)}">`)).toThrow(Unreadable);
  const piece = fc.constantFrom('<rss>', '<channel>', '<item>', '<title>', '</title>', '</item>', '<![CDATA[', ']]>', '&amp;', '&eacute;', '&', '<feed xmlns="http://www.w3.org/2005/Atom">', '<entry>', '<content type="xhtml">', '<div>', 'text', '<link href="', '"/>', '{"version":"jsonfeed.org","items":[', ']}');
  fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
    try { readFeed(pieces.join('')); } catch (error) { expect(error).toBeInstanceOf(Unreadable); }
  }));
});

test('entities that a feed declares are never expanded', () => {
  const bomb = `<!DOCTYPE rss [<!ENTITY a "boom"><!ENTITY b "&a;&a;">]><rss><channel><item><title>x&b;y</title></item></channel></rss>`;
  expect(readFeed(bomb).entries[0]!.title!.value).not.toContain('boom');
});

test('a feed without end is read as far as a feed goes, and says so', () => {
  const feed = readFeed(`<rss><channel><title>T</title>${'<item><title>x</title></item>'.repeat(1500)}</channel></rss>`);
  expect([feed.entries.length, feed.cut]).toEqual([1000, true]);
});
