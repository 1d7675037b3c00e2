import { existsSync, realpathSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { passes, type Figure } from './set.js';
import { sets } from './sets/index.js';

/** `npm run gate [-- NAME…] [--report FILE]`: judges each data set found under CLAQUE_DATA; a line for each figure with its floor. */
const { values, positionals } = parseArgs({ options: { report: { type: 'string' } }, allowPositionals: true });
const data = process.env['CLAQUE_DATA'];
if (!data || !existsSync(data)) {
  console.error(data ? `CLAQUE_DATA is ${data}, and there is no such folder` : 'CLAQUE_DATA is not set: give the folder with the data sets to judge on');
  process.exit(2);
}
// The servers among the data start only where they are called by the path at which they really stand.
const folder = realpathSync(data);
const report: Record<string, { missing: string[] } | { figures: (Figure & { passed: boolean })[] } | { error: string }> = {};
let passed = 0;
let failed = 0;
const all = await Promise.all(sets.map((load) => load()));
const unknown = positionals.filter((name) => !all.some((set) => set.name === name));
if (unknown.length > 0) {
  console.error(`no gate is called ${unknown.join(', ')}; there are: ${all.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
for (const set of all) {
  if (positionals.length > 0 && !positionals.includes(set.name)) continue;
  const missing = set.needs.filter((path) => !existsSync(join(folder, path)));
  if (missing.length > 0) {
    console.log(`missing  ${set.name}: no ${missing.join(', ')}`);
    report[set.name] = { missing };
    continue;
  }
  const started = performance.now();
  try {
    const figures = (await set.judge(folder)).map((figure) => ({ ...figure, passed: passes(figure) }));
    report[set.name] = { figures };
    for (const { name, value, floor, atMost, of, passed: good } of figures) {
      if (floor !== undefined && good) passed++;
      else if (floor !== undefined) failed++;
      const against = floor === undefined ? '' : ` (floor ${atMost ? '≤' : '≥'} ${floor})`;
      console.log(`${floor === undefined ? 'figure ' : good ? 'ok     ' : 'FAIL   '} ${set.name}: ${name} ${Number(value.toFixed(4))}${against}${of ? ` ${of}` : ''}`);
    }
    if (figures.length === 0) throw new Error('the set gave no figure');
  } catch (error) {
    failed++;
    report[set.name] = { error: String(error) };
    console.log(`FAIL    ${set.name}: ${error instanceof Error ? error.stack : String(error)}`);
  }
  console.log(`        ${set.name} took ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
if (values.report) await writeFile(values.report, `${JSON.stringify(report, null, 1)}\n`);
console.log(`${passed} passed, ${failed} failed`);
if (passed + failed === 0) console.error('nothing was judged');
process.exit(values.report || (failed === 0 && passed > 0) ? 0 : 1);
