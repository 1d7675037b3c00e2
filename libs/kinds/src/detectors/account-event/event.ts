import type { Range } from '../clauses.js';

/** What can happen to an account. `banned`: taken away by its platform or by reports; `deleted`: closed by whoever holds it; `moved`: left for another platform. */
export const EVENT_KINDS = ['created', 'deleted', 'deactivated', 'reactivated', 'suspended', 'banned', 'moved', 'renamed'] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** An event as stated, in folded text. `said`: the deciding words; `about`: where to look for the account, by default the clause. */
export interface StatedEvent { kind: EventKind; said: Range; about: Range | null; rule: string }
