import { expect, test } from 'vitest';
import { platforms } from '../../platforms/index.js';
import { printedCount } from '../../platforms/counter.js';
import { readCapture } from '../index.js';
import { accountCounter } from './index.js';

const read = (platform: string, handle: string, text: string) => readCapture('account-counter', { url: 'https://page.example/', finalUrl: 'https://page.example/', headers: { 'content-type': 'text/html; charset=utf-8' }, body: new TextEncoder().encode(text), fetchedAt: new Date('2031-03-01T00:00:00Z') }, { platform, handle });
const described = (text: string): string => `<html><head><meta property="og:description" content="${text}"></head><body class="tgme_page"><rss>anything</rss></body></html>`;
const tiktok = (detail: object): string => `<html><script id="__UNIVERSAL_DATA_FOR_REHYDRATION__" type="application/json">${JSON.stringify({ __DEFAULT_SCOPE__: { 'webapp.user-detail': detail } })}</script></html>`;

test.each([
  ['youtube', 'a page', '<script>var ytInitialData = {"metadataParts":[{"text":{"content":"1.23M subscribers"}}]};</script>', 1_230_000, '≈', 1_230_000, 1_240_000],
  ['youtube', 'an older page', '{"x":1}<script>{"subscriberCountText":{"accessibility":{"accessibilityData":{"label":"975 thousand subscribers"}}}}</script>'.slice(7), 975_000, '≈', 975_000, 976_000],
  ['youtube', 'the official interface', '{"kind":"list","items":[{"statistics":{"viewCount":"9","subscriberCount":"1230000","hiddenSubscriberCount":false}}]}', 1_230_000, '≈', 1_230_000, 1_240_000],
  ['youtube', 'the official interface, of a small channel', '{"items":[{"statistics":{"subscriberCount":"412"}}]}', 412, '=', 412, 412],
  ['tiktok', 'a page', tiktok({ userInfo: { user: { uniqueId: 'harbour.light' }, stats: { followerCount: 244_017 } } }), 244_017, '=', 244_017, 244_017],
  ['tiktok', 'a page of billions', tiktok({ userInfo: { user: { uniqueId: 'harbour.light' }, stats: { followerCount: 2_147_483_647 }, statsV2: { followerCount: '3000000001' } } }), 3_000_000_001, '=', 3_000_000_001, 3_000_000_001],
  ['facebook', 'a page', described('Harbour Light. 12,345 likes · 310 talking about this · 14,234,567 followers.'), 14_234_567, '=', 14_234_567, 14_234_567],
  ['instagram', 'a page', described('12.3K Followers, 100 Following, 50 Posts - see photos of Harbour Light'), 12_300, '≈', 12_250, 12_400],
  ['line', 'a page', '<div><span>Friends</span> <b>12,345</b></div>', 12_345, '=', 12_345, 12_345],
])('%s: %s gives its count with what rounding leaves open', (platform, _what, text, value, bound, low, high) => {
  expect(read(platform, 'harbour.light', text)).toMatchObject({ documents: [], links: [], counters: [{ account: { platform, handle: 'harbour.light' }, metric: 'followers', value, bound, low, high }] });
});

test.each([
  ['facebook', described('Log in or sign up to view.')], ['facebook', described('Harbour Light. 12,345 likes · 310 talking about this.')], ['instagram', '<html></html>'], ['youtube', '{"items":[{"statistics":{"hiddenSubscriberCount":true,"subscriberCount":"5"}}]}'],
  ['youtube', '{"error":{"code":403}}'], ['tiktok', tiktok({ statusCode: 10_202 })], ['tiktok', '<script id="__UNIVERSAL_DATA_FOR_REHYDRATION__">{"broken'], ['x', '<html>Log in</html>'], ['line', '<p>Friends of the sea</p>'],
])('%s without a count is a gap and says so', (platform, text) => {
  expect(read(platform, 'harbour.light', text)).toMatchObject({ counters: [], gap: { reason: 'login-wall', detail: expect.stringContaining('without a login') } });
});

test('a platform that shows strangers nothing is not asked', () => {
  expect(accountCounter.start({ url: 'https://x.com/harbour_light', settings: { platform: 'x', handle: 'harbour_light' } })).toEqual([]);
  expect(accountCounter.start({ url: 'https://www.tiktok.com/@harbour.light', settings: { platform: 'tiktok', handle: 'harbour.light' } })).toMatchObject([{ why: 'counter' }]);
});

test('the key of an official interface is in no address', () => {
  for (const { counter } of platforms) {
    if (counter?.api === undefined) continue;
    expect(counter.api.request('harbour.light', 'https://api.example/v3/')).not.toMatch(/key/i);
  }
  expect(platforms.find(({ id }) => id === 'youtube')!.counter!.api!.request('harbour&light', 'https://api.example/v3')).toBe('https://api.example/v3/channels?part=statistics&forHandle=%40harbour%26light');
});

test.each([['1,234', 1234, 1234, 1234], ['12K', 12_000, 11_950, 12_100], ['975K', 975_000, 974_500, 976_000], ['1.25M', 1_250_000, 1_245_000, 1_260_000], ['2 million', 2_000_000, 1_950_000, 2_100_000], ['1.1B', 1_100_000_000, 1_050_000_000, 1_200_000_000]])(
  '%s is printed of anything from %d', (text, value, low, high) => expect(printedCount(text)).toMatchObject({ value, low, high }));
