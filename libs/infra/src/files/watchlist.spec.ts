import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadWatchlist, parseWatchlist } from './watchlist.js';

const GOOD = `version: 1
election:
  id: tarovia-2027
  name: { en: Assembly election }
  polity: { en: Tarovia }
  time_zone: Asia/Bangkok
  polling_day: 2027-03-14
actors:
  - id: posts
    name: { en: Ministry of Posts }
    kind: ministry
    side: government
    sources:
      - kind: website
        url: https://posts.example/
accounts:
  - platform: telegram
    handle: "@Premier_Example"
    owner: posts
`;
const faultsOf = (text: string): string[] => { try { parseWatchlist(text, 'w.yaml'); } catch (thrown) { return (thrown as Error).message.split('\n').slice(1); } return []; };

it('gives the checked watchlist and the text as it stands', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'claque-watchlist-')), 'w.yaml');
  await writeFile(file, GOOD);
  const { watchlist, text } = await loadWatchlist(file);
  expect(text).toBe(GOOD);
  expect(watchlist.actors[0]!.sources[0]).toMatchObject({ pace: 2000, robots: 'obey' });
  expect(watchlist.accounts[0]!.handle).toBe('Premier_Example');
});
it('says where the YAML itself is broken', () => {
  expect(faultsOf(GOOD.replace('version: 1', 'version: [1'))[0]).toMatch(/^w\.yaml:\d+:\d+: not YAML: /);
  // A parser goes on after a typo and says the same thing again of what follows.
  expect(faultsOf(GOOD.replace('version: 1', 'version: "1')).filter((line) => line.includes('not YAML'))).toHaveLength(1);
});
it('says at which line and column a value is wrong, what was found and what is allowed', () => {
  expect(faultsOf(GOOD.replace('kind: ministry', 'kind: ministery'))).toEqual([
    expect.stringMatching(/^w\.yaml:11:11: actors\[0\]\.kind: "ministery" is not right: expected one of "ministry", "state-media"/)]);
  expect(faultsOf(GOOD.replace('Asia/Bangkok', 'Asia/Nowhere'))).toEqual([expect.stringMatching(/^w\.yaml:6:14: .*"Asia\/Nowhere".*an IANA time zone/)]);
});
it('names all faults in the order of the file, not only the first', () => {
  const faults = faultsOf(GOOD.replace('version: 1', 'version: 2').replace('2027-03-14', '14 March').replace('https://posts.example/', 'posts.example'));
  expect(faults.map((fault) => fault.split(':')[1])).toEqual(['1', '7', '15']);
});
it('names a missing field at the place that lacks it', () => {
  expect(faultsOf(GOOD.replace('    side: government\n', ''))).toEqual([expect.stringMatching(/^w\.yaml:9:5: actors\[0\]\.side is missing: /)]);
});
it('names a field that does not exist at its own key, with the one that was meant', () => {
  expect(faultsOf(GOOD.replace('  time_zone:', '  timezone: x\n  time_zone:'))).toEqual(['w.yaml:6:3: election.timezone: there is no such field here; did you mean `time_zone`?']);
});
it('explains a pace in words', () => {
  expect(faultsOf(GOOD.replace('kind: website', 'kind: website\n        pace: fast'))).toEqual([expect.stringMatching(/^w\.yaml:15:15: .*"fast" is not right: a time such as 500ms, 2s or 1m, or 0$/)]);
});
it('finds faults that only the whole file shows', () => {
  expect(faultsOf(GOOD.replace('owner: posts', 'owner: post'))).toEqual(['w.yaml:19:12: accounts[0].owner: no actor has the id "post"']);
});
it('says at once what single fields and what only the whole file shows', () => {
  const faults = faultsOf(GOOD.replace('kind: ministry', 'kind: ministery').replace('https://posts.example/', 'posts.example').replace('owner: posts', 'owner: post').replace('2027-03-14', '2027-03-14\n  phases: [{ name: campaign, from: 2027-03-12, to: 2027-03-01 }]'));
  expect(faults.map((fault) => fault.replace(/^w\.yaml:\d+:\d+: /, ''))).toEqual([
    expect.stringContaining('the phase ends (2027-03-01) before it begins'), expect.stringContaining('"ministery" is not right'), expect.stringContaining('"posts.example" is not right'), 'accounts[0].owner: no actor has the id "post"']);
});
it('says nothing of what stands in for a fault', () => {
  expect(faultsOf(GOOD.replace('    side: government\n', '').replace('version: 1', 'version: 2').replace('platform: telegram', 'platform: 5'))).toHaveLength(3);
  expect(faultsOf('version: 1\nelection: no\nactors: 3\n').length).toBeGreaterThan(1);
});
it('says which word was meant where one is near, and how a day is written', () => {
  expect(faultsOf(GOOD.replace('side: government', 'side: opposotion'))[0]).toMatch(/did you mean "opposition"\?$/);
  expect(faultsOf(GOOD.replace('2027-03-14', '2027-15-16'))[0]).toMatch(/"2027-15-16" is not right: a day such as 2027-05-16 \(year-month-day\)$/);
  expect(faultsOf(GOOD.replace('    sources:', '    source:'))[0]).toMatch(/did you mean `sources`\?$/);
});
it('tells the first of very many faults', () => {
  const actor = (at: number) => `  - id: a${at}\n    name: { en: A }\n    kind: ministery\n    side: government\n`;
  const faults = faultsOf(`${GOOD.slice(0, GOOD.indexOf('actors:'))}actors:\n${Array.from({ length: 400 }, (_, at) => actor(at)).join('')}`);
  expect(faults).toHaveLength(200);
});
it('says where a field stands that is in the wrong place', () => {
  expect(faultsOf(GOOD.replace('  time_zone:', '  contact: desk@observers.example\n  time_zone:'))).toEqual(['w.yaml:6:3: election.contact: there is no such field here; `contact` stands at the top of the file']);
});
it('names both the place that an alias stands at and the one that it repeats', () => {
  const aliased = `${GOOD.replace('name: { en: Ministry of Posts }', 'name: &n { de: Post }')}    name: *n\n`;
  expect(faultsOf(aliased).map((fault) => fault.split(' ')[0])).toEqual(['w.yaml:10:14:', 'w.yaml:20:11:']);
});
it('refuses an alias bomb, an empty file, a file that is not there and one that is not text', async () => {
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]', ...'bcdefgh'.split('').map((name, at) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefgh'[at]}`).join(',')}]`)].join('\n');
  expect(faultsOf(bomb)[0]).toMatch(/alias/i);
  expect(faultsOf('# nothing\n')[0]).toMatch(/empty; it needs/);
  const folder = await mkdtemp(join(tmpdir(), 'claque-watchlist-'));
  await expect(loadWatchlist(join(folder, 'none.yaml'))).rejects.toThrow(/there is no file/);
  await writeFile(join(folder, 'b.yaml'), Buffer.from([0x76, 0xff, 0xfe]));
  await expect(loadWatchlist(join(folder, 'b.yaml'))).rejects.toThrow(/not UTF-8/);
});
it('shows the faults that its caller finds at their own place', () => {
  const more = () => [{ path: ['actors', 0, 'sources', 0, 'kind'], message: 'no such kind' }];
  expect(() => parseWatchlist(GOOD, 'w.yaml', more)).toThrow('w.yaml:14:15: actors[0].sources[0].kind: no such kind');
});
