/** The absolute http(s) URL of a reference, without its fragment; null when it is none. */
export function absolute(reference: string | undefined, base: string): string | null {
  const trimmed = reference?.trim();
  if (trimmed === undefined || trimmed === '' || trimmed.length > 4096 || /^(javascript|data|mailto|tel|blob|about):/i.test(trimmed)) return null;
  try {
    const url = new URL(trimmed, base);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
    url.hash = '';
    return url.href;
  } catch { return null; }
}

/** As `absolute`, but keeps the fragment and other schemes that people follow (tg:, whatsapp:): for links that are shown and read for accounts. */
export function shownHref(reference: string | undefined, base: string): string | null {
  const trimmed = reference?.trim();
  if (trimmed === undefined || trimmed === '' || trimmed.startsWith('#') || trimmed.length > 4096) return null;
  try {
    const { href, protocol } = new URL(trimmed, base);
    return /^(javascript|data|blob|about|file|vbscript):$/.test(protocol) ? null : href;
  } catch { return null; }
}
