import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { watchlistSchema } from '#core/election/watchlist.js';
import { loadWatchlist } from '#infra/files/watchlist.js';
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
it('names phases that overlap, and not one within another', () => {
  const told = (phases: typeof WATCHLIST.election.phases) => describeWatchlist({ ...WATCHLIST, election: { ...WATCHLIST.election, phases } }, 'w.yaml').split('\n').filter((line) => line.startsWith('Phases overlap'));
  const campaign = { name: 'campaign' as const, from: '2027-02-20', to: '2027-03-12' };
  expect(told([{ name: 'silence', from: '2027-03-11', to: '2027-03-13' }, campaign])).toEqual(['Phases overlap: campaign ends on 2027-03-12, silence begins on 2027-03-11; on the days of both the shorter one counts.']);
  expect(told([campaign, { name: 'silence', from: '2027-03-12', to: '2027-03-12' }, { name: 'polling', from: '2027-03-14', to: '2027-03-14' }])).toEqual([]);
});
it('says which page each watched account is counted on', () => {
  const account = { status: 'official' as const, watch: true, owner: 'harbours' };
  const lines = describeWatchlist({ ...WATCHLIST, accounts: [{ ...account, platform: 'telegram', handle: 'harbours_x' }, { ...account, platform: 'telegram', handle: 'boats', owner: undefined }, { ...account, platform: 'tiktok', handle: 'harbours', counter_url: 'https://counts.example/h' }] }, 'w.yaml');
  expect(lines).toMatch(/telegram:harbours_x +official, of harbours, counter at https:\/\/t\.me\/(s\/)?harbours_x/);
  expect(lines).toMatch(/telegram:boats +official, not counted: it has no owner/);
  expect(lines).toContain('counter at https://counts.example/h');
});
it('refuses an action that does not exist as bad usage', async () => {
  await expect(run(['chekc', 'w.yaml'])).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining('claque watchlist check FILE') });
});

it('writes a sample that passes its own check, and leaves a file that is there as it is', async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const file = join(await mkdtemp(join(tmpdir(), 'claque-init-')), 'mine.yaml');
  await run(['init', file]);
  const { watchlist, text } = await loadWatchlist(file);
  expect(watchlist.actors.length).toBeGreaterThan(2);
  expect(text).toContain(`claque watchlist check ${file}`);
  await writeFile(file, 'mine');
  await expect(run(['init', file])).rejects.toThrow('was left as it is');
  expect(await readFile(file, 'utf8')).toBe('mine');
});
it('says of a polling day that it has passed', () => {
  expect(describeWatchlist({ ...WATCHLIST, election: { ...WATCHLIST.election, polling_day: '2020-01-05' } }, 'w.yaml')).toMatch(/polling day 2020-01-05 \(UTC\): \d+ days ago/);
});
