import { isAlias, isCollection, isMap, isNode, isScalar, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { z } from 'zod';
import { editDistance } from '#core/accounts/lookalike.js';
import { BadInput, messageOf } from '#core/errors.js';
import { sourceSchema, watchlistFaults, watchlistSchema, type Watchlist } from '#core/election/watchlist.js';
import { isWithin, withStandIns } from './stand-ins.js';
import { openInput } from './streams.js';

/** A watchlist is written by people; more than this is something else. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Faults of either kind that are told: nobody mends more at a time. */
const MOST_SHOWN = 200;

type Path = PropertyKey[];
/** Further faults of a watchlist that fits the schema, by path as in zod's issues. */
export type MoreFaults = (watchlist: Watchlist) => { path: (string | number)[]; message: string }[];
interface Fault { offset: number; message: string }

/**
 * Reads and checks a watchlist (YAML 1.2; JSON is YAML too; `-` is standard input).
 * Returns the checked watchlist and the text as it stands in the file.
 * `more` finds what the schema cannot know, such as source kinds that do not exist (`sourceFaults` of kinds).
 * Throws BadInput (exit 1) that lists every fault, one a line, as `file:line:column: message`, lines and columns from 1.
 */
export async function loadWatchlist(file: string, more?: MoreFaults): Promise<{ watchlist: Watchlist; text: string }> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of openInput(file)) {
    bytes += (chunk as Buffer).length;
    if (bytes > MOST_BYTES) throw new BadInput(`${file} is larger than ${MOST_BYTES / 1024 / 1024} MB: that is no watchlist`);
    chunks.push(chunk as Buffer);
  }
  let text: string;
  try { text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)); } catch { throw new BadInput(`${file}:1:1: the file is not UTF-8 text; save it as UTF-8`); }
  return { watchlist: parseWatchlist(text, file, more), text };
}

/** The same for a text; `file` is only the name that faults are shown with. */
export function parseWatchlist(text: string, file: string, more: MoreFaults = () => []): Watchlist {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const fail = (faults: Fault[]): never => {
    const shown = faults.toSorted((a, b) => a.offset - b.offset).map(({ offset, message }) => {
      const { line, col } = lines.linePos(offset);
      return `${file}:${Math.max(1, line)}:${Math.max(1, col)}: ${message}`;
    });
    const count = faults.length === 1 ? 'a fault' : faults.length >= MOST_SHOWN ? `many faults, the first ${faults.length} of which are` : `${faults.length} faults`;
    throw new BadInput(`the watchlist has ${count}:\n${shown.join('\n')}`);
  };
  // What a parser says after the first fault is mostly about the first.
  const [first] = document.errors.toSorted((one, other) => one.pos[0] - other.pos[0]);
  if (first !== undefined) fail([{ offset: first.pos[0], message: `not YAML: ${first.message}` }]);
  let value: unknown;
  try { value = document.toJS({ maxAliasCount: 1000 }); } catch (thrown) { fail([{ offset: 0, message: messageOf(thrown) }]); }
  if (value === null || value === undefined) fail([{ offset: 0, message: 'the file is empty; it needs `version: 1`, `election` and `actors` (see watchlists/example.yaml)' }]);
  const result = watchlistSchema.safeParse(value);
  // What only a whole watchlist shows is said at once with the rest, though not of what stands in for a fault.
  const whole = result.success ? { data: result.data, replaced: [] } : withStandIns(watchlistSchema, value);
  const crossed = whole === null ? [] : [...watchlistFaults(whole.data), ...more(whole.data)].filter(({ path }) => !whole.replaced.some((one) => isWithin(path, one) || isWithin(one, path)));
  const faults = [
    ...(result.success ? [] : result.error.issues.slice(0, MOST_SHOWN).flatMap((issue) => describe(issue, document))),
    ...crossed.slice(0, MOST_SHOWN).map(({ path, message }) => ({ offset: locate(document, path).offset, message: `${shownPath(path)}: ${message}` })),
  ];
  if (!result.success || faults.length > 0) return fail(faults);
  return result.data;
}

