import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Election } from '../model.js';
import { addDays, campaignDay, dayWindow, daysBetween, daysLeft, entryRole, localDayOf, localTimeOf, mayPublish, momentOf, nextSilence, offsetOf, phaseOf, publicLock, tempoOf, visitEvery, within } from './calendar.js';

const HOUR = 3_600_000;
const hours = (day: string, zone: string) => { const { from, to } = dayWindow(day, zone); return (to.getTime() - from.getTime()) / HOUR; };
const election: Pick<Election, 'phases' | 'pollingDay' | 'timeZone'> = {
  timeZone: 'Asia/Phnom_Penh', pollingDay: '2027-03-14',
  phases: [
    { name: 'campaign', from: '2027-02-20', to: '2027-03-13' },
    { name: 'silence', from: '2027-03-13', to: '2027-03-13' },
    { name: 'polling', from: '2027-03-14', to: '2027-03-14' },
    { name: 'counting', from: '2027-03-15', to: '2027-03-20' },
  ],
};

describe('local days', () => {
  it('begin and end by the clock of the place', () => {
    const { from, to } = dayWindow('2027-03-08', 'Asia/Phnom_Penh');
    expect([from.toISOString(), to.toISOString()]).toEqual(['2027-03-07T17:00:00.000Z', '2027-03-08T17:00:00.000Z']);
    expect(localDayOf(new Date('2027-03-08T16:59:59Z'), 'Asia/Phnom_Penh')).toBe('2027-03-08');
    expect(localTimeOf(new Date('2027-03-08T02:10:00Z'), 'Asia/Phnom_Penh')).toBe('09:10');
  });
  it('last 23 and 25 hours when clocks change', () => {
    expect(hours('2027-03-28', 'Europe/Berlin')).toBe(23);
    expect(hours('2027-10-31', 'Europe/Berlin')).toBe(25);
    expect(hours('2027-10-30', 'Europe/Berlin')).toBe(24);
  });
  it('begin at one where midnight was skipped', () => {
    expect(dayWindow('2018-11-04', 'America/Sao_Paulo').from.toISOString()).toBe('2018-11-04T03:00:00.000Z');
    expect(hours('2018-11-04', 'America/Sao_Paulo')).toBe(23);
  });
  it('are empty where the zone skipped a whole day', () => { expect(hours('2011-12-30', 'Pacific/Apia')).toBe(0); });
  it('hold at the far side of the date line', () => {
    expect(dayWindow('2027-03-08', 'Pacific/Kiritimati').from.toISOString()).toBe('2027-03-07T10:00:00.000Z');
    expect(offsetOf(new Date(0), 'Asia/Kolkata')).toBe('+5:30');
    expect(offsetOf(new Date('2027-01-01T00:00:00Z'), 'America/St_Johns')).toBe('-3:30');
    expect(offsetOf(new Date('2027-01-01T00:00:00Z'), 'UTC')).toBe('+0');
  });
  it('tile time: every moment lies in exactly the window of its day, in any zone without a change within the midnight hour', () => {
    const zones = fc.constantFrom('Asia/Phnom_Penh', 'Europe/Berlin', 'America/New_York', 'America/Sao_Paulo', 'Pacific/Kiritimati', 'Australia/Lord_Howe', 'Asia/Kathmandu');
    fc.assert(fc.property(zones, fc.date({ min: new Date('2005-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }), (zone, at) => {
      const day = localDayOf(at, zone);
      expect(within(at, dayWindow(day, zone))).toBe(true);
      expect(within(at, dayWindow(addDays(day, 1), zone))).toBe(false);
      expect(dayWindow(day, zone).to).toEqual(dayWindow(addDays(day, 1), zone).from);
    }), { numRuns: 300 });
  });
  it('take the first of a moment that the clock shows twice, and the change for one that it never shows', () => {
    expect(momentOf('2027-10-31', '02:30', 'Europe/Berlin').toISOString()).toBe('2027-10-31T00:30:00.000Z');
    expect(momentOf('2027-03-28', '02:30', 'Europe/Berlin').toISOString()).toBe('2027-03-28T01:00:00.000Z');
  });
  it('refuse what is no day', () => {
    expect(() => addDays('2027-02-30', 1)).toThrow(/not a day/);
    expect(daysBetween('2027-02-28', '2027-03-01')).toBe(1);
  });
});

describe('phases', () => {
  it('know the campaign day, the days left and the silence to come', () => {
    expect(campaignDay(election, '2027-03-08')).toEqual({ n: 17, of: 22 });
    expect(campaignDay(election, '2027-03-14')).toBeNull();
    expect(daysLeft(election, '2027-03-09')).toBe(5);
    expect(nextSilence(election, '2027-03-09')?.from).toBe('2027-03-13');
    expect(nextSilence(election, '2027-03-14')).toBeNull();
  });
  it('let the shorter of two overlapping phases count', () => { expect(phaseOf(election, '2027-03-13')).toBe('silence'); });
  it('are told from polling day alone where nothing is declared', () => {
    const bare = { phases: [], pollingDay: '2027-03-14' };
    expect(['2027-03-13', '2027-03-14', '2027-03-15'].map((day) => phaseOf(bare, day))).toEqual(['pre-campaign', 'polling', 'after']);
  });
});

describe('publication', () => {
  it('is locked to the public from silence to the end of polling day, and to nobody else', () => {
    expect(publicLock(election)).toEqual({ from: new Date('2027-03-12T17:00:00Z'), to: new Date('2027-03-14T17:00:00Z') });
    const during = new Date('2027-03-13T05:00:00Z');
    expect(mayPublish(election, 'public', during)).toBe(false);
    expect(mayPublish(election, 'staff', during)).toBe(true);
    expect(mayPublish(election, 'public', new Date('2027-03-14T17:00:00Z'))).toBe(true);
  });
});

describe('cadence', () => {
  it('is slow before, faster in the campaign, fastest from two days before to two after', () => {
    expect(['2027-01-10', '2027-03-01', '2027-03-11', '2027-03-12', '2027-03-16', '2027-03-17', '2027-04-01'].map((day) => tempoOf(election, day)))
      .toEqual(['slow', 'campaign', 'campaign', 'peak', 'peak', 'campaign', 'slow']);
    for (const role of ['channel', 'feed', 'listing', 'sitemap', 'counter', 'article'] as const) {
      const [slow, campaign, peak] = ['2027-01-10', '2027-03-01', '2027-03-14'].map((day) => visitEvery(election, day, role));
      expect(slow! > campaign! && campaign! > peak!).toBe(true);
    }
  });
  it('goes by the role of a source\'s first page', () => {
    expect(['telegram-channel', 'feed', 'website', 'sitemap'].map(entryRole)).toEqual(['channel', 'feed', 'listing', 'sitemap']);
  });
});
