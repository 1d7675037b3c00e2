import { expect, it } from 'vitest';
import { migrate, pastDeadlocks } from '#infra/store/open.js';
import { migrations } from '#infra/store/migrations/index.js';
import { LEVEL, OLDEST } from '#infra/store/release-level.js';
import { Installation, startProcess, until } from './installation.js';
import { buildOf, commitBeforeLastMigration } from './older-build.js';

/** What the next release may do to the tables while this one still runs: add. */
const NEXT = [
  'ALTER TABLE documents ADD COLUMN next_release text', `ALTER TABLE snapshots ADD COLUMN next_release int NOT NULL DEFAULT 0`, 'CREATE TABLE next_release (id bigserial PRIMARY KEY)',
  'CREATE INDEX documents_next ON documents (election_id, next_release)', `INSERT INTO schema_versions (timestamp, name) VALUES (9999999999999, 'Next9999999999999')`,
];

it('F15: a worker goes on, and a new one starts, on tables that the next release has expanded; nothing is lost', async () => {
  const house = await Installation.open();
  try {
    house.sites.pauseMs = 40;
    const worker = await house.worker();
    await until('documents', async () => (await house.count('documents')) > 5);
    // As a release migrates: beside workers that hold rows, and again where that comes to a deadlock.
    await pastDeadlocks(() => house.db.transaction(async (tx) => { for (const statement of NEXT) await tx.query(statement); await tx.query('UPDATE release_level SET level = $1', [LEVEL + 1]); }));
    const second = await house.worker();
    await house.rest();
    expect([worker.alive, second.alive]).toEqual([true, true]);
    expect(await house.faults()).toEqual([]);
    expect([...worker.lines, ...second.lines].filter(({ level }) => level === 50)).toEqual([]);
    // The release after that takes away what this one needs: it says so instead of failing in the middle.
    await house.db.query('UPDATE release_level SET works_with = $1', [LEVEL + 1]);
    const refused = startProcess('apps/worker/src/main.js', [], house.env);
    expect(await refused.ended).toMatchObject({ code: 1 });
    expect(refused.output).toContain('written by a newer release (Next9999999999999)');
    await house.db.query('UPDATE release_level SET level = $1, works_with = $2', [LEVEL, OLDEST]);
  } finally { await house.close(); }
});

const before = commitBeforeLastMigration();
it.runIf(before !== null)('F15: the build before the last change of tables makes a database, works on beside this one, and again beside it after a restart', async () => {
  const older = buildOf(before!);
  const house = await Installation.open({ bare: true, sites: 3 });
  try {
    house.sites.pauseMs = 40;
    const first = await house.worker({ program: older.worker, env: { CLAQUE_WATCHLIST: house.watchlistFile } });
    await until('documents', async () => (await house.count('documents')) > 5);
    const tables = await house.count('schema_versions');
    // This release migrates under the running worker.
    const second = await house.worker();
    expect(await house.count('schema_versions')).toBe(migrations.length);
    expect(tables).toBeLessThan(migrations.length);
    // The older one is killed, and started again on tables that it does not know.
    await first.kill();
    const third = await house.worker({ program: older.worker });
    await house.rest();
    expect([second.alive, third.alive]).toEqual([true, true]);
    // Rules of either release read: what each found stands beside the other's.
    expect((await house.faults()).filter((fault) => !/^(calls|letters without all detectors)/.test(fault))).toEqual([]);
    expect([...first.lines, ...second.lines, ...third.lines].filter(({ level }) => level === 50)).toEqual([]);
  } finally { await house.close(); older.remove(); }
});

it('F15: no migration since this rule takes away, renames or narrows what a release before reads or writes', async () => {
  const contracting = /\bDROP\s+(TABLE|COLUMN|FUNCTION|TRIGGER)\b|\bRENAME\b|\bALTER\s+COLUMN\s+\S+\s+(TYPE|SET\s+NOT\s+NULL|DROP\s+DEFAULT)\b|\bADD\s+COLUMN\b[^,]*\bNOT\s+NULL\b(?![^,]*\bDEFAULT\b)/i;
  const since = migrations.findIndex(({ name }) => name === 'Operations1790000000360');
  expect(since).toBeGreaterThan(0);
  for (const Migration of migrations.slice(since)) {
    const statements: string[] = [];
    await new Migration().up({ query: (text: string) => { statements.push(text); return Promise.resolve([]); } } as never);
    expect(statements.filter((text) => contracting.test(text)), Migration.name).toEqual([]);
  }
  for (const narrow of ['ALTER TABLE a DROP COLUMN b', 'ALTER TABLE a RENAME TO b', 'ALTER TABLE a ALTER COLUMN b SET NOT NULL', 'ALTER TABLE a ADD COLUMN b int NOT NULL']) expect(narrow).toMatch(contracting);
  for (const wide of ['ALTER TABLE a ADD COLUMN b int NOT NULL DEFAULT 0', 'CREATE TABLE a (b int NOT NULL)', 'ALTER TABLE a ADD COLUMN b int']) expect(wide).not.toMatch(contracting);
});

it('F15: many processes that migrate an empty database at once do it once', async () => {
  const house = await Installation.open({ letters: 1 });
  try {
    await house.db.query('DROP SCHEMA public CASCADE');
    await house.db.query('CREATE SCHEMA public');
    await Promise.all(Array.from({ length: 4 }, () => migrate(house.db)));
    expect(await house.count('schema_versions')).toBe(migrations.length);
  } finally { await house.close(); }
});
