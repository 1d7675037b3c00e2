import { longer } from '../columns.js';
import type { Ordered } from '../order.js';
import type { Activity } from './activity.js';
import { gatheringsOf, type Gatherings } from './gatherings.js';

/** Steps spent on counting who was at two gatherings; accounts at too many for that are passed over (they tell little). */
const MOST_STEPS = 10_000_000;
const MOST_SEEDS = 500;
const ROUNDS = 6;
/** A member was at this share of the set's gatherings, and at two at least. */
const LEAST_SHARE = 0.3;
const LEAST_ACCOUNTS = 3;

/** Accounts that gathered again and again, as no choice of accounts and gatherings would by chance: ln p with that choice paid for. */
export interface AccountSet { accounts: number[]; lnP: number; /** The cell that they join, where several of the set are in one already; -1 for a cell of their own. */ cell: number }

/**
 * Sets of accounts that no pair betrays: where dozens of accounts post all day, two ministries that share the same six letters are nothing unusual, but the
 * same nine of twelve under each of them are. Seeds are two gatherings with more accounts in common than their sizes explain; from there, members and
 * gatherings are chosen in turn. Then the set found is judged anew: under each of its k gatherings, of n accounts m are members with probability at most
 * exp(-n KL(m/n || pi)), pi the members' share of the activity at that moment; ln p = sum of these + ln C(A, members) + ln C(G, k) allows for every set and every
 * choice of gatherings that could have been picked (docs/methodology.md). A set whose members also meet elsewhere more than chance allows (a common beat)
 * has its pi raised by as much. Accepted where ln p <= ln fdr. Deterministic; accounts in `cell` and in earlier sets are left where they are.
 */
export function findSets(events: Ordered, cell: Int32Array, activity: Activity, { window, participation, fdr }: { window: number; participation: number; fdr: number }): AccountSet[] {
  const gatherings = gatheringsOf(events, window, cell);
  if (gatherings.count < 2) return [];
  const scan = new Scan(gatherings, activity, events.rows);
  let eligible = 0;
  for (let account = 0; account < activity.rowsOf.length; account++) if (activity.rowsOf[account]! >= participation) eligible++;
  const used = new Uint8Array(gatherings.count);
  const taken = new Uint8Array(events.accounts.count);
  const found: AccountSet[] = [];
  for (const { one, other } of scan.seeds().slice(0, MOST_SEEDS)) {
    if (used[one] === 1 || used[other] === 1) continue;
    const set = scan.settle(one, other);
    if (set === null) continue;
    const choices = lnChoose(eligible, set.members.length) + lnChoose(gatherings.count, set.at.length);
    // The activity at a moment is never below that of all time, which is known already: most are done with here.
    const least = scan.share(set.members);
    if (scan.lnP(set, () => least) + choices > Math.log(fdr)) continue;
    const lnP = scan.lnP(set, (at) => activity.shareOfAll(set.members, at)) + choices;
    if (lnP > Math.log(fdr)) continue;
    for (const gathering of set.at) used[gathering] = 1;
    const accounts = set.members.filter((account) => cell[account]! < 0 && taken[account] === 0);
    for (const account of accounts) taken[account] = 1;
    const joins = mostCommonCell(set.members, cell);
    if (accounts.length > 0 && (joins >= 0 || accounts.length >= LEAST_ACCOUNTS)) found.push({ accounts, lnP, cell: joins });
  }
  return found;
}

/** The cell of which at least two, and a quarter, of the members are; -1 for none. */
function mostCommonCell(members: readonly number[], cell: Int32Array): number {
  const counts = new Map<number, number>();
  for (const account of members) if (cell[account]! >= 0) counts.set(cell[account]!, (counts.get(cell[account]!) ?? 0) + 1);
  const [most, count] = [...counts].sort(([a, m], [b, n]) => n - m || a - b)[0] ?? [-1, 0];
  return count >= Math.max(2, members.length / 4) ? most : -1;
}

interface Candidate { members: number[]; at: number[] }

