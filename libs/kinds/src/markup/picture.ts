/** Attributes of `<img>` in which its addresses stand. Scripts fill `src` from the others when a reader comes near: until then it holds a stand-in or nothing. */
export const PICTURE_ATTRIBUTES = ['data-srcset', 'data-lazy-srcset', 'srcset', 'data-src', 'data-lazy-src', 'data-original', 'src'] as const;
const SETS = PICTURE_ATTRIBUTES.slice(0, 3);
const SINGLES = PICTURE_ATTRIBUTES.slice(3);

/** Of several sizes the largest up to this many pixels across is taken: enough for the small print and codes of a poster, and no photographer's original. */
const WIDEST = 2000;
/** Assumed of a picture that says how many pixels it has for one of the page's, and not how many those are. */
const USUAL_WIDTH = 800;
const MOST_CANDIDATES = 50;
const MOST_LENGTH = 8192;

/**
 * The address of the picture that an `<img>` shows, as written: the best of its sets of sizes, else its single address, an address that waits for the reader before
 * a stand-in; else the best of `sources`, the `srcset`s of the `<source>`s before it in a `<picture>`. Null where there is none but data.
 */
export function pictureAddress(read: (attribute: string) => string | null | undefined, sources: readonly string[] = []): string | null {
  for (const name of SETS) { const best = bestOf(read(name)); if (best !== null) return best; }
  for (const name of SINGLES) { const one = read(name)?.trim(); if (one && isAddress(one)) return one; }
  for (const source of sources) { const best = bestOf(source); if (best !== null) return best; }
  return null;
}

/** Formats that browsers choose among by themselves; those that no decoder of ours takes are passed over. */
export const isReadableSource = (type: string | null | undefined): boolean => !type || /^\s*image\/(jpe?g|png|webp)\b/i.test(type);

const isAddress = (text: string): boolean => !/^(data|blob|about|javascript):/i.test(text);

/** The widest candidate of a `srcset` that is not too wide, or the narrowest of those that are. */
function bestOf(set: string | null | undefined): string | null {
  if (!set) return null;
  let best: { url: string; width: number } | null = null;
  for (const one of candidates(set)) {
    if (!isAddress(one.url)) continue;
    if (best === null || (best.width > WIDEST ? one.width < best.width : one.width > best.width && one.width <= WIDEST)) best = one;
  }
  return best?.url ?? null;
}

/** Candidates of a `srcset` (HTML, 4.8.4.2.1): an address may hold commas, but not end with one. */
function candidates(set: string): { url: string; width: number }[] {
  const found: { url: string; width: number }[] = [];
  const next = /[\s,]*(\S+)/y;
  const rest = /[^,]*(?:,|$)/y;
  const text = set.slice(0, MOST_LENGTH);
  for (let at = 0; found.length < MOST_CANDIDATES;) {
    next.lastIndex = at;
    const match = next.exec(text);
    if (match === null) break;
    at = next.lastIndex;
    let url = match[1]!;
    let descriptor = '';
    if (url.endsWith(',')) {
      let end = url.length;
      while (url[end - 1] === ',') end--;
      url = url.slice(0, end);
    } else {
      rest.lastIndex = at;
      descriptor = rest.exec(text)?.[0] ?? '';
      at += descriptor.length;
    }
    const [, size, unit] = /(\d+(?:\.\d+)?)([wx])/.exec(descriptor) ?? [];
    if (url !== '') found.push({ url, width: unit === 'w' ? Number(size) : USUAL_WIDTH * Number(size ?? 1) });
  }
  return found;
}
