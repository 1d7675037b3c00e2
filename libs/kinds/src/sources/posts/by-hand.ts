import { z } from 'zod';
import { BadInput } from '#core/errors.js';
import type { AccountRef } from '#core/model.js';
import { newPost, type PostLine } from './line.js';

/** Who captured it: a code, never a name. Digits are asked for, since names have none. */
const code = z.string().regex(/^(?=.*\d)[A-Za-z0-9-]{1,16}$/, 'a code such as A7 or obs-12 (letters, digits, hyphens, at least one digit), never a name');

export const handNote = z.strictObject({
  /** screenshot: a picture of what was seen; counts: a sheet of counters; broadcast: a note of what was said on air. */
  kind: z.enum(['screenshot', 'counts', 'broadcast']),
  /** The picture, sheet or recording, beside the note. */
  file: z.string().min(1).max(500),
  by: code,
  /** With the zone in which it was captured. */
  at: z.iso.datetime({ offset: true }),
  /** How it was seen, so that somebody else could look again. */
  how: z.string().min(10, 'a sentence that says how it was seen (device, place, logged in or not)').max(2000),
  confirmed_by: code.optional(),
  /** Where it stood, if it had an address. */
  url: z.url({ protocol: /^https?$/ }).optional(),
  /** What it says, word for word. */
  text: z.string().max(100_000).optional(),
  title: z.string().max(500).optional(),
  counts: z.array(z.strictObject({ account: z.string().min(1), value: z.int().nonnegative(), bound: z.enum(['=', '≈', '≥', '≤']).default('=') })).max(1000).optional(),
}).refine(({ by, confirmed_by: second }) => by.toLowerCase() !== second?.toLowerCase(), { path: ['confirmed_by'], message: 'whoever confirms is another person' })
  .refine(({ kind, text, counts }) => (kind === 'counts' ? (counts?.length ?? 0) > 0 : (text ?? '').trim() !== ''), { message: 'a screenshot or broadcast needs `text`, what it says word for word; a sheet of counts needs `counts`' });
export type HandNote = z.output<typeof handNote>;

/** A note as a post that is marked by hand. `sha256` is that of the note's file; `accountOf` understands an account's address. BadInput where one cannot be understood. */
export function postOfNote(note: HandNote, sha256: string, accountOf: (address: string) => AccountRef | null): PostLine {
  const at = new Date(note.at).toISOString();
  const counters = (note.counts ?? []).map(({ account, value, bound }) => {
    const [platform, handle] = /^([a-z]+):@?([\w.-]+)$/i.exec(account)?.slice(1) ?? [];
    const ref = platform === undefined ? accountOf(account) : { platform: platform.toLowerCase(), handle: handle!.toLowerCase() };
    if (ref === null || ref.handle === null) throw new BadInput(`"${account}" is no account: write platform:handle, such as telegram:first_citizen, or its address`);
    return { platform: ref.platform, handle: ref.handle, value, bound, text: `${value} (by hand)` };
  });
  const text = note.text?.trim() ?? (note.counts ?? []).map(({ account, value, bound }) => `${account} ${bound} ${value}`).join('\n');
  return newPost({
    url: `${note.url ?? 'import:by-hand'}#by-hand-${sha256.slice(0, 16)}`, title: note.title ?? null, text, published: { at, precision: 'minute', text: note.at },
    byHand: { by: note.by, at: note.at, how: note.how, sha256, confirmedBy: note.confirmed_by ?? null }, counters,
  });
}