class Scan {
  private readonly counts: Int32Array;
  private readonly inMembers: Uint8Array;
  constructor(private readonly g: Gatherings, private readonly activity: Activity, private readonly rows: number) {
    this.counts = new Int32Array(g.count);
    this.inMembers = new Uint8Array(activity.rowsOf.length);
  }

  private size(gathering: number): number { return this.g.starts[gathering + 1]! - this.g.starts[gathering]!; }

  /** Pairs of gatherings with more accounts in common than chance explains, the least likely first; at most one for each gathering. */
  seeds(): { one: number; other: number; lnP: number }[] {
    const { g, counts, activity } = this;
    const most = this.mostGatherings();
    const limit = -Math.log(g.count);
    const seeds: { one: number; other: number; lnP: number }[] = [];
    let touched: Int32Array = new Int32Array(1024);
    for (let one = 0; one < g.count; one++) {
      let share = 0;
      const { first, second } = this.oftenest(one, most);
      let count = 0;
      for (let at = g.starts[one]!; at < g.starts[one + 1]!; at++) {
        const account = g.who[at]!;
        share += activity.rowsOf[account]! / this.rows;
        if (account === first || account === second || g.ofStarts[account + 1]! - g.ofStarts[account]! > most) continue;
        // Lists ascend: each pair is met once, from its later gathering.
        for (let i = g.ofStarts[account]!; g.of[i]! < one; i++) {
          const other = g.of[i]!;
          if (counts[other]!++ > 0) continue;
          if (count === touched.length) touched = longer(touched, count * 2);
          touched[count++] = other;
        }
      }
      // Three in common are one at least besides these two, whose lists are the longest: they only add to gatherings that were met.
      if (count > 0) for (const account of [first, second]) if (account >= 0) for (let i = g.ofStarts[account]!; g.of[i]! < one; i++) if (counts[g.of[i]!]! > 0) counts[g.of[i]!]!++;
      const n = this.size(one);
      let best = limit;
      let mate = -1;
      for (let i = 0; i < count; i++) {
        const other = touched[i]!;
        const common = counts[other]!;
        counts[other] = 0;
        if (common < LEAST_ACCOUNTS) continue;
        const lnP = lnTail(n, common, this.size(other) * share / n);
        // Of two that are as unlikely it is the earlier one.
        if (lnP < best || (lnP === best && mate > other)) { best = lnP; mate = other; }
      }
      if (mate >= 0) seeds.push({ one, other: mate, lnP: best });
    }
    return seeds.sort((x, y) => x.lnP - y.lnP || x.one - y.one);
  }

  /** The two accounts of a gathering that were at most others, of those that are counted in seeds; -1 for none. */
  private oftenest(gathering: number, most: number): { first: number; second: number } {
    const { g } = this;
    let first = -1;
    let second = -1;
    let firstCount = 0;
    let secondCount = 0;
    for (let at = g.starts[gathering]!; at < g.starts[gathering + 1]!; at++) {
      const count = g.ofStarts[g.who[at]! + 1]! - g.ofStarts[g.who[at]!]!;
      if (count > most || count <= secondCount) continue;
      if (count > firstCount) { second = first; secondCount = firstCount; first = g.who[at]!; firstCount = count; } else { second = g.who[at]!; secondCount = count; }
    }
    return { first, second };
  }

  /** How many gatherings an account may have been at to be counted in seeds, so that the work stays bounded. */
  private mostGatherings(): number {
    const { ofStarts } = this.g;
    const accountsAt = new Float64Array(4097);
    for (let account = 0; account + 1 < ofStarts.length; account++) { const n = ofStarts[account + 1]! - ofStarts[account]!; if (n < accountsAt.length) accountsAt[n]!++; }
    let most = accountsAt.length - 1;
    for (; most > 8; most = Math.floor(most / 1.5)) {
      let steps = 0;
      for (let n = 1; n <= most; n++) steps += accountsAt[n]! * n * n / 2;
      if (steps <= MOST_STEPS) break;
    }
    return most;
  }

