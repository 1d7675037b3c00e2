import { Unreadable } from '#core/errors.js';

/** Bytes that a page may have; longer ones are refused before they are decoded. The longest article page measured has 3 MB. */
export const MAX_PAGE_BYTES = 12 * 1024 * 1024;

/**
 * The text of a page or feed. Which character set: byte order mark, then the Content-Type header, then what the first 2,048 bytes declare
 * (`<meta charset>`, `<?xml encoding>`), then UTF-8 if the bytes are valid UTF-8, else windows-1252, as browsers do. Unknown names are passed over.
 * Throws `Unreadable` when the body is longer than `maxBytes`.
 */
export function decodeBody(body: Uint8Array, contentType: string | undefined, maxBytes: number = MAX_PAGE_BYTES): string {
  if (body.byteLength > maxBytes) throw new Unreadable('parser-failed', `the page has ${body.byteLength} bytes, more than the ${maxBytes} that are read`);
  const marked = byteOrderMark(body);
  if (marked !== null) return decoderFor(marked)!.decode(body);
  const head = new TextDecoder('latin1').decode(body.subarray(0, 2048));
  const declared = [
    /charset\s*=\s*["']?([\w:.-]+)/i.exec(contentType ?? '')?.[1],
    /<meta[^>]+charset\s*=\s*["']?([\w:.-]+)/i.exec(head)?.[1],
    /^\s*<\?xml[^>]+encoding\s*=\s*["']([\w:.-]+)["']/i.exec(head)?.[1],
  ];
  for (const name of declared) {
    // A declaration that could be read as ASCII cannot be UTF-16.
    const decoder = name === undefined || /^utf-?16/i.test(name) ? null : decoderFor(name);
    if (decoder !== null) return decoder.decode(body);
  }
  try { return new TextDecoder('utf-8', { fatal: true }).decode(body); } catch { return new TextDecoder('windows-1252').decode(body); }
}

function byteOrderMark(body: Uint8Array): string | null {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8';
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be';
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le';
  return null;
}

function decoderFor(name: string): InstanceType<typeof TextDecoder> | null {
  try { return new TextDecoder(name); } catch { return null; }
}
