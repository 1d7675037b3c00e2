import { expect, it } from 'vitest';
import { watchlistSchema } from '#core/election/watchlist.js';
import { sourceFaults } from './faults.js';

const withSource = (source: Record<string, unknown>) => watchlistSchema.parse({
  version: 1, election: { id: 'e', name: { en: 'E' }, polity: { en: 'P' }, time_zone: 'UTC', polling_day: '2027-03-14' },
  actors: [{ id: 'a', name: { en: 'A' }, kind: 'ministry', side: 'government', sources: [{ url: 'https://a.example/', ...source }] }],
});

it('finds nothing wrong with a web site', () => {
  expect(sourceFaults(withSource({ kind: 'website' }))).toEqual([]);
});
it('names the kinds there are where one does not exist', () => {
  expect(sourceFaults(withSource({ kind: 'websight' }))).toEqual([{ path: ['actors', 0, 'sources', 0, 'kind'], message: expect.stringMatching(/"websight" is no source kind: there are .*website/) }]);
});
it('says which setting its kind refuses', () => {
  expect(sourceFaults(withSource({ kind: 'website', settings: { include: ['news/*'] } }))[0]!.path).toEqual(['actors', 0, 'sources', 0, 'settings', 'include', 0]);
});
it.each(['website', 'feed', 'sitemap', 'wordpress', 'telegram-channel', 'youtube-channel'])('a source of kind %s says whether its images are looked at, and how many', (kind) => {
  const url = kind === 'telegram-channel' ? 'https://t.me/tidesnews' : kind === 'youtube-channel' ? 'https://www.youtube.com/@tides' : 'https://a.example/wp-json/wp/v2/posts';
  for (const images of [true, false, { at_most: 4 }]) expect(sourceFaults(withSource({ kind, url, settings: { images } }))).toEqual([]);
  expect(sourceFaults(withSource({ kind, url, settings: { images: 'some' } }))[0]!.message).toMatch(/true, false or \{ at_most/);
  expect(sourceFaults(withSource({ kind, url, settings: { images: { at_most: 0 } } }))).toHaveLength(1);
});
