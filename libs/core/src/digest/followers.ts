import { addDays, dayWindow, daysBetween, localDayOf, within } from '../election/calendar.js';
import type { Account, Goal, LocalDate, Reading } from '../model.js';
import type { FollowersRow } from './content.js';
import type { DayFacts } from './facts.js';
import { goalOutlook } from '../accounts/goal.js';
import { paceOf, stepsBefore, stepsOf } from '../accounts/anomalies/steps.js';
import { countOf } from '../accounts/counts.js';
import { accountIdentity, type Labels } from './labels.js';

type Count = NonNullable<FollowersRow['day']>;
/** With what its rounding leaves open. */
interface Seen extends Count { low: number; high: number }
const bare = (seen: Seen | null): Count | null => (seen === null ? null : { value: seen.value, bound: seen.bound });

/** The last count that was observed on a local day, an exact one before a rounded; null where none was. Missing days stay missing. */
function observedOn(readings: Reading[], day: LocalDate, zone: string): Seen | null {
  const window = dayWindow(day, zone);
  const [last] = readings.filter((reading) => reading.how === 'observed' && within(reading.at, window)).sort((a, b) => Number(b.bound === '=') - Number(a.bound === '=') || b.at.getTime() - a.at.getTime());
  if (last === undefined) return null;
  const { value, bound, low, high } = countOf(last);
  return { value, bound, low, high };
}

const exact = <C extends Pick<Count, 'bound'>>(count: C | null): count is C => count !== null && (count.bound === '=' || count.bound === '≈');

/**
 * How far an account is from a goal at the end of `day`: `toGo` = goal − count, `perDay` = toGo / days from `day` to the deadline,
 * rounded up. A goal whose day has passed is missed only when the count was read and is lower.
 */
export function goalProgress(goal: Pick<Goal, 'value' | 'by'>, count: Count | null, day: LocalDate): Pick<FollowersRow['goals'][number], 'state' | 'toGo' | 'perDay' | 'days'> {
  const days = goal.by === null ? null : daysBetween(day, goal.by);
  if (count === null) return { state: 'not-read', toGo: null, perDay: null, days };
  if (count.value >= goal.value && count.bound !== '≤') return { state: 'reached', toGo: 0, perDay: 0, days };
  if (!exact(count)) return { state: 'open', toGo: null, perDay: null, days };
  const toGo = goal.value - count.value;
  if (days !== null && days <= 0) return { state: 'missed', toGo, perDay: null, days };
  return { state: 'open', toGo, perDay: days === null ? null : Math.ceil(toGo / days), days };
}

/** By how much a count changed; null where one is only a bound, or where the rounding alone could make the difference. */
function changeOf(before: Seen | null, day: Seen | null): number | null {
  if (!exact(before) || !exact(day)) return null;
  const rounded = before.bound === '≈' || day.bound === '≈';
  return rounded && before.low <= day.high && day.low <= before.high ? null : day.value - before.value;
}

/** Mean change a day from the earliest exact count in the seven days before `day`; null with less than three days between. */
function meanChange(readings: Reading[], count: Seen | null, day: LocalDate, zone: string): FollowersRow['mean'] {
  for (let back = 7; back >= 3; back -= 1) {
    const then = observedOn(readings, addDays(day, -back), zone);
    const change = changeOf(then, count);
    if (change !== null) return { perDay: Math.round(change / back), days: back };
  }
  return null;
}

/** The goal's projection from everything counted up to the end of the day: ours, or one reporter's. */
function outlookOf(goal: Goal, readings: Reading[], facts: DayFacts, labels: Labels): NonNullable<FollowersRow['goals'][number]['outlook']> {
  const { outlook, by, method, growth, atDeadline, expected } = goalOutlook(goal, readings.map(countOf), facts.day, facts.election.timeZone);
  return { outlook, by: by === null ? null : labels.actor(by), method, growth, atDeadline, expected };
}

