import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { sitemapEntries } from './entries.js';

const read = (xml: string) => [...sitemapEntries([xml])];
const locations = (xml: string) => read(xml).map(({ location }) => location);

it('reads entries with prefixes, CDATA, entities, comments and extensions', () => {
  const xml = `<?xml version="1.0"?><!-- <url><loc>http://no.example/</loc></url> --><s:urlset xmlns:s="x" xmlns:image="y"><s:url><s:loc> http://post.example/a?x=1&amp;y=2 </s:loc><image:image><image:loc>http://post.example/i.jpg</image:loc></image:image></s:url>
    <url><loc><![CDATA[http://post.example/<b>&]]></loc><lastmod>2031-03-02T08:00:00+07:00</lastmod></url><url><lastmod>2031</lastmod></url><url><LOC>http://post.example/c</LOC><lastmod>soon</lastmod></url></s:urlset>`;
  expect(read(xml)).toEqual([
    { location: 'http://post.example/a?x=1&y=2', modifiedAt: null, nested: false },
    { location: 'http://post.example/<b>&', modifiedAt: new Date('2031-03-02T01:00:00Z'), nested: false },
    { location: 'http://post.example/c', modifiedAt: null, nested: false },
  ]);
});
it('tells an index from a list', () => expect(read('<sitemapindex><sitemap><loc>http://post.example/s.xml</loc></sitemap></sitemapindex>')).toEqual([{ location: 'http://post.example/s.xml', modifiedAt: null, nested: true }]));
it('expands no entity of the document\'s own', () => expect(locations('<!DOCTYPE x [<!ENTITY a "http://no.example/">]><urlset><url><loc>&a;</loc></url></urlset>')).toEqual(['&a;']));
it('stops reading when its reader has enough', () => {
  const entries = sitemapEntries(['<urlset>', ...Array.from({ length: 1000 }, () => '<url><loc>http://post.example/</loc></url>')]);
  expect(Array.from({ length: 3 }, () => entries.next().value)).toMatchObject(Array.from({ length: 3 }, () => ({ location: 'http://post.example/' })));
});
it('never throws, and ends, whatever it is given', () => {
  const piece = fc.oneof(fc.constantFrom('<url>', '</url>', '<loc>', '</loc>', '<![CDATA[', ']]>', '<!--', '-->', '<', '>', '&', '&#x110000;', '<sitemap>', 'http://a.example/'), fc.string());
  fc.assert(fc.property(fc.array(piece), (parts) => { for (const { location } of read(parts.join(''))) expect(location).not.toBe(''); }));
});
it('reads the same whatever the pieces in which a list comes', () => {
  const xml = '<?xml version="1.0"?><!-- a <url> --><urlset><url><loc> http://post.example/a?x=1&amp;y=2 </loc><lastmod>2031-03-02</lastmod></url>\n<url><loc><![CDATA[http://post.example/<b>]]></loc></url><s:url><s:loc>http://post.example/c</s:loc></s:url></urlset>';
  fc.assert(fc.property(fc.array(fc.nat(xml.length), { maxLength: 8 }), (cuts) => {
    const ends = [...cuts.toSorted((one, other) => one - other), xml.length];
    const list = sitemapEntries(ends.map((end, at) => xml.slice(at === 0 ? 0 : ends[at - 1], end)));
    const found = [];
    let next = list.next();
    for (; !next.done; next = list.next()) found.push(next.value);
    expect(found).toEqual(read(xml));
    expect(next.value).toBe(true);
  }));
});
it('gives up on a comment that never ends, and says that the end was not reached', () => {
  let taken = 0;
  const pieces = function* () { yield '<urlset><!--'; for (; taken < 1000; taken++) yield 'x'.repeat(100_000); };
  expect(sitemapEntries(pieces()).next()).toEqual({ done: true, value: false });
  expect(taken).toBeLessThan(20);
});
