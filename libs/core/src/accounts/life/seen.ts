import type { FetchOutcome } from '../../model.js';

/** What we see of an account's own page without a login. Never more: that an account was deleted or banned is for a cited source to say. */
export const SEEN_STATES = ['reachable', 'walled', 'restricted', 'not-found', 'renamed'] as const;
export type SeenState = (typeof SEEN_STATES)[number];

/** One asking of an account's page. `leadsTo`: the handle that its address was redirected to, where it is another one. */
export interface SeenCheck { at: Date; outcome: FetchOutcome; noPreview: boolean; leadsTo: string | null }

/** What one asking shows; null where it shows nothing of the account (the network failed, robots.txt or a captcha kept us out). */
export function stateOfCheck({ outcome, noPreview, leadsTo }: SeenCheck): SeenState | null {
  if (outcome === 'ok' || outcome === 'unchanged') return leadsTo !== null ? 'renamed' : noPreview ? 'not-found' : 'reachable';
  if (outcome === 'login-wall') return 'walled';
  if (outcome === 'blocked' || outcome === 'geo-blocked') return 'restricted';
  return outcome === 'not-found' || outcome === 'soft-not-found' || outcome === 'gone' ? 'not-found' : null;
}

/** A state as it stands: `checks` askings in a row have shown it, the first at `since`, the last at `last`. Confirmed by two. */
export interface Standing { state: SeenState; since: Date; last: Date; checks: number }
export const isConfirmed = ({ checks }: Standing): boolean => checks >= 2;

/** The standing after one more asking. An asking that is not later than the last changes nothing; one that shows nothing leaves it as it was. */
export function afterCheck(standing: Standing | null, check: SeenCheck): Standing | null {
  const state = stateOfCheck(check);
  if (state === null || (standing !== null && check.at <= standing.last)) return standing;
  return standing?.state === state ? { ...standing, last: check.at, checks: standing.checks + 1 } : { state, since: check.at, last: check.at, checks: 1 };
}
