import type { AccountHistory, Post } from '#core/accounts/anomalies/find.js';
import type { Count } from '#core/accounts/counts.js';
import { printedInterval } from '#core/accounts/precision.js';
import { seeded } from '#core/accounts/statistics.js';

/** What is planted into an otherwise ordinary account; days count from its first. */
export type Plant =
  | { kind: 'bought'; day: number; share: number; overDays: number; removedOn: number | null; removedShare: number }
  | { kind: 'at-night'; day: number; share: number }
  | { kind: 'without-views'; day: number; days: number; times: number }
  | { kind: 'after-calls'; waves: number[]; times: number; lag: number };

export interface Generated { history: AccountHistory; firstDay: number; days: number; truth: number[] }

const DAY = 86_400_000;
const HOUR = 3_600_000;
const START = Date.UTC(2031, 0, 1) - 7 * HOUR;

/**
 * An account as accounts go: growth with a weekly rhythm, runs and noise, days on which a post is seen widely (most with views that show it, some brought by
 * others and seen nowhere), small losses, a counter that is exact or rounded in one of two ways, days nobody read, outages. Calls come in waves that have
 * nothing to do with growth, unless planted. Fiction throughout; the seed alone decides.
 */
export function generateAccount(seed: number, plants: Plant[] = [], { days = 90 }: { days?: number } = {}): Generated {
  const random = seeded(seed * 7919 + 13);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const poisson = (mean: number): number => {
    if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    let count = 0;
    for (let left = Math.exp(-mean), product = random(); product > left; product *= random()) count += 1;
    return count;
  };
  const start = Math.round(10 ** (2.7 + 3.4 * random()));
  const pace = start * 10 ** (-3.6 + 1.3 * random());
  const weekend = 0.6 + 0.8 * random();
  const noise = 0.1 + 0.35 * random();
  const perDay = 0.5 + 6 * random();
  const viewsBase = start * (0.1 + 0.4 * random());
  const viralRate = random() < 0.5 ? 1 / 45 : 1 / 20;
  const hourly = random() < 0.5;
  const rounding = Math.floor(random() * 3);
  const after = plants.find((plant) => plant.kind === 'after-calls');
  const slow = plants.find((plant) => plant.kind === 'without-views');

  const calls: Date[] = [];
  const wave = (day: number): void => { for (let n = 3 + poisson(6); n > 0; n -= 1) calls.push(new Date(START + day * DAY + (8 + 9 * random()) * HOUR)); };
  if (after) for (const day of after.waves) wave(day);
  else if (random() < 0.7) for (let day = 5; day < days; day += 4 + Math.floor(random() * 12)) wave(day);
  for (let day = 0; day < days; day += 1) for (let n = poisson(0.3); n > 0; n -= 1) calls.push(new Date(START + day * DAY + 24 * HOUR * random()));

  let level = start;
  let run = 0;
  let drift = 0;
  let viral = 0;
  let unseen = false;
  const posts: Post[] = [];
  const exact: { at: number; value: number }[] = [];
  const bought = plants.filter((plant) => plant.kind === 'bought');
  const gained = new Map<Plant, number>();
  const truth: number[] = [];
  for (let day = 0; day < days; day += 1) {
    run = 0.4 * run + noise * normal();
    drift += 0.03 * normal();
    viral *= 0.35 + 0.3 * random();
    if (random() < viralRate) { viral = Math.exp(Math.log(4) + 0.6 * normal()); unseen = random() < 0.2; }
    let times = 1;
    if (slow && day >= slow.day && day < slow.day + slow.days) times *= slow.times;
    if (after?.waves.some((first) => day === first + after.lag || day === first + after.lag + 1)) times *= after.times;
    const weekday = (day + 3) % 7 >= 5 ? weekend : 1;
    const mean = Math.max(0, pace * Math.exp(run + drift) * weekday * times + pace * viral);
    const gain = poisson(mean) - poisson(0.15 * pace + 0.00005 * level);
    const seen = unseen ? 1 : 1 + viral * (0.6 + 0.8 * random());
    for (let n = poisson(perDay); n > 0; n -= 1) posts.push({ at: new Date(START + day * DAY + (6 + 16 * random()) * HOUR), views: Math.round(viewsBase * Math.exp(0.35 * normal())) });
    if (seen > 1.3) posts.push({ at: new Date(START + day * DAY + 9 * HOUR), views: Math.round(viewsBase * seen * Math.exp(0.2 * normal())) });

    const extra = Array.from<number>({ length: 24 }).fill(0);
    for (const plant of bought) {
      if (day >= plant.day && day < plant.day + plant.overDays) {
        const part = (plant.share * start) / plant.overDays;
        const at = Math.floor(random() * 24);
        extra[at]! += part;
        gained.set(plant, (gained.get(plant) ?? 0) + part);
      }
      if (plant.removedOn !== null && (day === plant.removedOn || day === plant.removedOn + 1)) extra[Math.floor(random() * 24)]! -= (gained.get(plant) ?? 0) * plant.removedShare / 2;
    }
    for (const plant of plants) if (plant.kind === 'at-night' && plant.day === day) extra[1 + Math.floor(random() * 3)]! += plant.share * level;
    // People sleep: an eighth of the growth comes in the five hours after midnight.
    const share = Array.from({ length: 24 }, (_, hour) => (hour < 5 ? 0.125 / 5 : 0.875 / 19));
    let whole = level;
    for (let hour = 0; hour < 24; hour += 1) {
      whole += gain * share[hour]! + extra[hour]!;
      exact.push({ at: START + day * DAY + (hour + 1) * HOUR - 1, value: Math.max(0, Math.round(whole)) });
    }
    level = Math.max(0, whole);
    truth.push(Math.round(level));
  }
  const counts: Count[] = [];
  let outage = 0;
  for (let day = 0; day < days; day += 1) {
    if (outage > 0) { outage -= 1; continue; }
    if (random() < 0.015) outage = 2 + Math.floor(random() * 6);
    if (random() < 0.08) continue;
    const readAt = hourly ? Array.from({ length: 24 }, (_, hour) => hour).filter(() => random() > 0.05) : [Math.floor(random() * 3) + 20];
    for (const hour of readAt) { const { at, value } = exact[day * 24 + hour]!; counts.push(printed(new Date(at), value, rounding)); }
  }
  return { history: { timeZone: 'Asia/Phnom_Penh', counts, posts: posts.sort((a, b) => a.at.getTime() - b.at.getTime()), calls: calls.sort((a, b) => a.getTime() - b.getTime()), peers: [] }, firstDay: START, days, truth };
}

/** As a counter shows it: exact; to one decimal of thousands or millions; or cut off after three digits. */
function printed(at: Date, value: number, rounding: number): Count {
  const count = (shown: number, step: number, down: boolean): Count => ({ at, value: shown, bound: step <= 1 ? '=' : '≈', by: null, ...printedInterval(shown, step, down) });
  if (rounding === 0 || value < 1000) return count(value, 1, false);
  if (rounding === 1) { const step = value < 1e6 ? 100 : 1e5; return count(Math.round(value / step) * step, step, false); }
  const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 2);
  return count(Math.floor(value / step) * step, step, true);
}
