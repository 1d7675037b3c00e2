import type { CounterReader } from '../counter.js';

/** X shows no profile's figures without a login, and its interface is not free: counts come from texts, or from an import. */
export const xCounter: CounterReader = { page: null, read: () => null };
