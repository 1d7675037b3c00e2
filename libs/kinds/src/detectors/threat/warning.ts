import type { Range } from '../clauses.js';

/** Words that threaten people; a range of folded text. `told`: described by somebody else ("warned critics that …"). */
export interface Warning extends Range { target: string | null; conditional: boolean; told: boolean; rule: string }