/** The last count of each of the 28 days up to `day`, where one was read exactly enough. */
function trendOf(readings: Reading[], day: LocalDate, zone: string): NonNullable<FollowersRow['trend']> {
  const from = addDays(day, -27);
  const byDay = new Map<LocalDate, Reading>();
  for (const reading of readings) {
    const on = localDayOf(reading.at, zone);
    if (reading.how !== 'observed' || on < from || on > day || !exact(reading)) continue;
    const there = byDay.get(on);
    if (there === undefined || there.at < reading.at) byDay.set(on, reading);
  }
  return [...byDay].map(([on, { value }]) => ({ day: on, value })).sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** A change of this share of an account's count in one day is large, whatever the account. */
export const LARGE_SHARE = 0.05;

/** A large change of the day before, with what is known of it now that a later count is there; null where there was none, or none came since. */
function earlierOf(account: Account, before: Seen | null, start: Seen | null, day: Seen | null, facts: DayFacts): FollowersRow['earlier'] {
  const change = changeOf(start, before);
  if (change === null || start === null || start.value <= 0 || Math.abs(change) < LARGE_SHARE * start.value || day === null) return null;
  const on = addDays(facts.day, -1);
  const found = (facts.accountFindings ?? []).filter((finding) => finding.class === 'anomaly' && finding.account === account.key && from(finding) <= on && finding.day >= on);
  // A run that goes on today is one finding, and stands among those of today.
  if (found.some(({ day: last }) => last > on)) return null;
  const [first] = found.toSorted((a, b) => Number(b.unexplained) - Number(a.unexplained));
  const steps = stepsOf(facts.readings.filter((reading) => reading.account === account.key && reading.how === 'observed').map(countOf), facts.election.timeZone);
  const since = dayWindow(on, facts.election.timeZone).from;
  return { day: on, change, share: change / start.value, judged: first !== undefined || paceOf(stepsBefore(steps, since, new Set())) !== null, finding: first === undefined ? null : { kind: first.kind, unexplained: first.unexplained } };
}
/** The first day of a finding that may be a run of days. */
const from = ({ payload, day }: NonNullable<DayFacts['accountFindings']>[number]): LocalDate => (typeof payload['from'] === 'string' ? payload['from'] : day);

function rowOf(account: Account, facts: DayFacts, labels: Labels): FollowersRow {
  const zone = facts.election.timeZone;
  const readings = facts.readings.filter((reading) => reading.account === account.key);
  const before = observedOn(readings, addDays(facts.day, -1), zone);
  const day = observedOn(readings, facts.day, zone);
  const window = dayWindow(facts.day, zone);
  const reported = new Map<string, FollowersRow['reported'][number]>();
  for (const { document, observation: { payload } } of facts.metrics) {
    if (!within(document.at, window) || (payload.metric !== 'followers' && payload.metric !== 'subscribers')) continue;
    if (accountIdentity(labels.target({ platform: payload.platform, handle: payload.handle, url: null, owner: payload.owner })) !== account.key) continue;
    const id = `${document.actorId} ${payload.bound}${payload.value}`;
    if (!reported.has(id)) reported.set(id, { value: payload.value, bound: payload.bound, actor: labels.actor(document.actorId), day: localDayOf(document.at, zone), url: document.url, documentId: document.id });
  }
  return {
    account: labels.accountOf(account.key),
    before: bare(before),
    day: bare(day),
    change: changeOf(before, day),
    mean: meanChange(readings, day, facts.day, zone),
    goals: facts.goals.filter((goal) => goal.account === account.key).map((goal) => ({
      value: goal.value, by: goal.by, statedOn: goal.statedOn, ...goalProgress(goal, day, facts.day),
      outlook: outlookOf(goal, readings, facts, labels),
      statedBy: facts.actors.find((actor) => actor.id === goal.statedBy || Object.values(actor.name).includes(goal.statedBy))?.name ?? { en: goal.statedBy },
    })),
    reported: [...reported.values()],
    earlier: earlierOf(account, before, observedOn(readings, addDays(facts.day, -2), zone), day, facts),
    trend: trendOf(readings, facts.day, zone),
  };
}

/** One row for each watched account, in the watchlist's order: both sides in one table, read or not. */
export const followersOf = (facts: DayFacts, labels: Labels): FollowersRow[] => facts.accounts.filter((account) => account.watched).map((account) => rowOf(account, facts, labels));
