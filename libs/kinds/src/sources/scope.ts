export interface PathScope { include: string[]; exclude: string[] }

/** Files that are not pages. */
export const NO_PAGE = /\.(jpe?g|png|gif|webp|svg|ico|css|js|docx?|xlsx?|pptx?|zip|rar|gz|mp3|mp4|avi|mov|webm|apk|exe|woff2?)$/i;

/** Whether `path` fits a pattern in which `*` stands for anything. Linear: no pattern of a user can make it slow. */
export function fits(pattern: string, path: string): boolean {
  const parts = pattern.split('*');
  if (parts.length === 1) return path === pattern;
  if (!path.startsWith(parts[0]!)) return false;
  let at = parts[0]!.length;
  for (const part of parts.slice(1, -1)) {
    const found = path.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  const last = parts.at(-1)!;
  return path.length - last.length >= at && path.endsWith(last);
}

const hostOf = (url: URL): string => url.host.replace(/^www\./, '');
/** Whether two URLs are of one host; a leading `www.` makes no difference. */
export const sameHost = (a: string, b: string): boolean => hostOf(new URL(a)) === hostOf(new URL(b));

/** Whether a URL belongs to a source: its host, none of the excluded patterns, and one of the included where there are any. */
export function inScope(address: string | URL, base: string | URL, { include, exclude }: PathScope): boolean {
  const url = typeof address === 'string' ? new URL(address) : address;
  if (hostOf(url) !== hostOf(typeof base === 'string' ? new URL(base) : base) || NO_PAGE.test(url.pathname)) return false;
  const path = url.pathname + url.search;
  if (exclude.some((pattern) => fits(pattern, path))) return false;
  return include.length === 0 || include.some((pattern) => fits(pattern, path));
}
