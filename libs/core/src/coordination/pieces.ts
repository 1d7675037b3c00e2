import { numberContents } from './contents.js';
import { judgeEdges } from './edges.js';
import { sortRuns, takeContents } from './order.js';
import { listEdges } from './output/listing.js';
import { orderNames } from './output/names.js';

/** What `coordinate` leaves to whoever is free. */
export const PIECES = { contents: numberContents, names: orderNames, runs: sortRuns, takeContents, edges: judgeEdges, listing: listEdges };
export type CorePieces = typeof PIECES;
