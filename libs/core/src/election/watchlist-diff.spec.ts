import { expect, it } from 'vitest';
import { watchlistSchema, type Watchlist } from './watchlist.js';
import { balanceOf, watchlistDiff } from './watchlist-diff.js';

interface Given { actors: { id: string; name: object; kind: string; side: string; sources?: { kind: string; url: string; pace?: string; settings?: { token: string } }[] }[]; accounts: object[]; recipients: object[] }
const watchlist = (change: (given: Given) => void = () => {}): Watchlist => {
  const given: Given & Record<string, unknown> = {
    version: 1, election: { id: 'lowlands', name: { en: 'Vote' }, polity: { en: 'Lowlands' }, time_zone: 'UTC', polling_day: '2031-03-14' },
    actors: [{ id: 'tides', name: { en: 'Tides' }, kind: 'ministry', side: 'government', sources: [{ kind: 'website', url: 'https://tides.example/', settings: { token: 'SECRET-1' } }] }, { id: 'gulls', name: { en: 'Gulls' }, kind: 'independent-media', side: 'independent' }],
    accounts: [{ platform: 'telegram', handle: 'harbour' }], recipients: [{ email: 'reader@mission.example' }],
  };
  change(given);
  return watchlistSchema.parse(given);
};

it('says item by item what came, went and changed, and no secret and no reader\'s address', () => {
  const before = watchlist();
  expect(watchlistDiff(before, watchlist())).toEqual({ added: [], removed: [], changed: [] });
  const after = watchlist((given) => {
    given.actors[0]!.sources![0]!.settings!.token = 'SECRET-2';
    given.actors[0]!.sources![0]!.pace = '9s';
    given.actors[1]!.sources = [{ kind: 'feed', url: 'https://gulls.example/feed' }];
    given.accounts = [];
    given.recipients.push({ email: 'other@mission.example', audience: 'public' });
  });
  const diff = watchlistDiff(before, after);
  expect(diff.added).toEqual(['source https://gulls.example/feed of gulls', 'reader o…@mission.example of public']);
  expect(diff.removed).toEqual(['account telegram:harbour']);
  expect(diff.changed.map(({ what }) => what).sort()).toEqual(['source https://tides.example/ of tides: pace', 'source https://tides.example/ of tides: settings']);
  expect(JSON.stringify(diff)).not.toContain('SECRET');
  expect(watchlistDiff(null, before).added).toContain('election lowlands');
});

it('weighs the sides', () => {
  expect(balanceOf(watchlist())).toEqual([{ side: 'government', actors: 1, sources: 1 }, { side: 'independent', actors: 1, sources: 0 }]);
});
