import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { afterFailure, afterSuccess, intervalMs, newPace, reserve, MAX_CRAWL_DELAY_MS } from './pace.js';
import { backOffMs, MAX_RETRY_AFTER_MS, parseRetryAfter } from './retry-after.js';

const now = new Date('2031-05-01T06:00:00Z');

it('never lets two requests out closer together than the interval, whatever the order of calls', () => {
  fc.assert(fc.property(fc.nat(5000), fc.nat(5000), fc.array(fc.nat(10_000)), (paceMs, delay, gaps) => {
    let pace = newPace(paceMs, delay);
    let clock = 0;
    let last = Number.NEGATIVE_INFINITY;
    for (const gap of gaps) {
      clock += gap;
      const { at, pace: next } = reserve(pace, clock);
      expect(at).toBeGreaterThanOrEqual(clock);
      expect(at - last).toBeGreaterThanOrEqual(intervalMs(pace));
      last = at;
      pace = next;
    }
  }));
});

it('caps an absurd crawl-delay', () => expect(intervalMs(newPace(0, 999_999_999_000))).toBe(MAX_CRAWL_DELAY_MS));

it('doubles the back-off up to an hour and forgets it after a success', () => {
  expect(backOffMs(0, 0.5)).toBe(0);
  expect([1, 2, 3].map((n) => backOffMs(n, 0.5))).toEqual([30_000, 60_000, 120_000]);
  expect(backOffMs(99, 1)).toBe(4_500_000);
  const failed = afterFailure(afterFailure(newPace(1000), 0, 0.5), 0, 0.5);
  expect(failed).toMatchObject({ failures: 2, nextAt: 60_000 });
  expect(afterSuccess(failed).failures).toBe(0);
});

it('believes Retry-After before its own back-off', () => {
  expect(afterFailure(newPace(0), 0, 0.5, new Date(120_000)).nextAt).toBe(120_000);
});

it('reads Retry-After as seconds or a date, and bounds it', () => {
  const after = (value: string) => { const at = parseRetryAfter(value, now); return at === null ? null : at.getTime() - now.getTime(); };
  expect(after('120')).toBe(120_000);
  expect(after('Thu, 01 May 2031 06:01:30 GMT')).toBe(90_000);
  expect(after('315360000')).toBe(MAX_RETRY_AFTER_MS);
  for (const useless of ['-1', '0', 'soon', '', 'Thu, 01 May 2031 05:00:00 GMT', '1e9', '12.5']) expect(after(useless)).toBeNull();
  expect(parseRetryAfter(undefined, now)).toBeNull();
});
