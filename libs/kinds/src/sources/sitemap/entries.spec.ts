import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { sitemapEntries } from './entries.js';

const locations = (xml: string) => [...sitemapEntries(xml)].map(({ location }) => location);

it('reads entries with prefixes, CDATA, entities, comments and extensions', () => {
  const xml = `<?xml version="1.0"?><!-- <url><loc>http://no.example/</loc></url> --><s:urlset xmlns:s="x" xmlns:image="y"><s:url><s:loc> http://post.example/a?x=1&amp;y=2 </s:loc><image:image><image:loc>http://post.example/i.jpg</image:loc></image:image></s:url>
    <url><loc><![CDATA[http://post.example/<b>&]]></loc><lastmod>2031-03-02T08:00:00+07:00</lastmod></url><url><lastmod>2031</lastmod></url><url><LOC>http://post.example/c</LOC><lastmod>soon</lastmod></url></s:urlset>`;
  expect([...sitemapEntries(xml)]).toEqual([
    { location: 'http://post.example/a?x=1&y=2', modifiedAt: null, nested: false },
    { location: 'http://post.example/<b>&', modifiedAt: new Date('2031-03-02T01:00:00Z'), nested: false },
    { location: 'http://post.example/c', modifiedAt: null, nested: false },
  ]);
});
it('tells an index from a list', () => expect([...sitemapEntries('<sitemapindex><sitemap><loc>http://post.example/s.xml</loc></sitemap></sitemapindex>')]).toEqual([{ location: 'http://post.example/s.xml', modifiedAt: null, nested: true }]));
it('expands no entity of the document\'s own', () => expect(locations('<!DOCTYPE x [<!ENTITY a "http://no.example/">]><urlset><url><loc>&a;</loc></url></urlset>')).toEqual(['&a;']));
it('stops reading when its reader has enough', () => {
  const entries = sitemapEntries(`<urlset>${'<url><loc>http://post.example/</loc></url>'.repeat(1_000_000)}`);
  expect(Array.from({ length: 3 }, () => entries.next().value?.location)).toEqual(Array.from({ length: 3 }, () => 'http://post.example/'));
});
it('never throws, and ends, whatever it is given', () => {
  const piece = fc.oneof(fc.constantFrom('<url>', '</url>', '<loc>', '</loc>', '<![CDATA[', ']]>', '<!--', '-->', '<', '>', '&', '&#x110000;', '<sitemap>', 'http://a.example/'), fc.string());
  fc.assert(fc.property(fc.array(piece), (parts) => { for (const { location } of sitemapEntries(parts.join(''))) expect(location).not.toBe(''); }));
});
