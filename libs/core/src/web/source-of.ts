/**
 * The address to watch where somebody found an article: the deepest list above it that the page itself links to, else the site's start. `links` are those of
 * the page, absolute. An address that cannot be read as one is given back as it is.
 */
export function sourceOf(article: string, links: readonly string[]): string {
  if (!URL.canParse(article)) return article;
  const page = new URL(article);
  const linked = new Set(links.flatMap((link) => {
    if (!URL.canParse(link)) return [];
    const { origin, pathname, search } = new URL(link);
    return origin === page.origin && search === '' ? [withSlash(pathname)] : [];
  }));
  const steps = page.pathname.split('/').filter((step) => step !== '').slice(0, -1);
  for (let depth = steps.length; depth > 0; depth -= 1) {
    // Days and months of an archive are lists of one time, not of what comes.
    if (steps.slice(0, depth).every((step) => /^\d{1,4}$/.test(step)) || /^\d{1,4}$/.test(steps[depth - 1]!)) continue;
    const path = `/${steps.slice(0, depth).join('/')}/`;
    if (linked.has(path)) return `${page.origin}${path}`;
  }
  return `${page.origin}/`;
}
const withSlash = (path: string): string => (path.endsWith('/') ? path : `${path}/`);
