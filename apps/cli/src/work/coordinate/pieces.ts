import type { Coordination, EdgeList } from '#core/coordination/coordinate.js';
import { readSecond, type CsvPart } from '#core/coordination/events/csv.js';
import { readSecondLines, type LinesPart } from '#core/coordination/events/jsonl.js';
import { columnsOf } from '#core/coordination/events/rows.js';
import { NameList } from '#core/coordination/events/names.js';
import { gexf, graphml, type Network } from '#core/coordination/output/networks.js';
import { edgesTable, leadsTable, type Leads } from '#core/coordination/output/tables.js';
import { PIECES as CORE } from '#core/coordination/pieces.js';
import { writeFile, writeTable } from './files.js';

interface Where { out: string; jsonl: boolean }

/** Pieces of a run that a second thread may do beside the first. What they are given is posted: large columns in it are shared (`columns.ts`). */
export const PIECES = {
  ...CORE,
  secondHalf: readSecond,
  secondLines: readSecondLines,
  edgesTable: ({ list, out, jsonl }: { list: EdgeList } & Where): void => { writeTable(out, 'edges', (sink) => edgesTable(arrived(list), sink), jsonl); },
  leads: ({ leads, out, jsonl }: { leads: Leads } & Where): void => { writeTable(out, 'leads', (sink) => leadsTable(arrived(leads), sink), jsonl); },
  graphml: ({ network, community, out }: Networks): void => { writeFile(out, 'network.graphml', (sink) => graphml(arrived(network), community, sink)); },
  gexf: ({ network, community, out }: Networks): void => { writeFile(out, 'network.gexf', (sink) => gexf(arrived(network), community, sink)); },
};
export type Pieces = typeof PIECES;
interface Networks extends Pick<Where, 'out'> { network: Network; community: Int32Array }

/** What of an answer is handed over to the first thread instead of copied. */
export function handedOver(answer: CsvPart | LinesPart): ArrayBuffer[] {
  if ('bytes' in answer.rows) return [...columnsOf(answer.rows.rows).map(({ buffer }) => buffer as ArrayBuffer), answer.rows.bytes.buffer];
  return columnsOf(answer.rows).map(({ buffer }) => buffer as ArrayBuffer);
}

/** Of lists of names only the fields arrive. */
const arrived = <T extends { events: Pick<Coordination['events'], 'accounts'> }>(given: T): T => ({ ...given, events: { ...given.events, accounts: NameList.posted(given.events.accounts) } });
