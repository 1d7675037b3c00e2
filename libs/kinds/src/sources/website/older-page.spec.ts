import { expect, it } from 'vitest';
import { readCapture, sourceKinds } from '../index.js';

const read = (url: string, body: string, settings: Record<string, unknown> = { back_to: '2031-02-01' }) =>
  readCapture('website', { url, finalUrl: url, headers: { 'content-type': 'text/html' }, body: Buffer.from(`<html><body><main>${body}</main></body></html>`), fetchedAt: new Date('2031-03-01T00:00:00Z') }, settings).links.filter(({ why }) => why === 'older-page').map((link) => link.url);
const teaser = (n: number, day?: string) => `<li><a href="/news/${n}-a-long-title-of-some-news">A long title of some news of the office, number ${n}</a>${day === undefined ? '' : `<time datetime="${day}">${day}</time>`}</li>`;
const list = (days: (string | undefined)[], more: string) => `<ul>${days.map((day, n) => teaser(n, day)).join('')}</ul>${more}`;
const RECENT = ['2031-02-20', '2031-02-19', '2031-02-18'];

it('the older pages of a list are found in the ways in which sites number them', () => {
  for (const [page, more, older] of [
    ['https://tides.example/news', '<a href="/news/page/2/">2</a><a href="/news/page/9/">9</a>', 'https://tides.example/news/page/2/'],
    ['https://tides.example/news/page/4/', '<a href="/news/page/3/">3</a><a href="/news/page/5/">5</a><a href="/news">1</a>', 'https://tides.example/news/page/5/'],
    ['https://tides.example/news?page=2', '<a href="?page=1">1</a><a href="?page=3">3</a>', 'https://tides.example/news?page=3'],
    ['https://tides.example/index.php?id=7&start=20', '<a href="?id=7&start=30">next</a><a href="?id=8&start=30">other</a>', 'https://tides.example/index.php?id=7&start=30'],
    ['https://tides.example/news', '<a rel="next" href="/archive/2031/02">older</a><a href="/news/page/2/">2</a>', 'https://tides.example/archive/2031/02'],
  ] as const) expect(read(page, list(RECENT, more)), page).toEqual([older]);
});

it('paging ends at the day that is wanted, whatever newest entries stand in a bar beside the list, and after some pages where nothing is dated', () => {
  const more = '<a href="/news/page/12/">12</a>';
  expect(read('https://tides.example/news/page/11/', list(['2031-01-20', '2031-01-19', '2031-01-18', '2031-02-27'], more))).toEqual([]);
  expect(read('https://tides.example/news/page/11/', list(RECENT, more))).toEqual(['https://tides.example/news/page/12/']);
  expect(read('https://tides.example/news/page/30/', list([undefined, undefined, undefined], '<a href="/news/page/31/">31</a>'))).toEqual([]);
  expect(read('https://tides.example/news/page/300/', list(RECENT, '<a href="/news/page/301/">301</a>'))).toEqual([]);
});

it('nobody pages back who was not asked to, and never to another host', () => {
  expect(read('https://tides.example/news', list(RECENT, '<a href="/news/page/2/">2</a>'), {})).toEqual([]);
  expect(read('https://tides.example/news', list(RECENT, '<a rel="next" href="https://elsewhere.example/page/2">2</a>'))).toEqual([]);
});

it('kinds that can go back say how, and keep settings that go further', () => {
  const goBack = (kind: string, settings: Record<string, unknown>) => sourceKinds.find(({ id }) => id === kind)!.goBack?.(settings, '2031-02-01', 28);
  for (const kind of ['website', 'telegram-channel', 'wordpress']) {
    expect(goBack(kind, {})).toEqual({ back_to: '2031-02-01' });
    expect(goBack(kind, { back_to: '2030-12-01' })).toEqual({ back_to: '2030-12-01' });
    expect(sourceKinds.find(({ id }) => id === kind)!.settings.safeParse(goBack(kind, {})).success).toBe(true);
  }
  expect(goBack('sitemap', { newer_than_days: 7 })).toEqual({ newer_than_days: 28 });
  expect([goBack('feed', {}), goBack('posts', {})]).toEqual([undefined, undefined]);
});
