import type { AccountHistory, Anomaly } from './anomaly.js';
import { findGrowthAfterCalls } from './after-calls.js';
import { findJumps } from './jumps.js';
import { findNightSteps } from './night.js';
import { stepsOf, type Step } from './steps.js';
import { findGrowthWithoutViews } from './views.js';

export type { AccountHistory, Anomaly, AnomalyKind, Check, Post } from './anomaly.js';

/**
 * What stands out in an account's observed counts, in order of days: each with the counts behind it and the ordinary reasons that were looked for. A day is
 * judged by what came before it alone, so that later counts do not change what was said; only `growth-after-calls` looks at the weeks as a whole. The method
 * and how often it errs are in docs/methodology.md, "Anomalies".
 */
export function findAnomalies(history: AccountHistory): Anomaly[] {
  const steps = stepsOf(history.counts, history.timeZone);
  const flagged = new Set<Step>();
  const jumps = findJumps(history, steps, flagged);
  const nights = findNightSteps(history);
  // A step by night that is most of a jump of that day is told once, as the stronger statement: at night.
  const within = (night: Anomaly, jump: Anomaly): boolean => jump.kind === 'jump' && night.from >= jump.from && night.from <= jump.to && night.change >= 0.5 * jump.change;
  const told = new Map(jumps.flatMap((jump) => { const night = nights.find((candidate) => within(candidate, jump)); return night === undefined ? [] : [[jump.key, night.key] as const]; }));
  const kept = jumps.filter(({ key }) => !told.has(key)).map((jump) => ({ ...jump, takesBack: jump.takesBack === null ? null : told.get(jump.takesBack) ?? jump.takesBack }));
  return [...kept, ...nights, ...findGrowthWithoutViews(history, steps, flagged), ...findGrowthAfterCalls(history, steps)]
    .sort((a, b) => a.between.from.getTime() - b.between.from.getTime() || a.key.localeCompare(b.key));
}
