import { Unreadable } from '#core/errors.js';
import { decodeBody } from '#core/web/decode-body.js';

/** Bytes that a page may have; longer ones are refused before they are decoded. The longest of 589 real pages has 1.6 MB. */
export const MAX_PAGE_BYTES = 12 * 1024 * 1024;

/** The encoding that an XML declaration names, as part of a content type: the declaration counts where the server says nothing. */
function withDeclaredCharset(contentType: string | undefined, body: Uint8Array): string | undefined {
  if (/charset\s*=/i.test(contentType ?? '')) return contentType;
  const name = /^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(new TextDecoder('latin1').decode(body.subarray(0, 200)))?.[1];
  return name === undefined || /^utf-?16|^ucs/i.test(name) ? contentType : `application/xml; charset=${name}`;
}

/** The text of a page or feed. Throws `Unreadable` when the body is longer than `maxBytes`. */
export function decodePage(body: Uint8Array, contentType: string | undefined, maxBytes: number = MAX_PAGE_BYTES): string {
  if (body.byteLength > maxBytes) throw new Unreadable('parser-failed', `the page has ${body.byteLength} bytes, more than the ${maxBytes} that are read`);
  return decodeBody(body, withDeclaredCharset(contentType, body)).text;
}

const PIECE = 1 << 20;

/** The text of a long body in pieces of a megabyte, in the encoding that its beginning shows: the text as a whole is never in memory. */
export function* decodedPieces(body: Uint8Array, contentType: string | undefined): Generator<string> {
  const { encoding } = decodeBody(body.subarray(0, 64 << 10), withDeclaredCharset(contentType, body));
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < body.length; at += PIECE) yield decoder.decode(body.subarray(at, at + PIECE), { stream: true });
  yield decoder.decode();
}
