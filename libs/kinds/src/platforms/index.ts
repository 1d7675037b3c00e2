import type { AccountKey, AccountRef, Link } from '#core/model.js';
import type { CounterReader } from './counter.js';
import type { Platform } from './platform.js';
import { facebook } from './facebook/platform.js';
import { instagram } from './instagram/platform.js';
import { line } from './line/platform.js';
import { other } from './other/platform.js';
import { telegram } from './telegram/platform.js';
import { tiktok } from './tiktok/platform.js';
import { whatsapp } from './whatsapp/platform.js';
import { x } from './x/platform.js';
import { youtube } from './youtube/platform.js';

export type { CounterReader, SeenCount } from './counter.js';
export type { Platform } from './platform.js';

export const platforms: Platform[] = [telegram, tiktok, facebook, x, youtube, instagram, whatsapp, line, other];
const byId = new Map(platforms.map((platform) => [platform.id, platform]));

/** Name of a platform as readers know it. */
export const platformName = (id: string): string => byId.get(id)?.name ?? id;

/** How followers of a platform's accounts are seen from outside; null where there is no way. */
export const counterOf = (platform: string): CounterReader | null => byId.get(platform)?.counter ?? null;

/** The address of an account's public page; its own url where the platform has no public form. */
export const accountUrl = (ref: AccountRef): string | null => (ref.handle === null || ref.platform === 'other' ? ref.url : byId.get(ref.platform)?.profile(ref.handle) ?? ref.url);

const HOSTS = new Map<string, Platform>();
for (const platform of platforms) for (const host of platform.hosts) HOSTS.set(host, platform);

function platformOfHost(hostname: string): Platform | null {
  const host = hostname.toLowerCase().replace(/^(?:www|m|mobile|web|touch|mbasic|l|lm|[a-z]{2}-[a-z]{2})\./, '').replace(/\.$/, '');
  const direct = HOSTS.get(host);
  if (direct) return direct;
  const dot = host.indexOf('.');
  return dot < 0 ? null : HOSTS.get(host.slice(dot)) ?? HOSTS.get(`.${host.slice(dot + 1)}`) ?? null;
}

/** Redirecting share addresses, and the parameter that holds where they lead. */
const WRAPPERS: [RegExp, string][] = [[/^lm?\.facebook\.com$/, 'u'], [/^(?:www\.)?youtube\.com$/, 'q'], [/^(?:www\.)?google\.[a-z.]+$/, 'url'], [/^l\.instagram\.com$/, 'u']];

/**
 * The account an address leads to: handle without @, lower case unless it is an id whose case matters, null for invites and short links; the address as written. Null when it is no account
 * of a known social platform (a post's address gives the account that posted it, where it names one). Scheme, www, m., tracking parameters and redirecting
 * wrappers make no difference.
 */
export function accountFromUrl(written: string, depth = 0): AccountRef | null {
  let text = written.trim().replace(/[\u200B-\u200D\u2060\uFEFF]/g, '');
  if (text.length > 2048) return null;
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) text = `https://${text.replace(/^\/\//, '')}`;
  let url: URL;
  try { url = new URL(text); } catch { return null; }
  if (url.protocol === 'tg:') return refOf(telegram, telegram.account(url), written);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  const wrapper = WRAPPERS.find(([host]) => host.test(url.hostname));
  const inner = wrapper && /\/(?:l\.php|redirect|url)?$/.test(url.pathname) ? url.searchParams.get(wrapper[1]) : null;
  if (inner && depth < 3) return accountFromUrl(inner, depth + 1);
  const platform = platformOfHost(url.hostname);
  return platform === null ? null : refOf(platform, platform.account(url), written);
}

function refOf(platform: Platform, found: { handle: string | null } | null, url: string): AccountRef | null {
  return found === null ? null : { platform: platform.id, handle: found.handle === null ? null : platform.cased?.test(found.handle) ? found.handle : found.handle.toLowerCase(), url };
}

/** `platform:handle`, the key under which an account is kept. Null for invites, short links and unnamed platforms. */
export const accountKey = (ref: AccountRef): AccountKey | null => (ref.handle === null || ref.platform === 'other' ? null : `${ref.platform}:${ref.handle.toLowerCase()}`);

/** What folded text says about accounts: an address, an @handle, or only a platform's name. Half-open range of the folded text. */
export interface Mention { start: number; end: number; kind: 'url' | 'handle' | 'name'; ref: AccountRef }

