import type { AccountHistory, Anomaly } from './anomaly.js';
import { arithmeticChecks, isUnexplained, peersCheck, riseChecks } from './explanations.js';
import { dayKey, excessOf, paceOf, stepBetween, stepsBefore, type Step } from './steps.js';

/** Spreads outside the usual that make a jump or a purge. Set on generated series (`npm run gate -- anomalies`). */
const JUMP_Z = 8;
const PURGE_Z = 6;
/** And at least this share of all followers: smaller ones are lost among any account's better days. */
const JUMP_SHARE = 0.02;
const PURGE_SHARE = 0.01;
/** A jump is also beyond what the account has shown in two months on its better days: so many times its largest day. */
const OVER_BEST = 1.5;
const BEST_DAYS = 60;
/** A purge within so many days of a jump may take it back, when it takes so much of it. */
const TAKES_BACK_DAYS = 60;
const TAKES_BACK_SHARE = 0.4;

type Kind = 'jump' | 'purge';

/** Jumps and purges of the daily steps, in order, each run of days one finding. `flagged` collects the steps that no usual pace may be taken from. */
export function findJumps(history: AccountHistory, steps: readonly Step[], flagged: Set<Step>): Anomaly[] {
  const found: Anomaly[] = [];
  let running: Kind | null = null;
  let run: Step[] = [];
  const close = (): void => {
    if (running !== null) found.push(anomalyOf(history, running, run, steps, flagged, found));
    running = null;
    run = [];
  };
  for (const step of steps) {
    const pace = paceOf(stepsBefore(steps, step.from.at, flagged));
    const kind: Kind | null = pace === null ? null : kindOf(step, excessOf(step, pace), running, bestBefore(steps, step, flagged, pace.perDay));
    if (kind !== running) close();
    if (kind === null) continue;
    flagged.add(step);
    running = kind;
    run.push(step);
  }
  close();
  return found;
}

/** The largest gain above the pace on one step of two months, flagged ones left out. */
const bestBefore = (steps: readonly Step[], step: Step, flagged: ReadonlySet<Step>, perDay: number): number =>
  Math.max(0, ...stepsBefore(steps, step.from.at, flagged, BEST_DAYS).map(({ change, days }) => change - perDay * days));

function kindOf(step: Step, { excess, z }: { excess: number; z: number }, running: Kind | null, best: number): Kind | null {
  const level = Math.max(1, step.from.value);
  // A run goes on while it is still far out; only its beginning has to pass every bar.
  if (running === 'jump' && z >= JUMP_Z / 2) return 'jump';
  if (running === 'purge' && z <= -PURGE_Z / 2) return 'purge';
  if (z >= JUMP_Z && excess >= JUMP_SHARE * level && excess >= OVER_BEST * best) return 'jump';
  // A drop is measured against standing still: an account that grows fast and one day does not has lost nobody.
  if (z <= -PURGE_Z && step.high <= -PURGE_SHARE * level) return 'purge';
  return null;
}

function anomalyOf(history: AccountHistory, kind: Kind, run: Step[], steps: readonly Step[], flagged: ReadonlySet<Step>, earlier: Anomaly[]): Anomaly {
  const step = stepBetween(run[0]!.from, run.at(-1)!.to);
  const { least, usual, z } = excessOf(step, paceOf(stepsBefore(steps, step.from.at, flagged))!);
  const checks = kind === 'jump' ? riseChecks(history, step) : [peersCheck(history.peers, step, -1, history.timeZone), ...arithmeticChecks(step)];
  const back = kind === 'purge' ? earlier.findLast((other) => other.kind === 'jump' && step.from.at.getTime() - other.between.to.getTime() <= TAKES_BACK_DAYS * 86_400_000
    && -step.change >= TAKES_BACK_SHARE * (other.change - other.usual)) : undefined;
  return {
    kind, key: dayKey(kind, run[0]!.to.day), from: run[0]!.to.day, to: step.to.day, between: { from: step.from.at, to: step.to.at },
    before: step.from.value, after: step.to.value, change: step.change, least, usual, z, test: null, checks, unexplained: isUnexplained(checks), takesBack: back?.key ?? null,
  };
}
