import { alone, type Beside } from './beside.js';
import { cellsOf } from './cells.js';
import { bytes, float64s, int32s, release } from './columns.js';
import { edgesOf, pairRowsOf, quantile, type Edges } from './edges.js';
import type { Events } from './events/events.js';
import { grow } from './growth.js';
import { gatherByObject, rowsOfAccounts, type Ordered } from './order.js';
import type { ByName } from './output/names.js';
import { pairsWithin, refineParticipation, type Pairs } from './pairs.js';
import { PIECES, type CorePieces } from './pieces.js';
import { chancesOf, rejectUpTo } from './significance.js';
import { Activity } from './sets/activity.js';
import { findSets } from './sets/sets.js';
import { directedMessages } from './toolkit.js';

export const COMPAT = ['cootweet', 'toolkit'] as const;
export type Mode = 'test' | (typeof COMPAT)[number];
export interface CoordinateOptions {
  /** Seconds, inclusive. */
  window: number;
  /** Least rows of an account. */
  participation: number;
  compat?: (typeof COMPAT)[number] | undefined;
  /** Expected share of false edges among those flagged. */
  fdr?: number | undefined;
  /** The events are for this run alone: what is not needed any more once they are in order is given back. */
  own?: boolean | undefined;
  /** Toolkit mode: least weight, in either direction, of an edge that is flagged. */
  leastWeight?: number | undefined;
  /** Called when the edges are judged, before groups grow: from here on they stay as they are. */
  judged?: ((edges: EdgeList) => void) | undefined;
  /** Who does parts of the work beside the caller; nobody by default. */
  beside?: Beside<CorePieces> | undefined;
  /** Called with the name of each stage as it begins. */
  stage?: ((name: string) => void) | undefined;
  /** Called now and then in stages that may be long: rows done, of how many. */
  progress?: ((done: number, of: number) => void) | undefined;
}
export const DEFAULT_FDR = 0.1;
/** One object in common is one coincidence, however rare: two accounts must share two. */
const LEAST_OBJECTS = 2;
/** The compat mode flags edges heavier than this quantile of the weights. */
const COMPAT_QUANTILE = 0.5;

/** Parts of a piece that two threads share: small enough that neither waits long for the other. */
const PARTS = 8;

/** By flagged edges, by the evidence of single objects, or as one of a set. */
export const HOW = ['edge', 'grown', 'set'] as const;
const GROWN = 1;
const SET = 2;

export interface Coordination {
  mode: Mode;
  events: Ordered;
  pairs: Pairs;
  edges: Edges;
  /** Distinct objects by default; pair rows for cootweet; for toolkit the messages of `a`, with those of `b` in `back`. */
  weight: Int32Array;
  back: Int32Array | null;
  /** ln p of each edge; null in compat modes. */
  lnP: Float64Array | null;
  /** 1 for edges that are flagged. */
  significant: Uint8Array;
  /** What an edge had to reach: ln p (at most) by default; pair rows (more than) for cootweet; messages (at least) for toolkit. */
  threshold: number;
  /** Cell of each account, -1 for none. */
  cell: Int32Array;
  cells: number;
  /** How each account of a cell came into it. */
  how: Uint8Array;
  /** ln p of the cells that were found as sets (`findSets`). */
  setLnP: Map<number, number>;
  byName: ByName;
  /** Edges in order of their names (`listEdges`). */
  listed: Int32Array;
}