/** One of zod's issues as what a person can act on: what was found, what is allowed, where. */
function describe(issue: z.core.$ZodIssue, document: Document): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ offset: keyOffset(document, issue.path, key), message: `${shownPath([...issue.path, key])}: there is no such field here${suggestion(key)}` }));
  }
  const { offset, node, found } = locate(document, issue.path);
  // Where a union has words of its own they say more than those of its parts.
  const allowed = issue.code === 'invalid_union' && issue.errors.length > 0 && issue.message === 'Invalid input'
    ? issue.errors.map((branch) => branch.map((inner) => `${inner.path.length > 0 ? `${shownPath(inner.path)}: ` : ''}${plain(inner.message)}`).join(', ')).join('; or ')
    : plain(issue.message);
  if (!found) return [{ offset, message: `${shownPath(issue.path)} is missing: ${allowed}` }];
  const shown = isScalar(node) ? `${JSON.stringify(node.value)?.slice(0, 80)} is not right: ` : '';
  const meant = issue.code === 'invalid_value' && isScalar(node) ? nearest(String(node.value), issue.values.map(String)) : null;
  return [{ offset, message: `${shownPath(issue.path)}: ${shown}${allowed}${meant === null ? '' : `; did you mean "${meant}"?`}` }];
}

const plain = (message: string): string => message.replace(/^Invalid (input|option): /, '').replace(', received undefined', '').replaceAll('"|"', '", "');
const shownPath = (path: Path): string => path.map((part, at) => (typeof part === 'number' ? `[${part}]` : `${at > 0 ? '.' : ''}${String(part)}`)).join('') || 'the file';

/** Names that people write for others. */
const MEANT: Record<string, string> = { timezone: 'time_zone', timeZone: 'time_zone', pollingDay: 'polling_day', title: 'name', type: 'kind', sourses: 'sources', source: 'sources', actor: 'actors', account: 'accounts', mail: 'email', address: 'email', lang: 'language' };
/** The allowed word that is a slip or two away from what was written; null where none is, or more are. */
function nearest(written: string, allowed: readonly string[]): string | null {
  const near = allowed.filter((word) => editDistance(written.toLowerCase(), word, 2) <= 2);
  return near.length === 1 ? near[0]! : null;
}

/** Where else a field of this name stands. */
const PLACES: readonly [Record<string, unknown>, string][] = [[watchlistSchema.shape, 'at the top of the file'], [watchlistSchema.shape.election.shape, 'in `election`'], [watchlistSchema.shape.actors.element.shape, 'in an actor'], [sourceSchema.shape, 'in a source']];
function suggestion(key: string): string {
  if (MEANT[key] !== undefined) return `; did you mean \`${MEANT[key]}\`?`;
  const place = PLACES.find(([shape]) => Object.hasOwn(shape, key));
  return place === undefined ? '' : `; \`${key}\` stands ${place[1]}`;
}

/** The node at a path, or the nearest one above it when there is none. */
function locate(document: Document, path: Path): { offset: number; node: Node | null; found: boolean } {
  let node: Node | null = isNode(document.contents) ? document.contents : null;
  let offset = node?.range?.[0] ?? 0;
  for (const part of path) {
    const holder: Node | null | undefined = isAlias(node) ? node.resolve(document) : node;
    const next: unknown = isCollection(holder) ? holder.get(part as string | number, true) : undefined;
    if (!isNode(next)) return { offset, node, found: false };
    node = next;
    offset = node.range?.[0] ?? offset;
  }
  return { offset, node, found: true };
}

function keyOffset(document: Document, path: Path, key: string): number {
  const { offset, node } = locate(document, path);
  const holder = isAlias(node) ? node.resolve(document) : node;
  const pair = isMap(holder) ? holder.items.find((item) => isScalar(item.key) && String(item.key.value) === key) : undefined;
  return isScalar(pair?.key) ? pair.key.range?.[0] ?? offset : offset;
}
