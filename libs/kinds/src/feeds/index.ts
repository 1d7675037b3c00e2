import { readJsonFeed } from './json-feed.js';
import type { Feed } from './model.js';
import { readXmlFeed } from './xml-feed.js';

export type { Entry, Feed, Stated, Written } from './model.js';
export { MOST_ENTRIES } from './tree.js';

/** Reads RSS, Atom, RDF or JSON Feed. Throws `Unreadable` for anything else, and for markup beyond the limits of `guardedParser`. */
export function readFeed(text: string): Feed {
  return /^\s*\{/.test(text) ? readJsonFeed(text) : readXmlFeed(text);
}
