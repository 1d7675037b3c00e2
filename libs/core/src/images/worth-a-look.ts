import { isKeptWhole } from '../web/kept-url.js';

/** Names of files that no decoder of ours takes: not worth a request to somebody's server. */
const NOT_READ = /\.(svgz?|gif|ico|avif|heic|bmp|tiff?|mp4|webm)$/i;

/** Images of one document that are looked at, unless its source's settings say otherwise. A gallery of hundreds is not made of posters. */
export const MOST_IMAGES = 10;
/** The most that settings may ask for. */
export const MOST_ASKED = 50;

/** What a source's `images` setting comes to: how many of each document. */
function wanted(setting: unknown): number {
  if (setting === false) return 0;
  const asked = typeof setting === 'object' && setting !== null && 'at_most' in setting ? setting.at_most : MOST_IMAGES;
  return typeof asked === 'number' ? Math.min(asked, MOST_ASKED) : MOST_IMAGES;
}

/** Those images of a document that are fetched: each address once, none that is too long to be remembered, formats that can be read, the first of very many. `setting`: the source's `images`. */
export function worthALook<Image extends { url: string }>(images: readonly Image[], setting: unknown = true): Image[] {
  const most = wanted(setting);
  const found = new Map<string, Image>();
  for (const image of images) {
    if (found.size >= most) break;
    if (isKeptWhole(image.url) && URL.canParse(image.url) && /^https?:$/.test(new URL(image.url).protocol) && !NOT_READ.test(new URL(image.url).pathname)) found.set(image.url, found.get(image.url) ?? image);
  }
  return [...found.values()];
}
