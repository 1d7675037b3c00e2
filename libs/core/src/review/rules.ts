import { CALL_ACTIONS, CALL_AUDIENCES, STRENGTHS, VOICES, type Check, type Verdict } from '../model.js';

/** `waiting`: nobody read it; `second`: one did; `agreed`, `split`: two did; `settled`: an editor decided. */
export const REVIEW_STATES = ['waiting', 'second', 'agreed', 'split', 'settled'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];
export const DECISIONS = ['confirm', 'reject', 'correct', 'dispute'] as const;
export type Decision = (typeof DECISIONS)[number];
/** `target`: the account that it is about, as corrected; empty where it is none, null as found. */
export interface Decided { decision: Decision; verdict: Verdict | null; payload: Record<string, unknown> | null; target: string | null }

/** What holds after decisions of readers, in order, and of an editor, the last of which counts. A reader's word alone holds until another reads. */
export function reviewOf(readers: readonly Decided[], editor: Decided | null): { state: ReviewState; holds: Decided | null; check: Check } {
  const [first, second] = readers;
  if (editor !== null) return { state: 'settled', holds: editor, check: readers.some((reader) => same(reader, editor)) ? 'two agree' : 'one reader' };
  if (first === undefined) return { state: 'waiting', holds: null, check: 'machine' };
  if (second === undefined) return { state: 'second', holds: first, check: 'one reader' };
  return same(first, second) ? { state: 'agreed', holds: second, check: 'two agree' } : { state: 'split', holds: null, check: 'one reader' };
}

const same = (a: Decided, b: Decided): boolean => a.decision === b.decision && a.verdict === b.verdict && a.target === b.target && canonical(a.payload) === canonical(b.payload);
const canonical = (payload: Record<string, unknown> | null): string => (payload === null ? '' : JSON.stringify(Object.entries(payload).toSorted(([a], [b]) => (a < b ? -1 : 1))));

/** How a finding's check is told, by the state of its review. */
export const checkOf = (state: ReviewState, editorAgrees: boolean): Check => (state === 'waiting' ? 'machine' : state === 'agreed' || (state === 'settled' && editorAgrees) ? 'two agree' : 'one reader');

/** What a finding is said to be before anybody read it. We hold the page that asks: observed. What a page says of others: reported. */
export const verdictFound = (kind: string, payload: Record<string, unknown>): Verdict => (kind === 'call' && payload['voice'] !== 'reported' ? 'observed' : 'reported');

/** Deeds that others report of somebody: to confirm one, it must be written down what we knew and why it is of public interest. */
export const isAllegation = (kind: string, verdict: Verdict): boolean => verdict === 'alleged' || ((kind === 'threat' || kind === 'conduct') && verdict !== 'observed');

const CLOSED: Record<string, readonly string[]> = { action: CALL_ACTIONS, audience: CALL_AUDIENCES, strength: STRENGTHS, voice: VOICES };

/** What is wrong with a correction: a field that the finding does not have, or a value of another type. Empty where nothing is. */
export function correctionFaults(kind: string, found: Record<string, unknown>, correction: Record<string, unknown>): { where: string; message: string }[] {
  return Object.entries(correction).flatMap(([field, value]) => {
    const fault = (message: string) => [{ where: `payload.${field}`, message }];
    if (!Object.hasOwn(found, field)) return fault(`not known: a ${kind} has ${Object.keys(found).join(', ')}`);
    const closed = kind === 'call' ? CLOSED[field] : undefined;
    if (closed !== undefined) return closed.includes(value as string) ? [] : fault(`one of ${closed.join(', ')}`);
    const before = found[field];
    if (value === null || before === null) return typeof value === 'object' && value !== null ? fault('a plain value') : [];
    if (typeof value !== typeof before || typeof value === 'object') return fault(typeof before === 'object' ? 'this one cannot be corrected by hand' : `a ${typeof before}`);
    return typeof value === 'string' && value.length > 500 ? fault('at most 500 characters') : [];
  });
}
