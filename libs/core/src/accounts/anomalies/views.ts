import type { AccountHistory, Anomaly } from './anomaly.js';
import { callsCheck, isUnexplained, peersCheck, arithmeticChecks } from './explanations.js';
import { dayKey, excessOf, paceOf, stepBetween, stepsBefore, type Step } from './steps.js';
import { median } from '../statistics.js';

const DAY = 86_400_000;
const WEEK = 7;
/** A week's growth against the pace of the four weeks before it: so many times, and so many spreads. */
const TIMES = 2.5;
const WEEK_Z = 6;
const WEEK_SHARE = 0.01;
/** Views a post that are at most this many times those of before have not grown along; nor were there more posts to see. */
const SAME_VIEWS = 1.2;
const SAME_POSTS = 1.5;
const LEAST_POSTS = { week: 4, before: 10 };

/**
 * Weeks in which an account grew several times as fast as before while its posts were seen no more than before. Days already flagged as a jump are left
 * to that finding. Overlapping weeks are one finding.
 */
export function findGrowthWithoutViews(history: AccountHistory, steps: readonly Step[], flagged: ReadonlySet<Step>): Anomaly[] {
  const found: Anomaly[] = [];
  let open: Anomaly | null = null;
  const used = new Set<Step>(flagged);
  for (const [index, last] of steps.entries()) {
    const from = steps.slice(0, index + 1).find((step) => last.to.at.getTime() - step.from.at.getTime() <= WEEK * DAY);
    if (from === undefined || flagged.has(last)) continue;
    const week = stepBetween(from.from, last.to);
    if (week.days < WEEK - 2 || steps.slice(steps.indexOf(from), index + 1).some((step) => flagged.has(step))) continue;
    const pace = paceOf(stepsBefore(steps, week.from.at, used));
    if (pace === null) continue;
    const { least, usual, excess, z } = excessOf(week, pace);
    if (z < WEEK_Z || least < TIMES * Math.max(usual, 1) || excess < WEEK_SHARE * week.from.value) continue;
    const views = viewsAlong(history, week.from.at, week.to.at);
    if (views === null || views.perPost > SAME_VIEWS || views.posts > SAME_POSTS) continue;
    const between = { from: week.from.at, to: week.to.at };
    const checks = [
      { explanation: 'widely-viewed-posts' as const, result: 'does-not' as const, figure: views.perPost }, { explanation: 'own-posting' as const, result: 'does-not' as const, figure: views.posts },
      callsCheck(history.calls, between), peersCheck(history.peers, week, 1, history.timeZone), ...arithmeticChecks(week)];
    const anomaly: Anomaly = { kind: 'growth-without-views', key: dayKey('growth-without-views', week.from.day), from: week.from.day, to: week.to.day, between, before: week.from.value, after: week.to.value, change: week.change, least, usual, z, test: null, checks, unexplained: isUnexplained(checks), takesBack: null };
    // The growth of this week is no usual pace for the next.
    for (const step of steps.slice(steps.indexOf(from), index + 1)) used.add(step);
    if (open !== null && anomaly.from <= open.to) Object.assign(open, { to: anomaly.to, between: { from: open.between.from, to: anomaly.between.to }, after: anomaly.after, change: anomaly.after - open.before, least: open.least + Math.max(0, anomaly.after - open.after), z: Math.max(open.z!, z), unexplained: open.unexplained || anomaly.unexplained });
    else { open = anomaly; found.push(anomaly); }
  }
  return found;
}

/** Median views of a post and number of posts in the window, as ratios to the four weeks before; null with too few posts to tell. */
function viewsAlong({ posts }: AccountHistory, from: Date, to: Date): { perPost: number; posts: number } | null {
  const seen = posts.filter((post): post is { at: Date; views: number } => post.views !== null);
  const week = seen.filter(({ at }) => at > from && at <= to);
  const before = seen.filter(({ at }) => at <= from && from.getTime() - at.getTime() <= 28 * DAY);
  if (week.length < LEAST_POSTS.week || before.length < LEAST_POSTS.before) return null;
  const days = (to.getTime() - from.getTime()) / DAY;
  const span = Math.min(28, (from.getTime() - Math.min(...before.map(({ at }) => at.getTime()))) / DAY);
  return { perPost: median(week.map(({ views }) => views)) / Math.max(1, median(before.map(({ views }) => views))), posts: (week.length / days) / Math.max(0.01, before.length / Math.max(1, span)) };
}
