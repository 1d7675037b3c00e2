import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { removeDatabase, startPostgres, type EmbeddedPostgres } from '#infra/embedded-postgres/index.js';
import { openDatabase, type Database } from '#infra/store/open.js';
import { Installation, startProcess, until, type Process } from '../faults/installation.js';

let house: Installation;
let folder: string;
let target: EmbeddedPostgres;
const claque = async (args: string[], env: Record<string, string>): Promise<Process> => { const run = startProcess('apps/cli/src/main.js', args, env); await run.ended; return run; };
const counts = async (db: Database): Promise<Record<string, number>> => {
  const tables = await db.query<{ name: string }[]>(`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`);
  return Object.fromEntries(await Promise.all(tables.map(async ({ name }) => [name, (await db.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM "${name}"`))[0]!.n] as const)));
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'claque-target-'));
  house = await Installation.open({ sites: 1, letters: 8 });
  const worker = await house.worker();
  await house.rest();
  await worker.kill('SIGTERM');
  target = await startPostgres({ dataDir: join(folder, 'data'), what: 'test' });
});
afterAll(async () => {
  await house?.close();
  await target?.stop();
  removeDatabase(join(folder, 'data'));
  rmSync(folder, { recursive: true, force: true });
});

/** Puts a row into every table that has none, as far as its rules let a row of plain values in; resolves with the tables that stayed empty. */
async function fillEmptyTables(db: Database): Promise<string[]> {
  const VALUES: Record<string, string> = { text: `'x'`, 'character varying': `'x'`, boolean: 'true', jsonb: `'{}'`, json: `'{}'`, date: `'2031-03-01'`, uuid: 'gen_random_uuid()', ARRAY: `'{}'`, bytea: `'x'`, xid8: `'1'`, USER: `'x'` };
  const value = (type: string): string => VALUES[type] ?? (type.startsWith('timestamp') ? 'now()' : '1');
  let empty = Object.entries(await counts(db)).filter(([, n]) => n === 0).map(([name]) => name);
  for (let round = 0; round < 3; round++) {
    for (const name of empty) {
      const columns = await db.query<{ name: string; type: string }[]>(`SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'`, [name]);
      await db.query(`INSERT INTO "${name}" (${columns.map((column) => `"${column.name}"`).join()}) VALUES (${columns.map(({ type }) => value(type)).join()})`).catch(() => { /* it refers to one that comes in a later round, or wants one of few words */ });
    }
    empty = Object.entries(await counts(db)).filter(([, n]) => n === 0).map(([name]) => name);
  }
  return empty;
}

it('claque migrate-storage moves a running house to another PostgreSQL and another place of evidence, and leaves the old one paused', async () => {
  const { DATABASE_URL: _embedded = '', ...env } = house.env;
  const evidence = join(folder, 'evidence');
  const args = ['migrate-storage', '--to-database', target.url, '--to-evidence', evidence, '--data', house.dataDir];
  await house.db.destroy();
  const dry = await claque([...args, '--dry-run'], env);
  expect(dry.output).toMatch(/\d+ bodies would be copied\n\d+ tables would be copied to 127\.0\.0\.1:\d+, which is empty[\s\S]*Nothing was changed/);
  await house.reopen();
  expect((await fillEmptyTables(house.db)).length).toBeLessThan(5);
  await house.db.query('DELETE FROM pauses');
  const before = await counts(house.db);
  const busy = await claque(args, env);
  expect(busy.output).toMatch(/connections of workers, the API or other commands are open/);
  await house.db.destroy();
  const moved = await claque(args, env);
  expect((await moved.ended).code, moved.output).toBe(0);
  expect(moved.output).not.toContain(new URL(target.url).password);
  expect((await claque(args, env)).output).toContain('already has tables of claque');
  await house.reopen();
  const db = await openDatabase(target.url, 2);
  try {
    const { cluster_progress: _judgedAgain, ...there } = await counts(db);
    const { cluster_progress: _own, ...here } = before;
    expect(there).toEqual(here);
    // The new house goes on: numbers continue, and a new letter is read, judged and kept in the new place.
    Object.assign(house.sites, { letters: 9 });
    await db.query(`UPDATE frontier SET due_at = now() WHERE role = 'start'`);
    const worker = await house.worker({ env: { DATABASE_URL: target.url, CLAQUE_EVIDENCE_DIR: evidence } });
    await until('the new letter', async () => (await db.query<unknown[]>(`SELECT 1 FROM observations o JOIN documents d ON d.id = o.document_id WHERE d.url LIKE '%/letters/8.html'`)).length > 0);
    expect(worker.lines.filter(({ result }) => result === 'failed')).toEqual([]);
  } finally { await db.destroy(); }
  expect((await house.db.query<{ why: string }[]>('SELECT why FROM pauses WHERE resumed_at IS NULL'))[0]!.why).toMatch(/^moved to 127\.0\.0\.1:\d+$/);
});
