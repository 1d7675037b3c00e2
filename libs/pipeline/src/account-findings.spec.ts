import { describe, expect, it } from 'vitest';
import type { Account, Election } from '#core/model.js';
import type { AccountMaterial, StoredReading } from '#infra/store/accounts.js';
import { accountFindings } from './account-findings.js';

const KEY = 'telegram:premier_example';
const account: Account = { key: KEY, platform: 'telegram', handle: 'premier_example', name: null, ownerActorId: 'premier', status: 'official', watched: true, replaces: null };
const election = { id: 'lowlands', timeZone: 'Asia/Phnom_Penh', watershed: null, population: null } as unknown as Election;
const reading = (id: string, day: string, value: number, by: string | null = 'courier'): StoredReading => ({ id, account: KEY, metric: 'followers', value, bound: '=', at: new Date(`${day}T05:00:00Z`), how: by === null ? 'observed' : 'reported', by, snapshotId: null, documentId: by === null ? null : `d${id}`, low: null, high: null });
const nothing: AccountMaterial = { readings: [], sources: [], posts: [], calls: [], stated: [], pages: [], readingsTo: '0', observationsTo: '0' };
const conflictsIn = (readings: StoredReading[]) => accountFindings({ ...nothing, readings: readings.sort((a, b) => a.at.getTime() - b.at.getTime()) }, { election, accounts: [account], actors: [], states: [] }).findings.filter(({ kind }) => kind === 'conflicting-counts');

describe('counts that cannot all be right', () => {
  const january = [reading('1', '2031-01-04', 80_000), reading('2', '2031-01-05', 500_000, 'lantern')];
  const march = [reading('7', '2031-03-04', 90_000), reading('8', '2031-03-06', 700_000, 'lantern'), reading('9', '2031-03-08', 95_000, 'beacon')];

  it('are a finding for each group that stands within days, known by its first report', () => {
    expect(conflictsIn([...january, ...march]).map(({ key, day, payload }) => [key, day, (payload as { sides: { reading: string }[] }).sides.map(({ reading: id }) => id)])).toEqual([
      [`${KEY} reading 1`, '2031-01-05', ['1', '2']], [`${KEY} reading 7`, '2031-03-08', ['7', '8', '9']]]);
  });
  it('keep their key when more is said, and when we count beside them', () => {
    expect(conflictsIn([...january, reading('3', '2031-01-06', 90_000, 'beacon'), reading('4', '2031-01-04', 79_000, null)]).map(({ key }) => key)).toEqual([`${KEY} reading 1`]);
  });
  it('are not two of our own, which are growth', () => {
    expect(conflictsIn([reading('1', '2031-01-04', 80_000, null), reading('2', '2031-01-05', 81_000, null), ...['04', '05'].map((day) => ({ ...reading(day, `2031-01-${day}`, 80_000), bound: '≈' as const, low: 70_000, high: 90_000 }))])).toEqual([]);
  });
});
