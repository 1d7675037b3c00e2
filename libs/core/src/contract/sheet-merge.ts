import { parseDocument, type Document, YAMLMap, YAMLSeq } from 'yaml';
import type { SheetAccount, SheetActor } from './sheet.js';

const itemsOf = (document: Document, key: string): YAMLMap[] => { const list: unknown = document.get(key); return list instanceof YAMLSeq ? list.items.filter((item): item is YAMLMap => item instanceof YAMLMap) : []; };
function add(document: Document, key: string, value: unknown): void {
  if (!(document.get(key) instanceof YAMLSeq)) document.set(key, document.createNode([]));
  (document.get(key) as YAMLSeq).add(document.createNode(value));
}

/** Puts what a sheet says into a watchlist: new actors, and new sources, leanings and accounts of those that are there. Comments and everything else stay. */
export function mergeSheet(text: string, actors: SheetActor[], accounts: SheetAccount[]): string {
  const document = parseDocument(text);
  const there = new Map(itemsOf(document, 'actors').map((item) => [String(item.get('id')), item]));
  for (const { leaning, ...actor } of actors) {
    const item = there.get(actor.id);
    if (item === undefined) { add(document, 'actors', leaning === null ? actor : { ...actor, leaning }); continue; }
    if (leaning !== null) item.set('leaning', document.createNode(leaning));
    const sources = item.get('sources');
    const urls = new Set(sources instanceof YAMLSeq ? sources.items.map((source) => (source instanceof YAMLMap ? String(source.get('url')) : '')) : []);
    for (const source of actor.sources) {
      if (urls.has(source.url)) continue;
      if (!(item.get('sources') instanceof YAMLSeq)) item.set('sources', document.createNode([]));
      (item.get('sources') as YAMLSeq).add(document.createNode(source));
    }
  }
  const keys = new Set(itemsOf(document, 'accounts').map((item) => `${String(item.get('platform'))}:${String(item.get('handle'))}`.toLowerCase()));
  for (const account of accounts) if (!keys.has(`${account.platform}:${account.handle}`.toLowerCase())) add(document, 'accounts', account);
  return String(document);
}

/** The beginning of a new watchlist. */
export const newWatchlist = ({ id, name, polity, timeZone, pollingDay }: { id: string; name: string; polity: string; timeZone: string; pollingDay: string }): string =>
  parseDocument(JSON.stringify({ version: 1, election: { id, name: { en: name }, polity: { en: polity }, time_zone: timeZone, polling_day: pollingDay, phases: [] }, release: [], actors: [], accounts: [] })).toString({ collectionStyle: 'block' });
