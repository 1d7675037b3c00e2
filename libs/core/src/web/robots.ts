/**
 * robots.txt by RFC 9309, and Google's behaviour where the RFC is silent: missing colons, common misspellings, `*` followed by words, percent-encoding,
 * `/index.htm` under an allowed folder. Files are bytes: patterns are compared as percent-encoded octets, whatever the encoding.
 */

/** RFC 9309 asks for at least this much to be read; what follows is ignored. Bytes. */
export const ROBOTS_MAX_BYTES = 500 * 1024;
/** Google ignores what follows on a longer line. */
const MAX_LINE = 2083 * 8 - 1;

type Directive = { kind: 'agent' | 'allow' | 'disallow' | 'delay' | 'sitemap'; value: string };
/** A parsed file: its directives in order. Ask `robotsFor` for what holds for one crawler. */
export interface Robots { directives: readonly Directive[] }
interface Rule { allow: boolean; parts: string[]; anchored: boolean; priority: number }
/** What holds for one crawler. */
export interface RobotsRules { rules: readonly Rule[]; /** null when none is stated. */ crawlDelayMs: number | null; sitemaps: string[] }

const KEYS: [Directive['kind'], RegExp][] = [
  ['agent', /^(user-agent|useragent|user agent)/i],
  ['allow', /^allow/i],
  ['disallow', /^(disallow|dissallow|dissalow|disalow|diasllow|disallaw)/i],
  ['delay', /^crawl-?delay/i],
  ['sitemap', /^site-?map/i],
];

/** Parses any bytes whatever; never throws. A string stands for its UTF-8 bytes. */
export function parseRobots(body: Uint8Array | string): Robots {
  const bytes = Buffer.from(typeof body === 'string' ? Buffer.from(body, 'utf8') : body).subarray(0, ROBOTS_MAX_BYTES);
  let start = 0;
  for (const byte of [0xef, 0xbb, 0xbf]) { if (bytes[start] !== byte) break; start++; }
  const directives: Directive[] = [];
  for (const line of bytes.toString('latin1', start).split(/\r\n|\n|\r/)) {
    const directive = parseLine(line.slice(0, MAX_LINE));
    if (directive !== null) directives.push(directive);
  }
  return { directives };
}

const SPACE = /^[ \t\v\f\r\n]+|[ \t\v\f\r\n]+$/g;
const strip = (text: string) => text.replace(SPACE, '');

function parseLine(line: string): Directive | null {
  const comment = line.indexOf('#');
  const text = strip(comment === -1 ? line : line.slice(0, comment));
  let separator = text.indexOf(':');
  if (separator === -1) {
    // Google takes "disallow /path" for "disallow: /path", but only where there are exactly two words.
    separator = text.search(/[ \t]/);
    if (separator === -1 || /[ \t]/.test(text.slice(separator).replace(/^[ \t]+/, ''))) return null;
  }
  const name = strip(text.slice(0, separator));
  const value = strip(text.slice(separator + 1));
  const kind = name === '' ? undefined : KEYS.find(([, pattern]) => pattern.test(name))?.[0];
  if (kind === undefined) return null;
  return { kind, value: kind === 'allow' || kind === 'disallow' ? percentEncoded(value) : value };
}

/** Octets above ASCII as %XX, and the hexadecimal digits of what is already encoded in upper case. `text` is one character an octet. */
const percentEncoded = (text: string) => text.replace(/%[0-9a-fA-F]{2}|[\x80-\xff]/g, (found) => (found.length === 3 ? found.toUpperCase() : `%${found.charCodeAt(0).toString(16).toUpperCase()}`));

/** The name by which robots.txt files address a crawler: the letters, hyphens and underscores that a user agent begins with. */
export const productToken = (userAgent: string): string => /^[A-Za-z_-]*/.exec(userAgent)?.[0] ?? '';

/**
 * The rules for a crawler called `token`: those of all groups that name it, or if none does those of `*`. A group named without rules means that everything
 * is allowed.
 */
export function robotsFor(robots: Robots, token: string): RobotsRules {
  const own: Rule[] = [];
  const general: Rule[] = [];
  let named = false; // some group names us
  let inOwn = false;
  let inGeneral = false;
  let closed = false; // a rule was seen, so that the next user-agent line begins a new group
  let ownDelay: number | null = null;
  let generalDelay: number | null = null;
  const sitemaps: string[] = [];
  const wanted = token.toLowerCase();
  for (const { kind, value } of robots.directives) {
    if (kind === 'sitemap') { sitemaps.push(Buffer.from(value, 'latin1').toString('utf8')); continue; }
    if (kind === 'agent') {
      if (closed) { inOwn = false; inGeneral = false; closed = false; }
      if (/^\*(\s|$)/.test(value)) inGeneral = true;
      else if (productToken(value).toLowerCase() === wanted && wanted !== '') { inOwn = true; named = true; }
      continue;
    }
    if (!inOwn && !inGeneral) continue;
    if (kind === 'delay') {
      const seconds = Number(value);
      if (value === '' || !(seconds >= 0)) continue;
      if (inOwn) ownDelay ??= seconds * 1000; else generalDelay ??= seconds * 1000;
      continue;
    }
    closed = true;
    const list = inOwn ? own : general;
    list.push(rule(kind === 'allow', value));
    const index = kind === 'allow' ? value.lastIndexOf('/') : -1;
    // Whoever allows /folder/index.html means /folder/ too.
    if (index !== -1 && value.startsWith('/index.htm', index)) list.push(rule(true, `${value.slice(0, index + 1)}$`));
  }
  return { rules: named ? own : general, crawlDelayMs: named ? ownDelay : generalDelay, sitemaps };
}

function rule(allow: boolean, pattern: string): Rule {
  const anchored = pattern.endsWith('$');
  return { allow, anchored, priority: pattern.length, parts: (anchored ? pattern.slice(0, -1) : pattern).split(/\*+/) };
}

/** Whether a URL may be fetched: the longest matching pattern decides, and allow wins a tie. Time is linear in the URL for each part of a pattern. */
export function isAllowed({ rules }: RobotsRules, url: string): boolean {
  const path = robotsPath(url);
  let allow = 0;
  let disallow = 0;
  for (const candidate of rules) {
    if (candidate.priority <= (candidate.allow ? allow : disallow) || !matches(candidate, path)) continue;
    if (candidate.allow) allow = candidate.priority; else disallow = candidate.priority;
  }
  return disallow <= allow;
}

/** Path and query of a URL as robots patterns see them, without needing the URL to be well formed. */
function robotsPath(url: string): string {
  const rest = url.replace(/^(?:[^/?;#]*:\/\/|\/\/)/, '');
  const at = rest.search(/[/?;]/);
  const hash = rest.indexOf('#');
  if (at === -1 || (hash !== -1 && hash < at)) return '/';
  const path = rest.slice(at, hash === -1 ? undefined : hash);
  return path.startsWith('/') ? path : `/${path}`;
}

/** Wildcards by taking the first place for each part: for patterns with `*` alone, if any placement matches, this one does. */
function matches({ parts, anchored }: Rule, path: string): boolean {
  const first = parts[0] ?? '';
  if (!path.startsWith(first)) return false;
  const last = parts.length - 1;
  if (last === 0) return !anchored || path.length === first.length;
  let at = first.length;
  for (let index = 1; index <= last; index++) {
    const part = parts[index] ?? '';
    if (index === last && anchored) return path.length - part.length >= at && path.endsWith(part);
    at = path.indexOf(part, at);
    if (at === -1) return false;
    at += part.length;
  }
  return true;
}
