/** A reference resolved as an http(s) URL without its fragment; null when it is none. */
export function absoluteUrl(reference: string | undefined, base: string): URL | null {
  const trimmed = reference?.trim();
  if (trimmed === undefined || trimmed === '' || trimmed.length > 4096 || /^(javascript|data|mailto|tel|blob|about):/i.test(trimmed)) return null;
  const url = URL.parse(trimmed, base);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null;
  if (url.href.includes('#')) url.hash = '';
  return url;
}

/** The absolute http(s) URL of a reference, without its fragment; null when it is none. */
export const absolute = (reference: string | undefined, base: string): string | null => absoluteUrl(reference, base)?.href ?? null;

/** As `absolute`, but keeps the fragment and other schemes that people follow (tg:, whatsapp:): for links that are shown and read for accounts. */
export function shownHref(reference: string | undefined, base: string): string | null {
  const trimmed = reference?.trim();
  if (trimmed === undefined || trimmed === '' || trimmed.startsWith('#') || trimmed.length > 4096) return null;
  try {
    const { href, protocol } = new URL(trimmed, base);
    return /^(javascript|data|blob|about|file|vbscript):$/.test(protocol) ? null : href;
  } catch { return null; }
}
