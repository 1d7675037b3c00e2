import { lookalikeOf, type Likeness } from '#core/accounts/lookalike.js';
import type { AccountKey, PlatformId, Span } from '#core/model.js';
import { foldText } from '#core/text/fold.js';
import { platforms } from '../../platforms/index.js';
import { observe, type Detector, type Found, type Prose } from '../detector.js';

/** `platform` is null where a bare @handle does not say on which one. */
export interface LookalikePayload { platform: PlatformId | null; handle: string; of: AccountKey; likeness: Likeness; distance: number }

/** Handles as people see them: letters of any alphabet, since that is how imitations are written. */
const HANDLE = '[\\p{L}\\p{M}\\p{N}_.-]{5,60}';
const AT = new RegExp(`(?<![\\p{L}\\p{N}_@./])@(${HANDLE})`, 'gu');
const HOSTS = platforms.filter(({ id }) => id !== 'other').flatMap(({ id, hosts }) => hosts.filter((host) => !host.startsWith('.')).map((host) => [host, id] as const));
const ADDRESS = new RegExp(`(?<![\\p{L}\\p{N}_-])(?:www\\.|m\\.)?(${HOSTS.map(([host]) => host.replaceAll('.', '\\.')).join('|')})/(?:s/)?@?(${HANDLE})`, 'giu');
const PLATFORM_OF = new Map<string, PlatformId>(HOSTS);
/** A page with more handles is a list of them. */
const MOST = 2000;

interface Named extends Span { platform: PlatformId | null; handle: string }

/** Handles that look like a watched account's without being it: see README.md beside this file. */
export const lookalikeAccount: Detector = {
  id: 'lookalike-account',
  version: 1,
  kinds: ['lookalike'],
  why: { km: ({ of }: LookalikePayload) => `ឈ្មោះស្រដៀងនឹងគណនីដែលតាមដាន ${of}` },
  detect(doc) {
    const watched = doc.watched ?? [];
    if (watched.length === 0) return [];
    return [...named(doc), ...linked(doc)].flatMap(({ start, end, platform, handle }): Found[] => {
      const there = platform === null ? watched : watched.filter(({ key }) => key.startsWith(`${platform}:`));
      const alike = lookalikeOf(handle, there);
      if (alike === null) return [];
      const payload: LookalikePayload = { platform, handle, ...alike };
      const found = observe(doc, 'lookalike', { start, end }, payload, `looks like the watched account ${alike.of}: ${alike.likeness}`, alike.likeness === 'one letter other' || alike.likeness === 'a word added' ? 0.5 : 0.8);
      return found === null ? [] : [found];
    });
  },
};

function named({ folded }: Prose): Named[] {
  const found: Named[] = [];
  const add = (match: RegExpExecArray, platform: PlatformId | null, written: string): void => {
    const handle = written.replace(/[.-]+$/, '');
    const start = match.index + match[0].length - written.length;
    if (found.length < MOST) found.push({ start, end: start + handle.length, platform, handle });
  };
  for (const match of folded.cased.matchAll(ADDRESS)) add(match, PLATFORM_OF.get(match[1]!.toLowerCase())!, match[2]!);
  const addresses = found.map(({ start }) => start);
  for (const match of folded.cased.matchAll(AT)) if (!addresses.includes(match.index + 1)) add(match, null, match[1]!);
  return found;
}

/** Addresses behind words of the text: the words are the quote. */
function linked({ links, folded }: Prose): Named[] {
  const found: Named[] = [];
  for (const { href, text } of links.slice(0, MOST)) {
    let address = href;
    try { address = decodeURIComponent(href); } catch { /* A stray % stands for itself. */ }
    const [match] = address.matchAll(ADDRESS);
    const words = match === undefined ? '' : foldText(text).trim();
    const start = words === '' ? -1 : folded.text.indexOf(words);
    if (match !== undefined && start !== -1 && !words.includes(match[2]!.toLowerCase())) found.push({ start, end: start + words.length, platform: PLATFORM_OF.get(match[1]!.toLowerCase())!, handle: match[2]!.replace(/[.-]+$/, '') });
  }
  return found;
}
