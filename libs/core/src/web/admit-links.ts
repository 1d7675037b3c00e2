import { normalUrl } from './normal-url.js';
import { queryShape, trapSign } from './trap.js';

/** Links that one page may put into the frontier, most urgent first: a page of a hundred thousand links is a flood or a mistake. */
export const MOST_LINKS_OF_A_PAGE = 1000;
/** URLs of one page that differ only in the numbers of their query: days of a calendar, pages of a list. */
const MOST_ALIKE = 50;

/** Links worth a visit, in their normal form and once each, without those that look like part of an endless space. `links` are in order of urgency. */
export function admitLinks<L extends { url: string }>(links: readonly L[], most: number = MOST_LINKS_OF_A_PAGE): { admitted: L[]; traps: number; over: number } {
  const admitted = new Map<string, L>();
  const shapes = new Map<string, number>();
  let traps = 0;
  let over = 0;
  for (const link of links) {
    const url = normalUrl(link.url);
    if (url === null || admitted.has(url)) continue;
    const shape = queryShape(url);
    const alike = shape === null ? 0 : (shapes.get(shape) ?? 0) + 1;
    if (shape !== null) shapes.set(shape, alike);
    if (alike > MOST_ALIKE || trapSign(url) !== null) traps++;
    else if (admitted.size >= most) over++;
    else admitted.set(url, url === link.url ? link : { ...link, url });
  }
  return { admitted: [...admitted.values()], traps, over };
}