const hostPattern = [...new Set(platforms.flatMap((platform) => platform.hosts.map((host) => host.replace(/^\./, ''))))].sort((a, b) => b.length - a.length).map((host) => host.replaceAll('.', '\\.')).join('|');
const URLS = new RegExp(`(?:https?://|(?<![\\w@.-]))(?:[\\w-]+\\.)*(?:${hostPattern})/[^\\s<>"'()\\[\\]{}។៕៖،，、]+|tg://[^\\s<>"']+`, 'gi');
const OTHER_URLS = /https?:\/\/[^\s<>"'()[\]{}។៕]+|www\.[^\s<>"'()[\]{}។៕]+/gi;
const HANDLES = /(?<![\w@./:])@([a-z0-9_](?:[\w.]{0,38}\w)?)(?![\w@]|\.[a-z]{2,})/gi;
const NAMES = platforms.map((platform) => ({ platform, names: new RegExp(platform.names, 'g'), cased: platform.casedNames ? new RegExp(platform.casedNames, 'g') : null }));
/** Quick test: no name pattern can match without one of these. */
const ANY_NAME = new RegExp(platforms.map((platform) => platform.names).join('|'));
const ANY_CASED = new RegExp(platforms.flatMap((platform) => platform.casedNames ?? []).join('|'));
/** Stops the work on hostile pages; more accounts than this in one text are a list, not calls. */
const MOST = 20_000;

/**
 * Every mention of accounts and platforms in folded text, in order of place and without overlap. A bare @handle takes the platform of `handlePlatform`,
 * of a platform named near it ("TikTok @x", "@x on TikTok"), else Telegram's: there a
 * bare handle is an address, elsewhere people name the platform or give a link.
 */
export function findMentions(folded: { text: string; cased: string }, handlePlatform: string | null = null): Mention[] {
  const found: Mention[] = [];
  const taken: [number, number][] = [];
  for (const match of folded.cased.matchAll(URLS)) {
    const written = match[0].replace(/[.,;:!?…*_~`]+$/, '');
    taken.push([match.index, match.index + written.length]);
    const ref = accountFromUrl(written);
    if (ref && found.length < MOST) found.push({ start: match.index, end: match.index + written.length, kind: 'url', ref });
  }
  for (const match of folded.cased.matchAll(OTHER_URLS)) taken.push([match.index, match.index + match[0].length]);
  taken.sort((a, b) => a[0] - b[0]);
  const isTaken = (at: number) => {
    let low = 0;
    let high = taken.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (at < taken[middle]![0]) high = middle - 1;
      else if (at >= taken[middle]![1]) low = middle + 1;
      else return true;
    }
    return false;
  };
  const names: Mention[] = [];
  const addName = (platform: Platform, match: RegExpExecArray) => {
    if (!isTaken(match.index) && names.length < MOST) names.push({ start: match.index, end: match.index + match[0].length, kind: 'name', ref: { platform: platform.id, handle: null, url: null } });
  };
  if (ANY_NAME.test(folded.text)) for (const { platform, names: pattern } of NAMES) for (const match of folded.text.matchAll(pattern)) addName(platform, match);
  if (ANY_CASED.test(folded.cased)) for (const { platform, cased } of NAMES) if (cased) for (const match of folded.cased.matchAll(cased)) addName(platform, match);
  names.sort((a, b) => a.start - b.start);
  const named = new Set(names.map(({ ref }) => ref.platform));
  const only = named.size === 1 && found.length === 0;
  for (const match of folded.text.matchAll(HANDLES)) {
    if (isTaken(match.index) || found.length >= MOST) continue;
    const end = match.index + match[0].length;
    const near = handlePlatform === null ? nearest(names, match.index, end, only ? 120 : 60) : null;
    found.push({ start: match.index, end, kind: 'handle', ref: { platform: near ?? handlePlatform ?? 'telegram', handle: match[1]!, url: null } });
  }
  for (const name of names) if (!found.some((mention) => mention.start <= name.start && name.end <= mention.end)) found.push(name);
  return found.sort((a, b) => a.start - b.start);
}

/** The platform named just before a handle, or just after it ("@x on TikTok"): within `least` letters, fewer where the text names several. */
function nearest(names: Mention[], start: number, end: number, least: number): string | null {
  let best: string | null = null;
  for (const name of names) {
    const gap = name.end <= start ? start - name.end : name.start >= end ? (name.start - end) + 1 : 0;
    if (gap < least) { least = gap; best = name.ref.platform; }
  }
  return best;
}

/** Accounts that a page links to, each once, in the order of the links. */
export function accountsInLinks(links: Link[]): AccountRef[] {
  const found = new Map<string, AccountRef>();
  for (const { href } of links.slice(0, MOST)) {
    const ref = accountFromUrl(href);
    if (ref) found.set(accountKey(ref) ?? ref.url ?? '', ref);
  }
  return [...found.values()];
}

/** Accounts in folded text (addresses and handles, not bare names) and links, each once. */
export function accountsInText(folded: { text: string; cased: string }, links: Link[]): AccountRef[] {
  const found = new Map<string, AccountRef>();
  for (const ref of [...findMentions(folded).filter((mention) => mention.kind !== 'name').map((mention) => mention.ref), ...accountsInLinks(links)]) {
    const key = accountKey(ref) ?? `${ref.platform}:${ref.handle ?? ref.url}`;
    if (!found.has(key)) found.set(key, ref);
  }
  return [...found.values()];
}
