import { expect, it } from 'vitest';
import { watchlistSchema } from '#core/election/watchlist.js';
import { describeWatchlist, run } from './watchlist.js';

const WATCHLIST = watchlistSchema.parse({
  version: 1, election: { id: 'e', name: { en: 'Council election' }, polity: { en: 'Ostrand' }, time_zone: 'UTC', polling_day: '2027-03-14' },
  actors: [{ id: 'harbours', name: { en: 'Harbours' }, kind: 'ministry', side: 'government', sources: [
    { kind: 'website', url: 'https://a.example/', robots: { ignore: 'the ministry agreed in writing' } }, { kind: 'telegram-channel', url: 'https://t.me/s/harbours_x', paused: true }] }],
});

it('says where each source starts, how fast it is read, and what is out of the ordinary', () => {
  const lines = describeWatchlist(WATCHLIST, 'w.yaml');
  expect(lines).toMatch(/Would crawl 1 source of 1 actor on 1 host:/);
  expect(lines).toMatch(/website +https:\/\/a\.example\/ {2}\(at most one request in 2 s; robots\.txt ignored: the ministry agreed in writing\)/);
  expect(lines).toMatch(/telegram-channel +https:\/\/t\.me\/s\/harbours_x .*PAUSED/);
  expect(lines).toMatch(/without a person's release for: nobody/);
});
it('refuses an action that does not exist as bad usage', async () => {
  await expect(run(['chekc', 'w.yaml'])).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining('claque watchlist check FILE') });
});
