import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { holdingShare } from '#infra/store/share-lease.js';
import { openDatabase } from '#infra/store/open.js';
import { Installation, Process, QUEUES, until } from './installation.js';
import { PGBOUNCER, startPgBouncer } from './pgbouncer.js';
import { spawn } from 'node:child_process';

const libs = fileURLToPath(new URL('../../libs/', import.meta.url));

it('F16: no statement takes a lock that outlives its transaction, so that a pooler may lend the connection on', () => {
  const files = readdirSync(libs, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
  expect(files.length).toBeGreaterThan(100);
  const sessionLock = /pg_(try_)?advisory_(?!xact)(un)?lock|\bLISTEN\s|\bSET\s+SESSION\b|\bPREPARE\s+\w+\s+AS\b/i;
  expect(files.filter((name) => sessionLock.test(readFileSync(join(libs, name), 'utf8')))).toEqual([]);
});

it('F16: kill -9 of the holder frees the share of drives at once, and a lock does not stay with the connection', async () => {
  const house = await Installation.open({ sites: 1, letters: 1 });
  const pooled = await openDatabase(house.server.url, 1);
  try {
    const share = { partitions: 2, partition: 0 };
    // The same connection, lent to another: whoever had the lock before has it no longer.
    const one = await openDatabase(house.server.url, 2);
    expect(await holdingShare(one, 'harbour', share, async () => 'done')).toBe('done');
    expect(await one.query(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory'`)).toEqual([]);
    expect(await holdingShare(one, 'harbour', share, () => holdingShare(pooled, 'harbour', share, async () => 'both'))).toBeNull();
    await one.destroy();
    const script = `import pg from 'pg'; const c = new pg.Client(process.env.URL); await c.connect(); await c.query('BEGIN'); await c.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [JSON.stringify(['drives', 'harbour', 2, 0])]); console.log(JSON.stringify({ msg: 'holds' })); setInterval(() => {}, 1000);`;
    const holder = new Process(spawn(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, URL: house.server.url }, stdio: ['ignore', 'pipe', 'pipe'] }));
    house.processes.push(holder);
    await until('a holder', () => holder.says('holds'));
    expect(await holdingShare(pooled, 'harbour', share, async () => 'done')).toBeNull();
    await holder.kill();
    await until('a free share', async () => (await holdingShare(pooled, 'harbour', share, async () => 'done')) === 'done', 10_000);
  } finally { await pooled.destroy(); await house.close(); }
});

it.runIf(PGBOUNCER !== null && QUEUES.includes('redis'))('F16: behind PgBouncer in transaction mode, with fewer connections than are asked for, a worker that is killed costs nothing', async () => {
  const house = await Installation.open({ queue: 'redis', sites: 3 });
  const pooler = await startPgBouncer(house.server.url, 3);
  try {
    house.sites.pauseMs = 30;
    const first = await house.worker({ env: { DATABASE_URL: pooler.url } });
    await house.worker({ env: { DATABASE_URL: pooler.url } });
    await until('documents', async () => (await house.count('documents')) > 5);
    await first.kill();
    await house.worker({ env: { DATABASE_URL: pooler.url } });
    await house.rest();
    expect(await house.faults()).toEqual([]);
    // All of it went that way: nobody but this test and the pooler stands at the server, and nobody holds a lock there.
    const [seen] = await house.db.query<{ clients: number; locks: number }[]>(`SELECT (SELECT count(DISTINCT pid)::int FROM pg_stat_activity WHERE usename = 'claque' AND pid <> pg_backend_pid()) AS clients, (SELECT count(*)::int FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' AND a.state = 'idle') AS locks`);
    expect(seen!.clients).toBeLessThanOrEqual(3 + 4);
    expect(seen!.locks).toBe(0);
  } finally { await pooler.stop(); await house.close(); }
});
