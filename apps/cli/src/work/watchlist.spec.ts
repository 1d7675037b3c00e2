import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { watchlistFaults, watchlistSchema } from '#core/election/watchlist.js';
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
it('says where an address stands that would never be asked, and repeats no password', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'claque-addresses-')), 'w.yaml');
  const source = (url: string) => `      - { kind: website, url: '${url}' }\n`;
  const text = (allow: string) => `version: 1\nelection: { id: e, name: { en: E }, polity: { en: P }, time_zone: UTC, polling_day: 2027-03-14 }\nnetwork: { allow_private: [${allow}] }\nactors:\n  - id: a\n    name: { en: A }\n    kind: ministry\n    side: government\n    sources:\n${source('https://reader:swordfish@a.example/')}${source('http://localhost/')}${source('http://127.0.0.1:8123/')}${source('https://a.example/')}`;
  await writeFile(file, text(''));
  const told = await run(['check', file]).then(() => '', (error: Error) => error.message);
  expect([told.match(/w\.yaml:(\d+):/g)?.map((at) => at.split(':')[1]), told.includes('swordfish'), told.includes('credentials'), told.includes('allow_private')]).toEqual([['10', '11', '12'], false, true, true]);
  await writeFile(file, text(`'127.0.0.1:8123'`));
  expect((await run(['check', file]).then(() => '', (error: Error) => error.message)).match(/w\.yaml:(\d+):/g)).toHaveLength(2);
});
it('a goal is not to be reached before it was stated', () => {
  const goal = { account: 'telegram:harbours_x', value: 1000, stated_by: 'harbours', source: 'https://a.example/goal', by: '2026-05-14', stated_on: '2027-04-20' };
  const faults = (goals: object[]) => watchlistFaults({ ...WATCHLIST, accounts: [{ platform: 'telegram', handle: 'harbours_x', status: 'official', watch: true }], goals: goals as typeof WATCHLIST.goals }).map(({ path, message }) => [path.join('.'), message]);
  expect(faults([goal])).toEqual([['goals.0.by', 'the goal was to be reached (2026-05-14) before it was stated (2027-04-20)']]);
  expect(faults([{ ...goal, by: '2027-04-20' }, { ...goal, value: 2000, by: undefined }])).toEqual([]);
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
