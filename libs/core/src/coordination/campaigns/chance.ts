import type { CampaignInputCall } from './input.js';
import type { Rhythm } from './rhythm.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** An actor who repeats a call after less silence than this is still making the same one. */
const SILENCE = DAY;
/** Moments nearer than this are credited as this far apart. */
const LEAST_SPAN = HOUR;
/** Larger numbers of actors are not tried: their probability is nil long before. */
const MOST = 64;
/** Up to this many actors each is left out in its turn; beyond, that makes no difference. */
const LEFT_OUT = 24;

/** When an actor began to call for an account, in milliseconds: some moment of [at, until]. */
export interface Start { actor: string; at: number; until: number }

/** Where each actor's calls begin, in order of time. Calls of which only the hour of our visit is known are left out: one visit would make them simultaneous. */
export function startsOf(calls: readonly CampaignInputCall[]): Start[] {
  const last = new Map<string, number>();
  const starts: Start[] = [];
  for (const { actorId: actor, at: moment, dated } of calls) {
    if (dated === 'seen') continue;
    const at = moment.getTime();
    if (!(at - last.get(actor)! <= SILENCE)) starts.push({ actor, at, until: dated === 'day' ? at + DAY : at });
    last.set(actor, at);
  }
  return starts;
}

/**
 * Probability that calls for one account crowd as those of `run` do, if each actor had made its calls (`all`: the run's and its others for this account) at
 * moments of its own: a scan statistic with a probability for each actor. With n_a starts of actor a, q_a = 1 - (1 - share_a)^n_a is the chance
 * that one of them falls into a window (share_a: see Rhythm), and for k actors of A the probability that some window of this span holds them all is at most
 *   sum over a of n_a P(at least k - 1 of the others) (Poisson binomial; the window begins at some start),
 * times (1 - 1/A) k (k - 1), which pays for the choice of k. The least over k, each at its tightest window. Bounded by one.
 * Null where nothing can be said: fewer than two actors with a moment of their own, or no observed time.
 */
export function chanceOf(run: readonly Start[], all: readonly Start[], rhythm: Rhythm | null): number | null {
  const tightest = tightestWindows(run);
  if (rhythm === null || tightest.length === 0) return null;
  const times = new Map<string, number>();
  for (const { actor } of all) times.set(actor, (times.get(actor) ?? 0) + 1);
  let least = 1;
  tightest.forEach(({ from, to }, at) => {
    const k = at + 2;
    const q = [...times].map(([actor, n]) => 1 - (1 - rhythm.share(actor, from, to)) ** n);
    const counts = [...times.values()];
    const anchored = counts.length <= LEFT_OUT ? counts.reduce((sum, n, without) => sum + n * atLeast(k - 1, q, without), 0) : all.length * atLeast(k - 1, q);
    least = Math.min(least, anchored * (1 - 1 / counts.length) * k * (k - 1));
  });
  return least;
}

/** At [k - 2], the shortest window with k actors: from the first's start to the latest that any of them can have been. */
function tightestWindows(starts: readonly Start[]): { from: number; to: number }[] {
  const best: { from: number; to: number }[] = [];
  for (let i = 0; i < starts.length; i++) {
    const { at: from, actor } = starts[i]!;
    const met = new Set([actor]);
    let to = Math.max(from + LEAST_SPAN, starts[i]!.until);
    for (let j = i + 1; j < starts.length && met.size < MOST; j++) {
      if (met.has(starts[j]!.actor)) continue;
      met.add(starts[j]!.actor);
      to = Math.max(to, starts[j]!.until);
      const known = best[met.size - 2];
      if (known === undefined || to - from < known.to - known.from) best[met.size - 2] = { from, to };
    }
  }
  return best;
}

/** Upper tail of a Poisson binomial: that at least k of independent events with the probabilities `q` happen, one of them left out. Sums of positive terms, so that small tails are exact. */
function atLeast(k: number, q: readonly number[], without = -1): number {
  const exactly = new Float64Array(k);
  exactly[0] = 1;
  let reached = 0;
  for (let at = 0; at < q.length; at++) {
    if (at === without) continue;
    const p = q[at]!;
    reached += exactly[k - 1]! * p;
    for (let j = k - 1; j > 0; j--) exactly[j] = exactly[j]! * (1 - p) + exactly[j - 1]! * p;
    exactly[0]! *= 1 - p;
  }
  return reached;
}
