import { expect, it } from 'vitest';
import { Pace } from './pace.js';

it('one address that floods is told to wait, refills by the second, and holds up no other', () => {
  let now = 0;
  const pace = new Pace(() => now);
  const answered = Array.from({ length: 10_000 }, () => pace.ask('203.0.113.1')).filter((wait) => wait === 0).length;
  expect(answered).toBe(400);
  expect(pace.ask('203.0.113.1')).toBeGreaterThan(0);
  expect(pace.ask('203.0.113.2')).toBe(0);
  now += 1000;
  expect(Array.from({ length: 200 }, () => pace.ask('203.0.113.1')).filter((wait) => wait === 0).length).toBe(100);
});
