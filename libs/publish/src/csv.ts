import { visible } from './safe.js';

/** Cells of CSV, in the two ways in which the product writes them: for people who open a table, and for programs that join on what stands in it. */

/**
 * A cell that no spreadsheet runs. Everything is quoted; a text that begins like a formula, also after spaces, quotes, semicolons or
 * marks that nobody sees, gets an apostrophe before it. Numbers go in as numbers.
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return '""';
  if (typeof value === 'number') return String(value);
  const text = visible(value);
  const risky = /^[\s\p{Cf}"';,%|\uFFFD]*[=+\-@＝＋－＠|\t]/u.test(text) || /[\n][\s\p{Cf}]*[=+\-@＝＋－＠]/u.test(text) || /^[\t\n\r%|]/.test(text) || /^(?:%0[0-9a-f])+[=+\-@]/i.test(text);
  return `"${(risky ? `'${text}` : text).replace(/"/g, '""')}"`;
}

/**
 * A cell that holds a text byte for byte, quoted only where it must be (RFC 4180): for files whose ids are joined with the file they came from. What stands in
 * it is the caller's own text, also where a spreadsheet would run it.
 */
export const exactCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
