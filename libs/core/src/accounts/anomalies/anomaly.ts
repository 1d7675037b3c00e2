import type { LocalDate } from '../../model.js';
import type { Count } from '../counts.js';

/** What growth may look like that is worth a person's look. `jump` and `purge` are of a day or a few, `night-step` of hours, the others of weeks. */
export const ANOMALY_KINDS = ['jump', 'purge', 'night-step', 'growth-without-views', 'growth-after-calls'] as const;
export type AnomalyKind = (typeof ANOMALY_KINDS)[number];

/** Ordinary reasons that are looked for. Closed: each has words in every language. */
export const EXPLANATIONS = ['widely-viewed-posts', 'calls-to-follow', 'same-on-other-accounts', 'rounding', 'missing-days', 'own-posting'] as const;
/** `explains`: it was seen; `goes-with`: it was seen at the same time and is told, but the change is worth a look all the same;
 * `does-not`: it was looked for and is not there; `not-seen`: we hold nothing to tell by. `figure`: what was compared, as a ratio to the usual. */
export interface Check { explanation: (typeof EXPLANATIONS)[number]; result: 'explains' | 'goes-with' | 'does-not' | 'not-seen'; figure: number | null }

export interface Anomaly {
  kind: AnomalyKind;
  /** The same finding in the same data: the kind and the first day, or the month. */
  key: string;
  from: LocalDate;
  to: LocalDate;
  /** Moments of the counts before and after: the evidence is the readings between them. */
  between: { from: Date; to: Date };
  before: number;
  after: number;
  /** Gained (or lost, below zero), the least that the counts' precision allows, and what was usual for as long a time. */
  change: number;
  least: number;
  usual: number;
  /** How many times the usual spread the least change lies outside what was usual; null for kinds that are tested otherwise. */
  z: number | null;
  /** By the circular-shift test, over all lags; for `growth-after-calls` alone. `lag` in days. */
  test: { p: number; lag: number; correlation: number; shifts: number } | null;
  checks: Check[];
  /** False where an ordinary reason was found: shown, and no alarm. */
  unexplained: boolean;
  /** The key of the jump whose gain a purge took back. */
  takesBack: string | null;
}

export interface Post { at: Date; views: number | null }

/** One account's history. `counts`: observed ones only. `peers`: other accounts of the platform, for what happened to all of them. */
export interface AccountHistory { timeZone: string; counts: readonly Count[]; posts: readonly Post[]; calls: readonly Date[]; peers: readonly (readonly Count[])[] }
