/** What can hide an element by its own style; a quick look before the declarations are read. */
const MAY_HIDE = /display|visibility|opacity|font|left|top|right|indent|clip|height|width|color|background|scale/i;

/**
 * Whether an element's own attributes keep it from readers: `hidden`, and styles that leave nothing to see (no display, transparent, letters of two pixels or less, in the
 * colour of their ground, off the screen, clipped to nothing). 'still' where pages also do so to what they show later, when a script moves it in: whoever
 * asks must look at how much text would go. What style sheets and scripts do is not known.
 */
export function hiddenBy(attribs: Readonly<Record<string, string>>): 'never shown' | 'still' | null {
  if (attribs['hidden'] !== undefined && attribs['hidden'] !== 'until-found') return 'never shown';
  const style = attribs['style'];
  if (style === undefined || style.length > 5000 || !MAY_HIDE.test(style)) return null;
  const declared = declarations(style);
  const value = (name: string): string => declared.get(name) ?? '';
  const size = /^(-?[\d.]+)(px|pt|em|rem|%)?/.exec(value('font-size') || (/(?:^|\s)([\d.]+(?:px|pt))(?=[\s/])/.exec(value('font'))?.[1] ?? ''));
  if (size !== null && Number(size[1]) <= TINY[size[2] ?? 'px']!) return 'never shown';
  if (isGround(value('color'), value('background-color') || value('background'))) return 'never shown';
  const apart = /absolute|fixed/.test(value('position'));
  if (apart && ['left', 'top', 'right', 'bottom'].some((side) => far(value(side)))) return 'never shown';
  if (far(value('text-indent')) || (apart && (/^rect\(\s*(0|1px)[\s,]/.test(value('clip')) || /^inset\((5\d|[6-9]\d|100)%/.test(value('clip-path'))))) return 'never shown';
  const cut = /hidden|clip/.test(`${value('overflow')} ${value('overflow-x')} ${value('overflow-y')}`);
  if (cut && ['height', 'max-height', 'width', 'max-width'].some((side) => /^[01](px|em|rem|%)?$/.test(value(side)))) return 'still';
  if (value('display') === 'none' || /^(hidden|collapse)$/.test(value('visibility')) || /^0?\.?0*%?$/.test(value('opacity') || '1') || /scale\(0[,)]/.test(value('transform'))) return 'still';
  return null;
}

/** Sizes at which letters cannot be read, by unit. */
const TINY: Record<string, number> = { px: 2, pt: 1.5, em: 0.15, rem: 0.15, '%': 15 };
/** Moved by more than a screen's width. */
const far = (length: string): boolean => /^-(\d{4,}(px|pt)?|9\d\d(px|pt)?|\d{2,}(em|rem)|\d{3,}(vw|vh|%))/.test(length);

function declarations(style: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const one of style.toLowerCase().split(';')) {
    const colon = one.indexOf(':');
    if (colon > 0) found.set(one.slice(0, colon).trim(), one.slice(colon + 1).replace('!important', '').trim());
  }
  return found;
}

const NAMED: Record<string, string> = { white: '#ffffff', black: '#000000', transparent: 'none' };
/** One form of a colour; '' where the value has none that is known. */
function colour(value: string): string {
  const rgb = /rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:\s*[,/]\s*([\d.]+))?/.exec(value);
  if (rgb !== null) return rgb[4] !== undefined && Number(rgb[4]) === 0 ? 'none' : `#${[rgb[1], rgb[2], rgb[3]].map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`;
  const hex = /#([0-9a-f]{3,8})\b/.exec(value)?.[1];
  if (hex !== undefined) return `#${hex.length < 6 ? hex.slice(0, 3).replace(/./g, '$&$&') : hex.slice(0, 6)}`;
  const name = /(?:^|\s)([a-z]{3,20})(?=\s|$)/.exec(value)?.[1] ?? '';
  return NAMED[name] ?? (/^(none|inherit|initial|unset|currentcolor|url)$/.test(name) ? '' : name);
}
const isGround = (letters: string, ground: string): boolean => letters !== '' && (colour(letters) === 'none' || (ground !== '' && colour(letters) !== '' && colour(letters) === colour(ground)));
