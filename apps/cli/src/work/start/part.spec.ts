import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Part, waitAfter, type PartEvents, type PartPlan } from './part.js';

let folder: string;
let part: Part | null = null;
let heard: string[];
let bell: () => void = () => {};
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'claque-part-')); heard = []; });
afterEach(async () => { part?.force(); await part?.stop(); part = null; rmSync(folder, { recursive: true }); });

const events: PartEvents = {
  message: (name, message) => { heard.push(`${name} ${JSON.stringify(message)}`); bell(); },
  died: (name, how, wait) => { heard.push(`${name} ${how}, wait ${wait}`); bell(); },
  gaveUp: (name, reason, lines) => { heard.push(`${name} gave up: ${reason}`, ...lines); bell(); },
};

function begin(source: string, more: Partial<PartPlan> = {}): Part {
  const main = join(folder, 'main.mjs');
  writeFileSync(main, source);
  part = new Part({ name: 'worker', main, args: [], env: () => ({ PATH: process.env['PATH'], SECRET: 'hidden' }), logFile: join(folder, 'worker.log'), ...more }, events);
  part.start();
  return part;
}

async function until(what: RegExp): Promise<void> {
  const deadline = Date.now() + 25_000;
  while (!heard.some((line) => what.test(line))) {
    if (Date.now() > deadline) throw new Error(`never heard ${what}, but: ${heard.join(' | ')}`);
    await new Promise<void>((resolve) => { bell = resolve; setTimeout(resolve, 200); });
  }
}

it('a part says that it is ready, is told to stop, and its output is in its log', async () => {
  const worker = begin(`
    process.on('SIGTERM', () => { console.log('drained with ' + process.env.SECRET); process.exit(0); });
    process.send({ type: 'ready', note: 'all queues' });
    setInterval(() => {}, 1000);`);
  await until(/"ready","note":"all queues"/);
  await worker.stop();
  expect(readFileSync(join(folder, 'worker.log'), 'utf8')).toBe('drained with hidden\n');
  expect(heard).toHaveLength(1);
});

it('a part that is asked answers, and one that ends instead is no answer', async () => {
  const asked = begin(`
    process.on('message', ({ clock }) => { if (clock === 'end') process.exit(0); process.send({ clock }); });
    console.log('{}'); setInterval(() => {}, 1000);`, { readyLine: true });
  await until(/ready/);
  await expect(asked.ask({ clock: 'noon' })).resolves.toBeUndefined();
  await expect(asked.ask({ clock: 'end' })).rejects.toThrow('worker ended');
});

it('a part that dies is started again, the third quick death ends the attempts with its last lines', async () => {
  begin('console.error("the disk is on fire"); process.exit(3);');
  await until(/gave up/);
  expect(heard).toEqual([
    'worker ended with code 3, wait 500',
    'worker ended with code 3, wait 2000',
    'worker gave up: ended with code 3, 3 times within seconds',
    'the disk is on fire',
  ]);
});

it('a part that refuses is not started again, and its reason is passed on', async () => {
  begin('process.send({ type: "refused", message: "the clock is 9 s ahead" }); process.on("disconnect", () => {}); setTimeout(() => process.exit(1), 50);');
  await until(/gave up/);
  expect(heard).toEqual(['worker gave up: the clock is 9 s ahead']);
});

it('a message of no known shape is noted in the log and changes nothing', async () => {
  begin('process.send({ type: "progress", documents: -1 }); process.send({ type: "ready" }); setInterval(() => {}, 1000);');
  await until(/ready/);
  expect(heard).toEqual(['worker {"type":"ready"}']);
  expect(readFileSync(join(folder, 'worker.log'), 'utf8')).toContain('does not know');
});

it('a first line of JSON on standard output is "ready" for a part that knows no channel', async () => {
  begin('console.log(JSON.stringify({ sites: 4 })); setInterval(() => {}, 1000);', { readyLine: true });
  await until(/ready/);
  expect(readFileSync(join(folder, 'worker.log'), 'utf8')).toBe('{"sites":4}\n');
});

it('waits grow, and end at the third quick death', () => {
  expect([0, 1, 2, 3].map(waitAfter)).toEqual([500, 500, 2000, null]);
});
