import type { GateSet } from '../set.js';

/** Each is loaded only when its data is there. */
export const sets: (() => Promise<GateSet>)[] = [];
