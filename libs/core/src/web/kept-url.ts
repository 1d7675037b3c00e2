import { sha256Of } from '../sha256.js';

/** An address is a key of tables, whose indexes hold 2,704 bytes a row, the election's and the source's name among them. Bytes of UTF-8. */
export const LONGEST_KEPT_URL = 2000;

export const isKeptWhole = (url: string): boolean => url.length <= LONGEST_KEPT_URL && (url.length * 3 <= LONGEST_KEPT_URL || Buffer.byteLength(url) <= LONGEST_KEPT_URL);

/** The address of something that is kept whatever its address: its beginning and a mark of the whole where it is too long to be a key. The same for the same address. */
export function keptUrl(url: string): string {
  if (isKeptWhole(url)) return url;
  const mark = `#cut-${sha256Of(url).slice(0, 16)}`;
  return `${Buffer.from(url).subarray(0, LONGEST_KEPT_URL - mark.length).toString().replace(/\uFFFD+$/, '')}${mark}`;
}
