import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { run } from './detect.js';

const folder = mkdtempSync(join(tmpdir(), 'claque-detect-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('reads the main text of a crawled page where there is one, and marks spans in it', async () => {
  const main = 'All staff must join t.me/orchard_daily today.';
  const page = { url: 'https://orchard.example/1', title: null, text: `Home Contact Follow us on t.me/orchard_footer ${main}`, links: [] };
  writeFileSync(join(folder, 'in.jsonl'), `${JSON.stringify({ ...page, main_text: main })}\n${JSON.stringify({ ...page, main_text: null })}\n`);
  await run([join(folder, 'in.jsonl')], { out: join(folder, 'out.jsonl') });
  const [read, visible] = readFileSync(join(folder, 'out.jsonl'), 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { calls: { span: [number, number]; quote: string; target: { handle: string } }[] }).calls);
  expect(read!.map(({ target }) => target.handle)).toEqual(['orchard_daily']);
  expect(main.slice(...read![0]!.span)).toBe(read![0]!.quote);
  expect(visible!.map(({ target }) => target.handle)).toContain('orchard_footer');
});
