import { expect, it } from 'vitest';
import { clockOf, onClock } from './clock.js';

it('a moment of the machine is shown as the clock showed it then, faster or not; the machine\'s own clock and nulls are left alone', () => {
  const played = onClock(clockOf({ clockAt: '2031-03-02T06:00:00Z', clockSince: '2026-11-26T21:00:00Z', clockRate: 60 }));
  expect(played(new Date('2026-11-26T21:10:00Z'))).toEqual(new Date('2031-03-02T16:00:00Z'));
  expect(played(null)).toBeNull();
  const at = new Date('2026-11-26T21:10:00Z');
  for (const clock of [clockOf({ clockAt: undefined, clockSince: undefined, clockRate: 1 }), { now: () => new Date() }]) expect(onClock(clock)(at)).toBe(at);
});
