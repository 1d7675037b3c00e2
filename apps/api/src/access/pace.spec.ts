import { expect, it } from 'vitest';
import { networkOf, Pace } from './pace.js';

const LIMITS = { atOnce: 400, aSecond: 100 };
const count = async (pace: Pace, address: string, times: number): Promise<number> => (await Promise.all(Array.from({ length: times }, () => pace.ask(address)))).filter((wait) => wait === 0).length;
const away = (): Promise<number> => Promise.reject(new Error('the database is away'));

it('one address that floods is told to wait, refills by the second, and holds up no other, also while the database is away', async () => {
  let now = 0;
  const pace = new Pace(away, LIMITS, () => now);
  expect(await count(pace, '203.0.113.1', 10_000)).toBe(400);
  expect(await pace.ask('203.0.113.1')).toBe(1);
  expect(await pace.ask('203.0.113.2')).toBe(0);
  now += 1001;
  expect(await count(pace, '203.0.113.1', 1000)).toBe(100);
});

it('processes of one installation share what an address may ask, and one that is refused asks the database once a second', async () => {
  let left = 400;
  let asked = 0;
  const grant = async (): Promise<number> => { asked += 1; const granted = Math.min(40, left); left -= granted; return granted; };
  const [one, other] = [new Pace(grant, LIMITS, () => 0), new Pace(grant, LIMITS, () => 0)];
  expect(await count(one, '203.0.113.1', 300) + await count(other, '203.0.113.1', 300)).toBeLessThanOrEqual(400);
  await count(one, '203.0.113.1', 5000);
  await count(other, '203.0.113.1', 5000);
  expect(asked).toBeLessThanOrEqual(12);
});

it('what was granted and not used lapses', async () => {
  let now = 0;
  let asked = 0;
  const pace = new Pace(async () => { asked += 1; return 40; }, LIMITS, () => now);
  await pace.ask('203.0.113.1');
  await pace.ask('203.0.113.1');
  expect(asked).toBe(1);
  now += 2001;
  await pace.ask('203.0.113.1');
  expect(asked).toBe(2);
});

it('whoever has one address of a network has them all', () => {
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe(networkOf('2001:DB8:1:2::9'));
  expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'));
  expect([networkOf('::1'), networkOf('::ffff:203.0.113.7'), networkOf('203.0.113.7'), networkOf('fe80::1%eth0')]).toEqual(['0:0:0:0::/64', '203.0.113.7', '203.0.113.7', 'fe80:0:0:0::/64']);
});

it('a database that is silent holds up nobody for long', async () => {
  const pace = new Pace(() => new Promise<number>(() => { /* never */ }), LIMITS, () => 0);
  expect(await pace.ask('203.0.113.1')).toBe(0);
});
