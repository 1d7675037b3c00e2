/** Names of files that no decoder of ours takes: not worth a request to somebody's server. */
const NOT_READ = /\.(svgz?|gif|ico|avif|heic|bmp|tiff?|mp4|webm)$/i;

/** Images of one document that are looked at. A gallery of hundreds is not made of posters. */
export const MOST_IMAGES = 10;

/** Those images of a document that are fetched: each address once, formats that can be read, the first of very many. */
export function worthALook<Image extends { url: string }>(images: readonly Image[]): Image[] {
  const found = new Map<string, Image>();
  for (const image of images) {
    if (found.size >= MOST_IMAGES) break;
    if (URL.canParse(image.url) && /^https?:$/.test(new URL(image.url).protocol) && !NOT_READ.test(new URL(image.url).pathname)) found.set(image.url, found.get(image.url) ?? image);
  }
  return [...found.values()];
}
