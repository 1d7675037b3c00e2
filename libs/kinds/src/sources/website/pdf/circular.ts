import type { Link, Published, ReadDocument } from '#core/model.js';
import { languageOf } from '../../../markup/language.js';
import type { Capture } from '../../source-kind.js';
import { statedEvidence } from '../published/evidence.js';
import { parseDate } from '../published/parse-date.js';
import { paragraphsOf, type Line } from './layout.js';

/** What was taken from a PDF: lines of its pages, and what the file says about itself. */
export interface PdfContent { pages: Line[][]; links: Link[]; title: string | null; author: string | null; created: string | null }

/** A document from the lines of a PDF; null where they hold no words. */
export function circularOf({ finalUrl, fetchedAt }: Pick<Capture, 'finalUrl' | 'fetchedAt'>, { pages, links, title, author, created }: PdfContent): ReadDocument | null {
  const paragraphs = paragraphsOf(pages);
  const text = paragraphs.join('\n').toWellFormed();
  if ((text.match(/[\p{L}\p{M}]{2,}/gu)?.length ?? 0) < 5) return null;
  return {
    url: finalUrl, externalId: null, title: usable(title) ?? headline(pages[0] ?? []) ?? paragraphs[0]!.slice(0, 200), text, language: languageOf(text, null), author: usable(author),
    published: dateOf(paragraphs, created, finalUrl, fetchedAt), links, images: [], views: null, forwardedFrom: null, edited: false,
  };
}

/** A document from text that a recognising program read from a scanned PDF. Its lines are the program's. */
export function circularFromText(capture: Pick<Capture, 'finalUrl' | 'fetchedAt'>, text: string): ReadDocument | null {
  const pages = text.split('\f').map((page) => page.split(/\r?\n/).map((line, at): Line => ({ text: line.trim(), x: 0, y: -14 * at, size: 10 })).filter((line) => line.text !== ''));
  return circularOf(capture, { pages, links: [], title: null, author: null, created: null });
}

/** What programs put in for want of a title. */
const NO_TITLE = /^(untitled|document\d*|microsoft word|powerpoint|print|scan(ned)?\b|\S+\.(docx?|pdf|xlsx?|pptx?|indd|odt)$|(user|admin|owner|acer|asus|dell|hp|lenovo|pc)\d*$)|\.(docx?|pdf|xlsx?|pptx?)\b/i;
function usable(text: string | null): string | null {
  const clean = text?.replaceAll('\0', '').replace(/\s+/g, ' ').trim().toWellFormed() ?? '';
  return clean.length < 3 || clean.length > 300 || NO_TITLE.test(clean) || clean.includes('\uFFFD') ? null : clean;
}

/** The lines in the largest letters of the first page, where these are larger than most. */
function headline(lines: readonly Line[]): string | null {
  const sizes = lines.map(({ size }) => size).sort((a, b) => a - b);
  const largest = sizes.at(-1) ?? 0;
  if (largest < (sizes[Math.floor(sizes.length / 2)] ?? 0) * 1.15) return null;
  const first = lines.findIndex(({ size }) => size > largest - 0.5);
  const title: string[] = [];
  for (const { text, size } of lines.slice(first, first + 4)) { if (size <= largest - 0.5) break; title.push(text); }
  return usable(title.join(' '));
}

/** Lines at the head and foot of a letter that may date it. */
const ENDS = 15;

/** Where a letter is dated: a short line at its head or foot, its address, or else the day on which the file was made. */
function dateOf(paragraphs: readonly string[], created: string | null, url: string, fetchedAt: Date): Published | null {
  const newest = fetchedAt.getTime() + 86_400_000;
  const found = (text: string, how: string): Published | null => {
    const dated = parseDate(text);
    return dated === null || dated.at.getTime() > newest || dated.at.getUTCFullYear() < 1990 ? null : { ...dated, how };
  };
  const ends = [...paragraphs.slice(0, ENDS), ...paragraphs.slice(ENDS).slice(-ENDS).reverse()].filter((line) => line.length <= 140);
  for (const line of ends) { const date = found(line, 'text'); if (date !== null) return date; }
  for (const { text } of statedEvidence({ jsonLd: [], metas: new Map() }, url)) { const date = found(text, 'url'); if (date !== null) return date; }
  const parts = /^D:(\d{4})(\d\d)(\d\d)/.exec(created ?? '');
  return parts === null ? null : found(`${parts[1]}-${parts[2]}-${parts[3]}`, 'pdf-created');
}
