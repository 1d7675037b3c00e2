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
