import { FirstTables1790000000000 } from './1-first-tables.js';
import { Images1790000000120 } from './120-images.js';
import { Model1790000000180 } from './180-model.js';

/** In order. */
export const migrations = [FirstTables1790000000000, Images1790000000120, Model1790000000180];
