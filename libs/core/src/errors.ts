import type { FetchOutcome } from './model.js';

/** The thing asked for is no longer there. The job ends; nothing is retried. Not for a source that is merely down (Unreachable). */
export class Gone extends Error { override name = 'Gone'; }

/** We may not or will not do this (robots.txt, a private address, an unknown payload version). The job ends. Not for a fault that may pass. */
export class Refused extends Error { override name = 'Refused'; }

/** Ask again not before `until`. The job is delayed and loses no attempt (bounded by the runner). */
export class Throttled extends Error {
  override name = 'Throttled';
  constructor(message: string, readonly until: Date) { super(message); }
}

/** Bytes were kept but cannot be read; the snapshot goes to quarantine with this reason. Not for a failed fetch. */
export class Unreadable extends Error {
  override name = 'Unreadable';
  constructor(readonly reason: 'parser-failed' | 'parser-timed-out' | 'no-preview' | 'not-html', message: string) { super(message); }
}

/** A fetch ended without a usable body. `outcome` is shown under "what we could not see". */
export class FetchFailed extends Error {
  override name = 'FetchFailed';
  constructor(readonly outcome: FetchOutcome, message: string, readonly retryAt: Date | null = null) { super(message); }
}

/** A person gave something that cannot be used: a flag, a file, a setting. Printed without a stack; exit code 2 for flags, else 1. */
export class BadInput extends Error {
  override name = 'BadInput';
  constructor(message: string, readonly exitCode: 1 | 2 = 1) { super(message); }
}

/** What is asked for cannot be as things stand: a name that is taken, a second reading by the same person. Asking again does not help until something else changes. */
export class Clash extends Error { override name = 'Clash'; }

/** The message of anything thrown. */
export const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

export const MODEL_FAILURES = ['timed-out', 'throttled', 'unauthorised', 'over-budget', 'too-long', 'unavailable', 'refused', 'malformed', 'incomplete', 'too-large'] as const;
export type ModelFailure = (typeof MODEL_FAILURES)[number];
/**
 * A language model gave no usable answer. `reason` says what follows: `throttled`, `timed-out` and `unavailable` may pass (not before `retryAt`, where the server said so);
 * `unauthorised` and `over-budget` need the administrator; the rest are about this document. Never holds the key or the document.
 */
export class ModelFailed extends Error {
  override name = 'ModelFailed';
  constructor(readonly reason: ModelFailure, message: string, readonly retryAt: Date | null = null) { super(message); }
}
