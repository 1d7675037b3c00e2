import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { isKeptWhole, keptUrl, LONGEST_KEPT_URL } from './kept-url.js';
import { normalUrl } from './normal-url.js';

it('leaves an address that fits, and cuts another so that it fits, begins alike and stays itself', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.nat(3000), (path, more) => {
    const url = `https://posts.example/${path}${'ក'.repeat(more)}`;
    const kept = keptUrl(url);
    expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(LONGEST_KEPT_URL);
    expect(kept.isWellFormed() || !url.isWellFormed()).toBe(true);
    expect(kept === url).toBe(isKeptWhole(url));
    expect(keptUrl(kept)).toBe(kept);
    if (kept !== url) expect([url.startsWith(kept.slice(0, kept.lastIndexOf('#cut-'))), keptUrl(`${url}x`) === kept]).toEqual([true, false]);
  }));
});
it('is what a link must be to be followed', () => {
  expect(normalUrl(`https://posts.example/${'a'.repeat(1900)}`)).not.toBeNull();
  expect(normalUrl(`https://posts.example/${'a'.repeat(2000)}`)).toBeNull();
});
