import { expect, it } from 'vitest';
import { cellName, guessKind, readSheet, type Known } from './sheet.js';

const known: Known = { kinds: ['ministry', 'party'], sides: ['government', 'opposition'], statuses: ['official', 'unknown'] };
const HEAD = ['Actor', 'Name', 'name km', 'Kind', 'Side', 'Source', 'Account', 'leaning_basis', 'leaning_on', 'leaning_by'];
const row = (...cells: unknown[]): unknown[] => cells;

it('rows of one actor add up to one entry with several sources and accounts', () => {
  const { actors, accounts, faults } = readSheet([HEAD, row('tides', 'Ministry of Tides', 'ក្រសួងជំនោរ', 'ministry', 'government', 'https://tides.example/', 'telegram:@tides_example', 'Law of 2029', new Date('2031-02-01T00:00:00Z'), 'E2'), row('tides', '', '', '', '', 'https://tides.example/feed/')], known);
  expect(faults).toEqual([]);
  expect(actors).toEqual([{ id: 'tides', name: { en: 'Ministry of Tides', km: 'ក្រសួងជំនោរ' }, kind: 'ministry', side: 'government', leaning: { basis: 'Law of 2029', on: '2031-02-01', decided_by: 'E2' }, sources: [{ kind: 'website', url: 'https://tides.example/' }, { kind: 'feed', url: 'https://tides.example/feed/' }] }]);
  expect(accounts).toEqual([{ platform: 'telegram', handle: 'tides_example', owner: 'tides', status: 'unknown' }]);
});

it('a fault names its cell and says what is allowed', () => {
  const { faults } = readSheet([HEAD, row('Tides!', 'x', '', 'ministry', 'government'), row('dykes', 'Dykes', '', 'guild', 'government', 'ftp://dykes.example'), row('reeds', 'Reeds', '', 'party', '', '', 'reeds_example', 'because', 'soon', '')], known);
  expect(faults.map(({ cell }) => cell)).toEqual(['A2', 'D3', 'F3', 'E4', 'I4', 'J4', 'G4']);
  expect(faults[1]!.message).toContain('ministry, party');
});

it('two rows of one actor that contradict each other are a fault, not a choice', () => {
  expect(readSheet([HEAD, row('tides', 'Tides', '', 'ministry', 'government'), row('tides', '', '', '', 'opposition')], known).faults).toEqual([{ cell: 'E3', message: '"opposition", but an earlier row of tides says "government"' }]);
});

it('an unknown and a missing column are told before any row is read', () => {
  expect(readSheet([['actor', 'name', 'colour', 'kind'], row('tides', 'Tides', 'blue', 'ministry')], known)).toMatchObject({ actors: [], faults: [{ cell: 'C1' }, { cell: 'A1', message: 'the column side is missing' }] });
});

it('columns beyond Z are named as spreadsheets name them', () => expect([0, 25, 26, 51, 52, 701, 702].map((column) => cellName(column, 0))).toEqual(['A1', 'Z1', 'AA1', 'AZ1', 'BA1', 'ZZ1', 'AAA1']));

it('an address says what kind of source it is', () => expect(['https://t.me/s/x', 'https://tides.example/sitemap.xml', 'https://tides.example/news/feed/', 'https://tides.example/'].map(guessKind)).toEqual(['telegram-channel', 'sitemap', 'feed', 'website']));
