import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Sink } from '#core/coordination/output/bytes.js';
import { jsonLines } from '#core/coordination/output/json-lines.js';
import { wholeFile } from '#infra/files/whole.js';

export type Table = (sink: Sink) => void;

let written = (): void => {};
/** What is called with every chunk that is written: a thread that others wait for shows that it goes on. */
export function showProgress(show: () => void): void { written = show; }

/** A file of the folder `out`; null for one that this run does not have: it is removed, should an earlier run have left it. */
export function writeFile(out: string, name: string, content: Table | null): void {
  const file = join(out, name);
  if (content === null) { rmSync(file, { force: true }); return; }
  const whole = wholeFile(file);
  content((chunk) => { whole.write(chunk); written(); });
  whole.close();
}

/** A table as CSV, and as JSON lines where they are wanted. */
export function writeTable(out: string, name: string, table: Table | null, jsonl: boolean): void {
  writeFile(out, `${name}.csv`, table);
  writeFile(out, `${name}.jsonl`, table === null || !jsonl ? null : (sink) => jsonLines(table, sink));
}
