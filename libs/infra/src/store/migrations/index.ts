import { FirstTables1790000000000 } from './1-first-tables.js';

/** In order. */
export const migrations = [FirstTables1790000000000];
