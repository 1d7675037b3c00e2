/** What a body is, for choosing a reader. 'other' is what no reader takes: archives, video, fonts, unknown bytes. */
export type BodyKind = 'html' | 'xml' | 'json' | 'text' | 'image' | 'pdf' | 'other';

const BY_TYPE: [RegExp, BodyKind][] = [
  [/^(text\/html|application\/xhtml\+xml)$/, 'html'],
  [/^image\//, 'image'],
  [/^application\/pdf$/, 'pdf'],
  [/^(application|text)\/(.*\+)?xml$/, 'xml'],
  [/^(application|text)\/(.*\+)?json$/, 'json'],
  [/^text\//, 'text'],
];

const startsWith = (body: Uint8Array, ...bytes: number[]) => bytes.every((byte, at) => body[at] === byte);

/** What the first bytes say where they are unmistakable (images, PDF, archives), whatever the header claims; else null. */
export function magicKind(body: Uint8Array): BodyKind | null {
  if (startsWith(body, 0x89, 0x50, 0x4e, 0x47) || startsWith(body, 0xff, 0xd8, 0xff) || startsWith(body, 0x47, 0x49, 0x46, 0x38)) return 'image';
  if (startsWith(body, 0x52, 0x49, 0x46, 0x46) && body[8] === 0x57 && body[9] === 0x45) return 'image';
  if (startsWith(body, 0x25, 0x50, 0x44, 0x46, 0x2d)) return 'pdf';
  // gzip, zip, zstd, 7z, rar, Matroska
  if ([[0x1f, 0x8b], [0x50, 0x4b, 3, 4], [0x28, 0xb5, 0x2f, 0xfd], [0x37, 0x7a, 0xbc, 0xaf], [0x52, 0x61, 0x72, 0x21], [0x1a, 0x45, 0xdf, 0xa3]].some((magic) => startsWith(body, ...magic))) return 'other';
  return null;
}

/** What a Content-Type header says; null when there is none or it says nothing (application/octet-stream). */
export function declaredKind(contentType: string | null | undefined): BodyKind | null {
  const type = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === '' || type === 'application/octet-stream' || !type.includes('/')) return null;
  return BY_TYPE.find(([pattern]) => pattern.test(type))?.[1] ?? 'other';
}

/**
 * The kind of a body: unmistakable first bytes first, then the header. A body without a usable header is markup only if it begins like markup; without
 * that it is 'other', never guessed further, since a guess is how a script becomes a page.
 */
export function bodyKind(contentType: string | null | undefined, body: Uint8Array): BodyKind {
  const magic = magicKind(body);
  if (magic !== null) return magic;
  const declared = declaredKind(contentType);
  if (declared !== null) return declared;
  const start = new TextDecoder('latin1').decode(body.subarray(0, 512)).replace(/^(\xEF\xBB\xBF)?\s*/, '').toLowerCase();
  if (/^<\?xml|^<(rss|feed|urlset|sitemapindex)\b/.test(start)) return 'xml';
  if (/^<(!doctype html|!--|html|head|body|meta|title|p|div|h1|script|table)\b|^<!doctype html/.test(start)) return 'html';
  if (/^[[{]/.test(start)) return 'json';
  return 'other';
}
