import { isAbsolute, relative } from 'node:path';
import type { PartProgress } from '#core/contract/process.js';

/** Between two lines of progress where the output is a file. */
const FILE_MS = 15_000;
/** Lines of progress in a file, so that the whole start stays readable. */
const FILE_LINES = 8;

/** What a person sees of `claque start`: a label and what it is, a line each; on a terminal, progress renews its line. */
export class Screen {
  private renewed = '';
  private shown = 0;
  private lines = 0;

  constructor(private readonly out: { write(text: string): unknown; isTTY?: boolean }, private readonly now: () => number = () => Date.now()) {}

  line(label: string, text: string): void { this.plain(`${label.padEnd(12)} ${text}`); }

  plain(text: string): void {
    if (this.renewed === '') this.out.write(`${text}\n`);
    else this.out.write(`\r\u001B[2K${text}\n${this.renewed}`);
  }

  progress(progress: PartProgress, last = false): void {
    const text = `${'reading'.padEnd(12)} ${progressWords(progress)}`;
    if (this.out.isTTY) {
      this.renewed = text;
      this.out.write(`\r\u001B[2K${text}`);
    } else if (last || (this.now() - this.shown >= FILE_MS && this.lines < FILE_LINES)) {
      this.shown = this.now();
      this.lines += 1;
      this.out.write(`${text}\n`);
    }
  }

  /** Leaves the renewed line as it is and goes on below it. */
  settle(): void {
    if (this.renewed !== '') this.out.write('\n');
    this.renewed = '';
  }
}

/** "3 of 14 sources, 92 documents, 12 calls, 1 drive". */
export function progressWords({ sourcesVisited, sources, documents, calls, drives, edition }: PartProgress): string {
  const count = (n: number, word: string) => `${n.toLocaleString('en')} ${word}${n === 1 ? '' : 's'}`;
  return [`${sourcesVisited} of ${count(sources, 'source')}`, count(documents, 'document'), count(calls, 'call'), count(drives, 'drive'), ...(edition === undefined ? [] : [`edition ${edition}`])].join(', ');
}

/** A path as a person would type it from `from`. */
export function shortPath(path: string, from: string): string {
  const short = relative(from, path);
  return short === '' ? '.' : short.startsWith('..') || isAbsolute(short) ? path : short;
}
