import { expect, it } from 'vitest';
import { underFastClock } from './cadence.js';

it('leaves intervals as they are under a clock like others, and shortens them under one that runs fast, with room for the first crawl', () => {
  expect(underFastClock(1_200_000, 1, true)).toBe(1_200_000);
  expect(underFastClock(86_400_000, 60, false)).toBe(1_440_000);
  expect(underFastClock(1_200_000, 60, false)).toBe(90_000);
  expect(underFastClock(1_200_000, 60, true)).toBe(240_000);
});
