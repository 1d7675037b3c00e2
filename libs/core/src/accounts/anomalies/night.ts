import { addDays, dayWindow } from '../../election/calendar.js';
import type { LocalDate } from '../../model.js';
import { localDays } from '../local-day.js';
import { isMeasured, type DayCount } from '../counts.js';
import { median, robustSpread } from '../statistics.js';
import type { AccountHistory, Anomaly } from './anomaly.js';
import { isUnexplained, riseChecks } from './explanations.js';
import { dayKey, stepBetween } from './steps.js';

/** Local hours in which an account's own public sleeps. */
const NIGHT = { from: 0, to: 5 };
const HOUR = 3_600_000;
/** Counts further apart than this do not say in which hours people came. */
const CLOSEST = 3;
const LEAST_NIGHTS = 10;
const BACK = 28;
const NIGHT_Z = 12;
const NIGHT_SHARE = 0.005;

interface Night { day: LocalDate; change: number; hours: number; best: ReturnType<typeof stepBetween<DayCount>> | null; low: number }

/**
 * Growth between midnight and five that is far beyond the account's own nights: needs counts at most three hours apart. One finding a night. The
 * largest step of the night is the evidence.
 */
export function findNightSteps(history: AccountHistory): Anomaly[] {
  const nights = nightsOf(history);
  const found: Anomaly[] = [];
  const flagged = new Set<LocalDate>();
  for (const night of nights) {
    const before = nights.filter(({ day }) => day < night.day && day >= addDays(night.day, -BACK) && !flagged.has(day));
    if (before.length < LEAST_NIGHTS || night.best === null) continue;
    const rates = before.map(({ change, hours }) => change / hours);
    const usual = median(rates) * night.hours;
    const spread = Math.max(robustSpread(rates) * night.hours, Math.sqrt(Math.abs(usual)), 0.1 * Math.abs(usual), 1);
    const z = (night.low - usual) / spread;
    const { best } = night;
    if (z < NIGHT_Z || night.low - usual < NIGHT_SHARE * best.from.value || night.low < 2 * Math.max(...before.map(({ change }) => change))) continue;
    flagged.add(night.day);
    const checks = riseChecks(history, best);
    found.push({
      kind: 'night-step', key: dayKey('night-step', night.day), from: night.day, to: night.day, between: { from: best.from.at, to: best.to.at }, before: best.from.value, after: best.to.value,
      change: best.change, least: best.low, usual, z, test: null, checks, unexplained: isUnexplained(checks), takesBack: null,
    });
  }
  return found;
}

/** What each night added, in order; nights that were hardly counted are absent. */
function nightsOf({ counts, timeZone }: AccountHistory): Night[] {
  const sorted = counts.filter(isMeasured).sort((a, b) => a.at.getTime() - b.at.getTime());
  const nights = new Map<LocalDate, Night>();
  if (sorted.length < 2) return [];
  const dayOf = localDays(timeZone);
  let day = '';
  let window = { from: new Date(0), to: new Date(0) };
  for (let index = 1; index < sorted.length; index += 1) {
    const [from, to] = [sorted[index - 1]!, sorted[index]!];
    const gap = to.at.getTime() - from.at.getTime();
    if (gap <= 0 || gap > CLOSEST * HOUR) continue;
    const middle = new Date(from.at.getTime() + gap / 2);
    if (middle < window.from || middle >= window.to) {
      day = dayOf(middle);
      window = dayWindow(day, timeZone);
    }
    const hour = (middle.getTime() - window.from.getTime()) / HOUR;
    if (hour < NIGHT.from || hour >= NIGHT.to) continue;
    const night = nights.get(day) ?? { day, change: 0, hours: 0, best: null, low: 0 };
    const step = stepBetween<DayCount>({ ...from, day }, { ...to, day });
    nights.set(day, { day, change: night.change + step.change, hours: night.hours + gap / HOUR, best: night.best === null || step.change > night.best.change ? step : night.best, low: night.low + Math.max(step.low, Math.min(0, step.change)) });
  }
  return [...nights.values()].filter(({ hours }) => hours >= 2);
}
