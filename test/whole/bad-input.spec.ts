import { expect, test } from 'vitest';
import { proseOf, runDetectors, type DetectInput } from '#kinds/detectors/index.js';
import { readCapture } from '#kinds/sources/index.js';

const page = (text: string, lang = '') => readCapture('website', {
  url: 'https://harbour.example/news/1000001', finalUrl: 'https://harbour.example/news/1000001', headers: { 'content-type': 'text/html; charset=utf-8' }, fetchedAt: new Date('2027-03-01T00:00:00Z'),
  body: new TextEncoder().encode(`<!doctype html><html lang="${lang}"><body><article><h1>Notice</h1>${text}</article></body></html>`),
});
const input = (text: string): DetectInput => ({ title: null, text, links: [], language: '', actor: null, publishedAt: '2027-03-01' });
const line = 'The harbour office asks every visitor to use the north gate while the crane is repaired. ';

test('a text of five megabytes is read and searched, which a step in the square of its length would not live to see', () => {
  const text = `${line}\n`.repeat(56_000);
  expect(page(`<p>${text}</p>`).documents[0]!.text.length).toBeGreaterThan(4_900_000);
  expect(runDetectors(input(text)).flatMap(({ observations }) => observations)).toEqual([]);
});

test('one word of a megabyte is no trap', () => {
  for (const word of ['a'.repeat(1_000_000), 'ក'.repeat(300_000), '\u17C1\u17B8'.repeat(200_000), '@'.repeat(1_000_000), 'https://t.me/'.repeat(70_000)]) {
    expect(proseOf(input(word)).folded.text.length).toBeGreaterThan(0);
    runDetectors(input(word));
  }
});

test('half surrogate pairs, mixed scripts and text from right to left are kept, and quotes stay verbatim', () => {
  const text = `\uD83D Follow t.me/harbour_news \uDE00 تابعوا صفحتنا t.me/harbour_ar សូមតាមដាន t.me/harbour_km\u202E now`;
  const found = runDetectors(input(text)).flatMap(({ observations }) => observations);
  expect(found.length).toBeGreaterThan(0);
  for (const { quote, span } of found) expect(text.slice(span.start, span.end)).toBe(quote);
  const named = JSON.stringify(found.map(({ payload }) => payload));
  for (const handle of ['harbour_news', 'harbour_ar', 'harbour_km']) expect(named).toContain(handle);
});

test('a page in an unknown language is kept and said to be so, and its accounts are read', () => {
  const words = 'Zu vlem nar hupit drazel mo kiveth, sonar pli weggut naal brimo. '.repeat(20);
  const [document] = page(`<p>${words}</p><p>Brimo naal t.me/harbour_news hupit.</p>`).documents;
  expect(document!.text).toContain('drazel');
  const found = runDetectors({ ...input(document!.text), links: document!.links });
  expect(JSON.stringify(found)).toContain('harbour_news');
  expect(page(`<p>${'ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ '.repeat(60)}</p>`).documents[0]!.language).toBe('und');
});
