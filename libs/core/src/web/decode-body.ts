import { isAscii } from 'node:buffer';

/** `how` names the evidence for the encoding: byte-order mark, HTTP header, `<meta>`, the bytes themselves, or the fallback. */
export interface DecodedBody { text: string; encoding: string; how: 'bom' | 'header' | 'meta' | 'bytes' | 'fallback'; /** The declared encoding was passed over for what the bytes are. */ overridden: string | null }

/** Never decoded although servers declare them: their escape sequences hide markup from whoever looks at the bytes. */
const REFUSED = new Set(['utf-7', 'iso-2022-jp', 'iso-2022-kr', 'iso-2022-cn', 'hz-gb-2312', 'replacement', 'x-user-defined']);

/**
 * Text of a body, as browsers find its encoding (WHATWG): byte-order mark, then the header's charset, then `<meta>` in the first 1,024 bytes, then the bytes
 * (valid UTF-8 is UTF-8), then windows-1252. One departure: a single-byte label over bytes that are valid multi-byte UTF-8 is passed over, because servers
 * that say windows-1252 over UTF-8 are common and legacy text is almost never valid UTF-8 by chance. Never throws; wrong bytes become U+FFFD, NUL is dropped.
 */
export function decodeBody(body: Uint8Array, contentType: string | null | undefined = null): DecodedBody {
  const bom = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 'utf-8' : body[0] === 0xff && body[1] === 0xfe ? 'utf-16le' : body[0] === 0xfe && body[1] === 0xff ? 'utf-16be' : null;
  if (bom !== null) return decoded(body, bom, 'bom', null);
  const header = knownEncoding(/charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(contentType ?? '')?.[1]);
  const meta = header === null ? metaEncoding(body) : null;
  const declared = header ?? meta;
  const how = header !== null ? 'header' : 'meta';
  if (declared === 'utf-8' || declared?.startsWith('utf-16')) return decoded(body, declared, how, null);
  if (isMultibyteUtf8(body)) return decoded(body, 'utf-8', 'bytes', declared);
  if (declared !== null) return decoded(body, declared, how, null);
  return isAscii(body) ? decoded(body, 'utf-8', 'bytes', null) : decoded(body, 'windows-1252', 'fallback', null);
}

const decoders = new Map<string, InstanceType<typeof TextDecoder>>();
function decoded(body: Uint8Array, encoding: string, how: DecodedBody['how'], overridden: string | null): DecodedBody {
  let decoder = decoders.get(encoding);
  if (decoder === undefined) decoders.set(encoding, decoder = new TextDecoder(encoding));
  const text = decoder.decode(body);
  return { text: text.includes('\0') ? text.replaceAll('\0', '') : text, encoding, how, overridden };
}

function knownEncoding(label: string | undefined): string | null {
  if (label === undefined || REFUSED.has(label.toLowerCase())) return null;
  try {
    const name = new TextDecoder(label).encoding;
    return REFUSED.has(name) ? null : name;
  } catch {
    return null; // an unknown label is no evidence
  }
}

function metaEncoding(body: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(body.subarray(0, 1024));
  const label = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(head)?.[1] ?? /^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})/i.exec(head)?.[1];
  const name = knownEncoding(label);
  // Bytes that a meta element could be read from are no UTF-16.
  return name?.startsWith('utf-16') ? 'utf-8' : name;
}

const strict = new TextDecoder('utf-8', { fatal: true });
/** At least one multi-byte sequence, and no invalid one; a sequence cut off by the end of the body counts as valid. */
function isMultibyteUtf8(body: Uint8Array): boolean {
  let end = body.length;
  for (let back = 1; back <= Math.min(3, body.length); back++) {
    const byte = body[body.length - back] ?? 0;
    if (byte >= 0xc0) { if (back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2)) end = body.length - back; break; }
    if (byte < 0x80) break;
  }
  try { strict.decode(body.subarray(0, end)); } catch { return false; }
  return !isAscii(body);
}
