import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readSent, sentLedger } from './sent-ledger.js';

it('knows every mail that left, each once; a line that was cut off is none, and a ledger that is not there is not an empty one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'claque-sent-'));
  const file = join(folder, 'data/sent.log');
  try {
    expect(await readSent(file)).toBeNull();
    const [one, two] = [sentLedger(file), sentLedger(file)];
    await Promise.all([one.note('a'), two.note('b'), one.note('c'), two.note('a')]);
    await one.close();
    await two.close();
    appendFileSync(file, 'cut o');
    expect((await readSent(file))!.sort()).toEqual(['a', 'b', 'c']);
  } finally { rmSync(folder, { recursive: true, force: true }); }
});