/** Coordinated accounts in events. By default the result does not depend on the order of the rows, but for the numbers of accounts and edges. Default: object-aware test with false discovery rate, then growth. Compat: the field's counts, exactly. Pure. */
export function coordinate(given: Events, options: CoordinateOptions): Coordination {
  const { window, participation, compat, beside = alone(PIECES), stage = () => {} } = options;
  stage('order');
  const rowsOf = rowsOfAccounts(given);
  let taking = 0;
  for (let account = 0; account < rowsOf.length; account++) if (rowsOf[account]! >= participation) taking++;
  const { rows, bytes: text, object, contentFrom, contentLength, contentHash, objects, accounts } = given;
  const numbers = int32s(rows);
  const numbered = beside.begin('contents', { rows, bytes: text, object, contentFrom, contentLength, contentHash, objects, dropItsObject: compat !== 'toolkit', number: numbers });
  const byName: ByName = { names: int32s(taking), rank: int32s(accounts.count) };
  const named = beside.begin('names', { ...byName, accounts, rowsOf, participation });
  const events = gatherByObject(given, rowsOf, participation);
  const { starts, time, account, origin, source } = events;
  beside.begin('runs', { starts, time, account, origin, source, accounts, byName: compat === undefined }, PARTS)();
  numbered();
  beside.begin('takeContents', { content: events.content, origin, numbers }, PARTS)();
  if (options.own === true) release(given.account, given.time);
  stage('pairs');
  const pairs = pairsWithin(events, { window, setAside: compat === undefined, progress: options.progress });
  if (compat === 'cootweet') refineParticipation(events, pairs, participation);
  stage('edges');
  const edges = edgesOf(events, pairs);
  stage('test');
  const chances = compat === undefined ? chancesOf(events, pairs) : null;
  const lnP = float64s(compat === undefined ? edges.count : 0);
  beside.begin('edges', { events: { rows, object: events.object, time, content: events.content }, pairs: { older: pairs.older, newer: pairs.newer }, edges, sorted: compat === undefined && !isWhole(time), chances, lnP }, PARTS)();
  named();
  const listed = int32s(edges.count);
  const inOrder = beside.begin('listing', { count: edges.count, a: edges.a, b: edges.b, rank: byName.rank, ranks: taking, order: listed });
  const found = compat === 'cootweet' ? likeCootweet(edges) : compat === 'toolkit' ? likeToolkit(events, pairs, edges, options) : tested(edges, lnP, taking, options);
  stage('groups');
  const { cell, count } = cellsOf(accounts, edges, found.significant);
  const how = bytes(accounts.count);
  const setLnP = new Map<number, number>();
  const result = (cells: number): Coordination => ({ mode: compat ?? 'test', events, pairs, edges, ...found, cell, cells, how, setLnP, byName, listed });
  let cells = count;
  if (compat !== undefined) {
    inOrder();
    options.judged?.(edgeListOf(result(cells)));
    return result(cells);
  }
  const fdr = options.fdr ?? DEFAULT_FDR;
  const activity = new Activity(events, window);
  for (const { accounts: members, lnP: ofSet, cell: joins } of findSets(events, cell, activity, { window, participation, fdr })) {
    const into = joins >= 0 ? joins : cells++;
    for (const member of members) { cell[member] = into; how[member] = SET; }
    setLnP.set(into, Math.min(ofSet, setLnP.get(into) ?? 0));
  }
  if (setLnP.size > 0) flagWithinSets(edges, cell, how, found.significant);
  inOrder();
  options.judged?.(edgeListOf(result(cells)));
  // Sets have chosen their members by the evidence of several objects already: only cells of flagged edges grow.
  for (const member of grow(events, pairs, { cell, count }, window, fdr, activity)) how[member] = GROWN;
  return result(cells);
}

function isWhole(times: Float64Array): boolean {
  for (let at = 0; at < times.length; at++) if (Math.floor(times[at]!) !== times[at]) return false;
  return true;
}

/** Members of a set who share as many objects as an edge needs are flagged for the set's sake. */
function flagWithinSets(edges: Edges, cell: Int32Array, how: Uint8Array, significant: Uint8Array): void {
  for (let edge = 0; edge < edges.count; edge++) {
    if ((how[edges.a[edge]!] === SET || how[edges.b[edge]!] === SET) && cell[edges.a[edge]!] === cell[edges.b[edge]!] && edges.objects[edge]! >= LEAST_OBJECTS) significant[edge] = 1;
  }
}

type Judged = Pick<Coordination, 'weight' | 'back' | 'lnP' | 'significant' | 'threshold'>;

/** What a list of edges says: of a `Coordination` no more than can be posted to another thread at no cost. */
export interface EdgeList extends Judged, Pick<Coordination, 'byName' | 'listed'> { events: Pick<Ordered, 'accounts'>; edges: Pick<Edges, 'count' | 'a' | 'b' | 'meanDelta' | 'olderContents' | 'newerContents'> }

export function edgeListOf({ events: { accounts }, edges: { count, a, b, meanDelta, olderContents, newerContents }, weight, back, lnP, significant, threshold, byName, listed }: EdgeList): EdgeList {
  return { events: { accounts }, edges: { count, a, b, meanDelta, olderContents, newerContents }, weight, back, lnP, significant, threshold, byName, listed };
}

function likeCootweet(edges: Edges): Judged {
  const weight = int32s(edges.count);
  for (let edge = 0; edge < edges.count; edge++) weight[edge] = pairRowsOf(edges, edge);
  const threshold = quantile(weight, COMPAT_QUANTILE);
  return { weight, back: null, lnP: null, significant: Uint8Array.from(weight, (rows) => (rows > threshold ? 1 : 0)), threshold };
}

function likeToolkit(events: Ordered, pairs: Pairs, edges: Edges, { leastWeight = 1 }: CoordinateOptions): Judged {
  const { ofA, ofB } = directedMessages(events, pairs, edges);
  return { weight: ofA, back: ofB, lnP: null, significant: Uint8Array.from(ofA, (messages, edge) => (Math.max(messages, ofB[edge]!) >= leastWeight ? 1 : 0)), threshold: leastWeight };
}

function tested(edges: Edges, lnP: Float64Array, accounts: number, { fdr = DEFAULT_FDR }: CoordinateOptions): Judged {
  const threshold = rejectUpTo(lnP, Math.max(1, accounts * (accounts - 1) / 2), fdr);
  const significant = bytes(edges.count);
  for (let edge = 0; edge < edges.count; edge++) if (lnP[edge]! <= threshold && edges.objects[edge]! >= LEAST_OBJECTS) significant[edge] = 1;
  return { weight: edges.objects, back: null, lnP, significant, threshold };
}
