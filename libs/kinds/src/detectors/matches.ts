const NONE: readonly RegExpExecArray[] = [];

/**
 * All matches of a global pattern, in order. As `matchAll`, which copies the pattern for every text that it is asked of: the patterns here are long, the texts are
 * sentences, and most match nothing.
 */
export function allMatches(pattern: RegExp, text: string): readonly RegExpExecArray[] {
  pattern.lastIndex = 0;
  let match = pattern.exec(text);
  if (match === null) return NONE;
  const found: RegExpExecArray[] = [];
  for (; match !== null; match = pattern.exec(text)) {
    found.push(match);
    if (match[0] === '') pattern.lastIndex += 1;
  }
  return found;
}
