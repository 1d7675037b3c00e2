import type { Range } from '../clauses.js';

/**
 * A step in the life of a promise, as a text tells it; a range of folded text. `again`: somebody is back where they had promised to leave, which breaks a
 * promise only where one was made. `weak`: counts only beside an account or after a promise. `leaves`: the promise is to be gone.
 */
export interface Step extends Range { status: 'made' | 'kept' | 'reversed' | 'again'; weak: boolean; leaves: boolean; rule: string }
