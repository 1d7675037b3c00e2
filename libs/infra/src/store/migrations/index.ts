import { FirstTables1790000000000 } from './1-first-tables.js';
import { Model1790000000180 } from './180-model.js';

/** In order. */
export const migrations = [FirstTables1790000000000, Model1790000000180];
