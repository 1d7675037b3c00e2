import { lineText } from '../../markup/find.js';
import { parseMarkup } from '../../markup/parse.js';
import { printedCount, type CounterReader } from '../counter.js';

/** An official account's public page: "Friends 12,345". */
export const lineCounter: CounterReader = {
  page: (handle) => `https://page.line.me/${handle}`,
  read({ text }) {
    const shown = /\bfriends\s*:?\s*([\d,.]+)/i.exec(lineText(parseMarkup(text)))?.[1];
    return shown === undefined ? null : printedCount(shown);
  },
};