  /** From what two gatherings have in common, members and gatherings are chosen in turn until they stay; null where nothing is left. */
  settle(one: number, other: number): Candidate | null {
    const { g, counts } = this;
    const first = new Set(g.who.subarray(g.starts[one], g.starts[one + 1]));
    let members = [...g.who.subarray(g.starts[other], g.starts[other + 1])].filter((account) => first.has(account)).sort((a, b) => a - b);
    let at: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const share = this.share(members);
      const touched = this.countMembers(members);
      at = touched.filter((gathering) => counts[gathering]! >= 2 && lnTail(this.size(gathering), counts[gathering]!, share) < -Math.log(g.count)).sort((a, b) => a - b);
      for (const gathering of touched) counts[gathering] = 0;
      if (at.length < 2) return null;
      const times = new Map<number, number>();
      for (const gathering of at) for (let i = g.starts[gathering]!; i < g.starts[gathering + 1]!; i++) times.set(g.who[i]!, (times.get(g.who[i]!) ?? 0) + 1);
      const least = Math.max(2, LEAST_SHARE * at.length);
      const chosen = [...times].filter(([, n]) => n >= least).map(([account]) => account).sort((a, b) => a - b);
      if (chosen.length < LEAST_ACCOUNTS) return null;
      if (chosen.length === members.length && chosen.every((account, i) => account === members[i])) break;
      members = chosen;
    }
    return { members, at };
  }

  /** ln of the probability that the set's gatherings are so full of members, of whom `shareAt` a moment says what share of the activity is theirs, without paying for the choice. */
  lnP({ members, at }: Candidate, shareAt: (moment: number) => number): number {
    const { g, counts, inMembers } = this;
    const share = this.share(members);
    const touched = this.countMembers(members);
    // Elsewhere: how often two members meet at other gatherings, and how often they would.
    let met = 0;
    let expected = 0;
    for (const gathering of touched) met += counts[gathering]! * (counts[gathering]! - 1);
    for (let gathering = 0; gathering < g.count; gathering++) expected += this.size(gathering) * (this.size(gathering) - 1) * share * share;
    for (const gathering of at) { met -= counts[gathering]! * (counts[gathering]! - 1); expected -= this.size(gathering) * (this.size(gathering) - 1) * share * share; }
    for (const gathering of touched) counts[gathering] = 0;
    const beat = Math.sqrt(Math.max(1, (met + 2) / (expected + 2)));
    for (const account of members) inMembers[account] = 1;
    let lnP = 0;
    for (const gathering of at) {
      let inside = 0;
      for (let i = g.starts[gathering]!; i < g.starts[gathering + 1]!; i++) inside += inMembers[g.who[i]!]!;
      lnP += lnTail(this.size(gathering), inside, shareAt(g.at[gathering]!) * beat);
    }
    for (const account of members) inMembers[account] = 0;
    return lnP;
  }

  /** The members' share of all rows. */
  share(members: readonly number[]): number { return members.reduce((sum, account) => sum + this.activity.rowsOf[account]! / this.rows, 0); }
  /** Fills `counts` with how many of the members were at each gathering; answers which were touched. The caller sets them back to 0. */
  private countMembers(members: readonly number[]): number[] {
    const { g, counts } = this;
    const touched: number[] = [];
    for (const account of members) for (let i = g.ofStarts[account]!; i < g.ofStarts[account + 1]!; i++) if (counts[g.of[i]!]!++ === 0) touched.push(g.of[i]!);
    return touched;
  }
}

/** ln of an upper bound on P(Binomial(n, p) >= m): -n KL(m/n || p) (Chernoff; Hoeffding 1963); 0 where m is no more than expected. */
export function lnTail(n: number, m: number, p: number): number {
  if (p >= 1 || m <= n * p) return 0;
  if (p <= 0) return Number.NEGATIVE_INFINITY;
  const x = m / n;
  return -n * (x * Math.log(x / p) + (x < 1 ? (1 - x) * Math.log((1 - x) / (1 - p)) : 0));
}

/** ln of the binomial coefficient. */
function lnChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= Math.min(k, n); i++) sum += Math.log((n - k + i) / i);
  return Math.max(0, sum);
}
