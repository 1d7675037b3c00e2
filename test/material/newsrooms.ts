import { seeded as random } from '#core/accounts/statistics.js';
import type { Shares } from './co-sharing.js';

const DAY = 86_400;
const HOUR = 3600;
const MONDAY = 1_690_156_800; // 24 July 2023, 00:00 UTC

export interface Newsrooms {
  seed: number;
  accounts: number;
  weeks: number;
  /** Letters that a group of ministries is told to share: each within two days, in office hours. 0 for none. */
  letters: number;
  ministries?: number;
}

/**
 * Organic traffic with nobody behind it, over which long windows must hold: accounts of very different activity keep office hours, evenings or all hours, rest
 * at week-ends or do not, and have a beat; stories are born by day, differ widely in weight, fade within hours to days; some days bring an event that
 * everybody covers with many stories at once. Then, if asked, letters: `ministries` of the accounts, which post as before, share a fresh object each time.
 */
export function newsrooms({ seed, accounts, weeks, letters, ministries = 12 }: Newsrooms): Shares {
  const next = random(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const beats = 6;
  const days = weeks * 7;
  const people = Array.from({ length: accounts }, (_none, id) => ({
    id, weight: Math.exp(1.1 * normal()), beat: Math.floor(next() * beats), rhythm: RHYTHMS[Math.floor(next() * RHYTHMS.length)]!, weekend: next() < 0.5 ? 0.25 : 0.9,
  }));
  const shares: Shares = { object: [], account: [], time: [], cellOf: new Map() };
  let object = 0;
  const mean = people.reduce((sum, { weight }) => sum + weight, 0) / accounts;

  /** One story: everybody may take it up, by activity, beat and hour; it fades with `life` seconds. */
  function story(born: number, reach: number, beat: number | null, life: number): void {
    for (const one of people) {
      const liking = beat === null ? 1 : beat === one.beat ? 2.5 : 0.7;
      let expected = reach * liking * one.weight / mean;
      while (expected > 0) {
        if (next() >= expected--) continue;
        // The first waking moment for it: a delay, then moved on hour by hour until the account is at work.
        let at = born - Math.log(1 - next()) * life;
        for (let tries = 0; tries < 40 && next() > at_work(one, at); tries++) at += HOUR * (0.5 + next());
        shares.object.push(object);
        shares.account.push(one.id);
        shares.time.push(Math.floor(at));
        break;
      }
    }
    object++;
  }
  function at_work({ rhythm, weekend }: (typeof people)[number], at: number): number {
    const local = at + 7 * HOUR;
    const day = Math.floor((local - MONDAY) / DAY) % 7;
    return rhythm[Math.floor(local / HOUR) % 24]! * (day >= 5 ? weekend : 1);
  }

  for (let day = 0; day < days; day++) {
    const weekend = day % 7 >= 5;
    const stories = Math.floor((weekend ? 14 : 30) * (0.7 + 0.6 * next()));
    for (let one = 0; one < stories; one++) {
      const hour = 6 + 14 * Math.sqrt(next());
      // Most stories interest few; some, a third of all.
      story(MONDAY + day * DAY + (hour - 7) * HOUR, Math.min(0.35, 0.008 * (1 - next()) ** -0.8), next() < 0.8 ? Math.floor(next() * beats) : null, (2 + 20 * next() ** 2) * HOUR);
    }
    if (next() < 1 / 9) {
      const begins = MONDAY + day * DAY + (8 + 8 * next() - 7) * HOUR;
      for (let piece = 0; piece < 15; piece++) story(begins + piece * HOUR * next(), 0.1 + 0.4 * next(), null, 3 * HOUR);
    }
  }
  if (letters > 0) {
    const told = people.slice(0, ministries);
    for (const { id } of told) shares.cellOf.set(id, 0);
    for (let letter = 0; letter < letters; letter++) {
      const day = Math.floor(letter * days / letters + next() * 3);
      for (const one of told) {
        if (next() >= 0.75) continue;
        let at = 0;
        do at = MONDAY + day * DAY + next() * 2 * DAY; while (next() > at_work({ ...one, rhythm: RHYTHMS[0]! }, at));
        shares.object.push(object);
        shares.account.push(one.id);
        shares.time.push(Math.floor(at));
      }
      object++;
    }
  }
  return shares;
}

/** How likely an account is at work in each hour of the local day: office, evening, around the clock. */
const RHYTHMS = [
  [0, 0, 0, 0, 0, 0, 0.05, 0.4, 0.9, 1, 1, 0.9, 0.5, 0.8, 1, 1, 0.8, 0.3, 0.1, 0.05, 0, 0, 0, 0],
  [0.1, 0.02, 0, 0, 0, 0, 0.1, 0.2, 0.2, 0.2, 0.2, 0.3, 0.4, 0.2, 0.2, 0.2, 0.3, 0.5, 0.8, 1, 1, 1, 0.7, 0.3],
  [0.3, 0.2, 0.2, 0.2, 0.3, 0.5, 0.8, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.9, 0.8, 0.6, 0.4],
];
