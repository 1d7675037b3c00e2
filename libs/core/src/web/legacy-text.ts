import type { DecodedBody } from './decode-body.js';

/** Fonts of before Unicode that draw Khmer over Latin letters; a text set in one reads as nonsense to everybody who has not the font. */
const LEGACY_FONTS = /(?:face\s*=\s*["']?|font-family\s*:\s*["']?)[^"';>]{0,40}\b(limon|abc[-_ ]?(?:text|zwsp|muol)|khek|tacteing|zawgyi)/i;
/** Four letters in a row that are each the bytes of one UTF-8 character read as Latin-1 or windows-1252. */
const TWICE_ENCODED = /(?:[\u00c2-\u00df][\u0080-\u00bf]|[\u00e0-\u00ef][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{2}){4}/;
const PRIVATE_USE = /[\ue000-\uf8ff]/g;
/** Icon fonts put a sign or two of the private area on many pages; a text has more, or hardly anything else. */
const ICONS = 8;

/**
 * Why the text of a page may not be what its readers see, in words an analyst can follow; empty for ordinary pages. `markup` is the decoded page. The bytes are
 * kept whatever is found, and nothing is converted: a guess at legacy text would be an invention.
 */
export function textFaults({ text: markup, encoding, how, overridden }: DecodedBody): string[] {
  const faults: string[] = [];
  const font = LEGACY_FONTS.exec(markup)?.[1];
  if (font !== undefined) faults.push(`set in ${font}, a font of before Unicode: its letters are not what readers see`);
  if (TWICE_ENCODED.test(markup)) faults.push('UTF-8 that was encoded twice');
  const own = markup.match(PRIVATE_USE)?.length ?? 0;
  if (own > ICONS || (own > 1 && own * 20 > markup.length)) faults.push(`${own} letters of a private font`);
  const broken = markup.match(/\ufffd/g)?.length ?? 0;
  if (broken * 10 > markup.length) faults.push(`${broken} bytes that are no ${encoding}`);
  if (how === 'fallback') faults.push(`no known encoding: read as ${encoding}`);
  else if (overridden !== null && overridden !== 'windows-1252' && overridden !== 'iso-8859-1') faults.push(`declared as ${overridden}, but ${encoding} by its bytes`);
  return faults;
}
