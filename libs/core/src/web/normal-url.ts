import { MAX_URL_LENGTH } from './guard-url.js';
import { isKeptWhole } from './kept-url.js';

/** Parameters that say how a reader came, not what is read. */
const TRACKING = /^(utm_[a-z_]+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|_ga|_gl|ref_src|spm|__twitter_impression)$/i;
/** Parameters that carry a visitor's session: each visit would give new URLs of the same pages. */
const SESSION = /^(phpsessid|jsessionid|aspsessionid\w*|asp\.net_sessionid|sessionid|session_id|sessid|sid|cfid|cftoken|zenid|oscsid)$/i;

/**
 * The one form of a URL under which it is asked for and remembered, or null when it is no http(s) URL that may be asked for, or too long to be remembered (`LONGEST_KEPT_URL`). No fragment, no tracking or
 * session parameters, no port that the scheme implies, hexadecimal digits of escapes in upper case, unreserved characters unescaped. The order of parameters
 * stays, since servers may read it. Idempotent.
 */
export function normalUrl(href: string, base?: string | URL): string | null {
  const text = href.trim();
  if (text === '' || text.length > MAX_URL_LENGTH) return null;
  let url: URL;
  try { url = new URL(text, base); } catch { return null; }
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.username !== '' || url.password !== '') return null;
  const host = url.host.replace(/\.+(?=$|:)/, '');
  // A name may be none without its last dot: `a.1.` is one, `a.1` would be read as an address.
  if (host === '' || (host !== url.host && !URL.canParse(`http://${host}`))) return null;
  // Set, not spliced: what is left of `/.;sid=1` is a dot segment, which goes too.
  if (url.pathname.includes(';')) url.pathname = url.pathname.replace(/;(jsessionid|phpsessid|sid)=[^/;]*/gi, '');
  const path = escapes(url.pathname);
  const search = url.search === '' ? '' : query(url.search);
  const normal = `${url.protocol}//${host}${path}${search}`;
  return isKeptWhole(normal) ? normal : null;
}

function query(search: string): string {
  const kept = search.slice(1).split('&').filter((pair) => {
    const name = decode(pair.split('=', 1)[0] ?? '');
    return pair !== '' && !TRACKING.test(name) && !SESSION.test(name);
  });
  return kept.length === 0 ? '' : `?${escapes(kept.join('&'))}`;
}

const decode = (text: string) => { try { return decodeURIComponent(text); } catch { return text; } };

/**
 * RFC 3986, 6.2.2: `%7e` is `~`, `%c3` is `%C3`. A dot stays escaped, so that no path segment turns into `..`; nothing is unescaped after a stray `%`, with which
 * it could make a new escape.
 */
function escapes(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?<!%|%[0-9a-fA-F])%([0-9a-fA-F]{2})/g, (found, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[A-Za-z0-9_~-]/.test(character) ? character : found.toUpperCase();
  });
}

/** Host and port as they stand in a URL, without a leading `www.`: pages under both are one site. */
export const siteOf = (url: string): string => /^https?:\/\/(?:www\.)?([^/?#]*)/i.exec(url)?.[1]?.toLowerCase() ?? '';

/** scheme://host:port of a URL in normal form. */
export const originOf = (url: string): string => /^https?:\/\/[^/?#]*/i.exec(url)?.[0] ?? '';
