/** The first `most` UTF-16 units of a text, and one less where a character would be cut in half: a half is no text that a database or a page takes. */
export function beginningOf(text: string, most: number): string {
  const cut = text.slice(0, most);
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}
