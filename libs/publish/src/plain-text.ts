import { isolated, safeHref, visible } from './safe.js';
import type { Block, View } from './view.js';
import { textOf, type Inline, type Line } from './words.js';

const WIDTH = 78;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const breaks = new Intl.Segmenter('km', { granularity: 'word' });
/** Graphemes of a text: what a reader counts as characters. */
export const lengthOf = (text: string): number => { let n = 0; for (const _ of graphemes.segment(text)) n += 1; return n; };
const spaceless = /[\p{Script=Khmer}\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Marks that a line may not begin with: they belong to what stands before them. */
const clings = /^[\p{M}\p{Po}\p{Pe}\p{Pf}\u17D4-\u17D6]/u;

/** Where a line may end: after spaces, and inside scripts without spaces between words. Addresses stay whole. */
function pieces(text: string): string[] {
  return (text.match(/\S+\s*|\s+/g) ?? []).flatMap((run) => {
    if (!spaceless.test(run)) return [run];
    const parts: string[] = [];
    for (const { segment } of breaks.segment(run)) if (parts.length > 0 && (clings.test(segment) || segment.trim() === '')) parts[parts.length - 1] += segment; else parts.push(segment);
    return parts;
  });
}

/**
 * Lines of at most 78 graphemes, later ones indented. Nothing is put in or taken out but spaces at the ends of lines; a piece longer
 * than a line is cut between graphemes, unless it is an address, which stands alone on its line whole.
 */
export function wrap(text: string, first = '', rest = first): string[] {
  const lines: string[] = [];
  let line = first;
  let length = lengthOf(first);
  let empty = true;
  const flush = (): void => { lines.push(line.trimEnd()); line = rest; length = lengthOf(rest); empty = true; };
  for (const part of text.split('\n')) {
    for (const piece of pieces(part)) {
      const size = lengthOf(piece.trimEnd());
      if (!empty && length + size > WIDTH) flush();
      if (empty && length + size > WIDTH && !/^https?:\/\//.test(piece)) {
        for (const { segment } of graphemes.segment(piece)) { if (length >= WIDTH) flush(); line += segment; length += 1; empty = false; }
      } else { line += piece; length += lengthOf(piece); empty = false; }
    }
    flush();
  }
  return lines;
}

const plain = (line: Line): string => line.map((piece) => (typeof piece === 'string' ? visible(piece) : piece.data ? isolated(visible(piece.text).replace(/\s+/g, ' ')) : visible(piece.text))).join('');
/** Addresses of a line that its text does not already show. */
const addresses = (line: Line): string[] => [...new Set(line.flatMap((piece: Inline) => (typeof piece === 'object' ? [safeHref(piece.href)] : [])).filter((href) => href !== null))].filter((href) => !line.some((piece) => href.includes(textOf(piece)) && /\w\.\w/.test(textOf(piece))));
const withAddresses = (line: Line, first: string, rest: string): string[] => [...wrap(plain(line), first, rest), ...addresses(line).map((href) => `${rest}${href}`)];

/** Capitals for our own words only: a handle or a name in capitals would be another one. */
const heading = (line: Line): string => (line.every((piece) => typeof piece === 'string') ? plain(line).toUpperCase() : plain(line));

function table(block: Extract<Block, { kind: 'table' }>): string[] {
  const grid = [block.head, ...block.rows.map((row) => row.cells)].map((cells) => cells.map(plain));
  const widths = grid[0]!.map((_, column) => Math.max(...grid.map((cells) => lengthOf(cells[column]!))));
  const others = widths.slice(1).reduce((sum, width) => sum + width + 2, 0);
  const narrow = others > WIDTH - 12;
  const name = Math.min(widths[0]!, WIDTH - others);
  const pad = (text: string, width: number): string => ' '.repeat(Math.max(0, width - lengthOf(text))) + text;
  return grid.flatMap((cells, at) => {
    const notes = at === 0 ? [] : block.rows[at - 1]!.notes.filter((note) => plain(note).trim() !== '').flatMap((note) => withAddresses(note, '  ', '  '));
    if (narrow) return [...wrap(cells.join(' | '), '', '  '), ...notes];
    const [label = '', ...values] = cells;
    const lines = lengthOf(label) <= name ? [label] : wrap(label);
    const last = lines.pop()!;
    const figures = values.map((value, column) => pad(value, widths[column + 1]! + 2)).join('');
    return lengthOf(last) <= name ? [...lines, `${last}${' '.repeat(name - lengthOf(last))}${figures}`, ...notes] : [...lines, last, `${' '.repeat(name)}${figures}`, ...notes];
  });
}

function block(one: Block): string[] {
  switch (one.kind) {
    case 'line': return withAddresses(one.line, '   ', '   ');
    case 'items': return one.items.flatMap((item) => withAddresses(item, ' - ', '   '));
    // Marks of another kind than those within, so that it is seen where the quote ends.
    case 'quote': return [...wrap(/[«»]/.test(one.text) ? `“${isolated(visible(one.text))}”` : `«${isolated(visible(one.text))}»`, '   ', '   '), ...wrap(plain(one.source), '     ', '     ')];
    // What it shows stands in the table or the lines beside it.
    case 'picture': return [];
    default: return table(one);
  }
}

/** The note as plain text, lines of at most 80 characters (graphemes); only addresses may be longer. */
export function plainText(view: View): string {
  const parts: string[][] = [
    [...wrap(view.title.toUpperCase()), ...view.head.flatMap((line) => wrap(plain(line)))],
    ...(view.banner === null ? [] : [wrap(plain(view.banner))]),
    view.summary.flatMap((line) => wrap(plain(line))),
    ...view.sections.map((section) => [...(section.title === null ? [] : wrap(heading(section.title))), ...(section.tag === null ? [] : wrap(plain(section.tag), '   ')), ...section.blocks.flatMap(block)]),
    view.links.flatMap((line) => [...wrap(plain(line)), ...addresses(line)]),
  ];
  return `${parts.filter((part) => part.length > 0).map((part) => part.join('\n')).join('\n\n')}\n`;
}
