const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The first words of a text that is longer than `most` units, with an ellipsis: ends after a word, and never inside a cluster. A shorter text as it is. */
export function opening(text: string, most: number): string {
  const whole = text.replaceAll(/\s+/g, ' ').trim();
  if (whole.length <= most) return whole;
  let cut = '';
  for (const { segment } of graphemes.segment(whole)) { if (cut.length + segment.length > most) break; cut += segment; }
  // A script without spaces has no word to end after.
  const space = whole[cut.length] === ' ' ? cut.length : cut.lastIndexOf(' ');
  return `${(space > most / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
