import { expect, it } from 'vitest';
import { statusLine } from './progress.js';

it('on a terminal one line renews itself; elsewhere a line is written now and then, and nothing is asked in between', async () => {
  const [written, asked] = [[] as string[], [] as number[]];
  const text = (n: number) => () => { asked.push(n); return `${n} documents`; };
  const elsewhere = statusLine({ terminal: false, everyMs: 60_000, write: (line) => { written.push(line); } });
  for (const n of [1, 2, 3]) await elsewhere.show(text(n));
  elsewhere.clear();
  expect(written).toEqual(['1 documents\n']);
  expect(asked).toEqual([1]);
  const terminal = statusLine({ terminal: true, write: (line) => { written.push(line); } });
  for (const n of [4, 5]) await terminal.show(text(n));
  expect(written.slice(1)).toEqual(['\r\u001B[2K4 documents', '\r\u001B[2K5 documents']);
});
