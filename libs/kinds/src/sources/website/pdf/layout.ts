/** A run of text on a page: its lower left corner and size in points, y upward. */
export interface Run { text: string; x: number; y: number; width: number; size: number }
export interface Line { text: string; x: number; y: number; size: number }

/** Runs in the order of the file as lines: what stands at one height and goes on to the right is one line. Gaps wider than a quarter of the letters are spaces. */
export function linesOf(runs: readonly Run[]): Line[] {
  const lines: (Line & { end: number })[] = [];
  for (const run of runs) {
    if (run.text === '') continue;
    const last = lines.at(-1);
    const size = run.size || last?.size || 10;
    if (last !== undefined && Math.abs(run.y - last.y) < Math.max(size, last.size) * 0.4 && run.x >= last.end - size * 2) {
      const gap = run.x - last.end > size * 0.25 && !/\s$/.test(last.text) && !/^\s/.test(run.text);
      last.text += (gap ? ' ' : '') + run.text;
      last.end = run.x + run.width;
      if (run.text.trim() !== '') last.size = Math.max(last.size, size);
    } else if (run.text.trim() !== '') lines.push({ text: run.text, x: run.x, y: run.y, size, end: run.x + run.width });
  }
  return lines.map(({ text, x, y, size }) => ({ text: text.replace(/\s+/g, ' ').trim(), x, y, size })).filter(({ text }) => text !== '');
}

/** Letters of scripts that put no spaces between words: a line that breaks among them goes on without one. */
const UNSPACED = /[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u200B\u3040-\u30FF\u3400-\u9FFF]/;

/** A line and the one it goes on in. A hyphen at the end of a line before a small letter is the line's, not the word's. */
function joined(one: string, next: string): string {
  if (/\p{Ll}-$/u.test(one) && /^\p{Ll}/u.test(next)) return one.slice(0, -1) + next;
  return UNSPACED.test(one.at(-1) ?? '') && UNSPACED.test(next[0] ?? '') ? one + next : `${one} ${next}`;
}

/**
 * The text of pages: a paragraph a line of text. A new paragraph begins after a wider step than between the lines of the text, at another size of letters,
 * where the text goes up (a column, a page), after a line that ends early, and at a list's sign. Lines at the head and foot of most pages, and
 * page numbers, are left out.
 */
export function paragraphsOf(pages: readonly Line[][]): string[] {
  const furniture = repeatedLines(pages);
  const paragraphs: string[] = [];
  for (const page of pages) {
    const lines = page.filter((line, at) => !((at < 2 || at >= page.length - 2) && (furniture.has(shape(line.text)) || PAGE_NUMBER.test(line.text))));
    const step = usualStep(lines);
    const longest = Math.max(0, ...lines.map(({ text }) => text.length));
    let last: Line | null = null;
    for (const line of lines) {
      const overPage = last === null && /^\p{Ll}/u.test(line.text) && /[\p{L},-]$/u.test(paragraphs.at(-1) ?? '');
      const goesOn = last !== null && line.y < last.y && last.y - line.y <= step * 1.35 && Math.abs(line.size - last.size) < 1 && !LIST.test(line.text)
        && (last.text.length > longest * 0.85 || !/[.!?។៕:៖]$/u.test(last.text)) && last.text.length > longest * 0.45;
      if ((goesOn || overPage) && paragraphs.length > 0) paragraphs.push(joined(paragraphs.pop()!, line.text));
      else paragraphs.push(line.text);
      last = line;
    }
  }
  return paragraphs;
}

const PAGE_NUMBER = /^[-–—\s]*(page|ទំព័រ(ទី)?)?\s*[\p{Nd}]{1,4}(\s*(\/|of|នៃ)\s*\p{Nd}{1,4})?[-–—\s]*$/iu;
const LIST = /^([-–•●▪*]|\(?[\p{Nd}]{1,3}[.)។-]|\(?[a-z][.)]\s|[ក-អ][.)។])/u;
const shape = (text: string): string => text.replace(/\p{Nd}+/gu, '0');

/** Lines among the first or last two of at least three pages and half of them. */
function repeatedLines(pages: readonly Line[][]): Set<string> {
  const counts = new Map<string, number>();
  for (const page of pages) for (const text of new Set([...page.slice(0, 2), ...page.slice(-2)].map((line) => shape(line.text)))) counts.set(text, (counts.get(text) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count >= 3 && count * 2 >= pages.length).map(([text]) => text));
}

/** The step between lines that is most usual on a page, in points. */
function usualStep(lines: readonly Line[]): number {
  const steps = lines.slice(1).map((line, at) => lines[at]!.y - line.y).filter((step) => step > 1 && step < 80).sort((a, b) => a - b);
  return steps[Math.floor(steps.length / 3)] ?? 14;
}
