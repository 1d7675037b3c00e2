import type { EdgeList } from '#core/coordination/coordinate.js';
import { readSecond } from '#core/coordination/events/csv.js';
import { columnsOf } from '#core/coordination/events/rows.js';
import { NameList } from '#core/coordination/events/names.js';
import { graphml, type Network } from '#core/coordination/output/networks.js';
import { edgesTable } from '#core/coordination/output/tables.js';
import { writeFile, writeTable } from './files.js';

/** Pieces of a run that a second thread does beside the first. What they are given is posted: large columns in it are shared (`columns.ts`). */
export const PIECES = {
  secondHalf: readSecond,
  edges({ list, out, jsonl }: { list: EdgeList; out: string; jsonl: boolean }): void {
    writeTable(out, 'edges', (sink) => edgesTable(arrived(list), sink), jsonl);
  },
  graphml({ network, community, out }: { network: Network; community: Int32Array; out: string }): void {
    writeFile(out, 'network.graphml', (sink) => graphml(arrived(network), community, sink));
  },
};
export type Pieces = typeof PIECES;

/** What of an answer is handed over to the first thread instead of copied. */
export const handedOver = (answer: ReturnType<Pieces[keyof Pieces]>): ArrayBuffer[] => (answer === undefined ? [] : columnsOf(answer.rows).map(({ buffer }) => buffer as ArrayBuffer));

const arrived = <T extends EdgeList>(list: T): T => ({ ...list, events: { accounts: NameList.posted(list.events.accounts) } });
