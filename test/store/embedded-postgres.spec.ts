import { execFileSync, fork, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPostgres, type EmbeddedPostgres } from '#infra/embedded-postgres/index.js';
import { openDatabaseUrl } from '#infra/embedded-postgres/database-url.js';
import { processIdentity } from '#infra/process/identity.js';

let dataDir: string;
let running: EmbeddedPostgres[];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'claque-pg-'));
  chmodSync(dataDir, 0o755);
  running = [];
});
afterEach(async () => {
  for (const server of running) await server.stop();
  const { cluster } = state();
  if (cluster?.startsWith('/')) for (const path of [cluster, `${cluster}.data-folder`]) rmSync(path, { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
});

const state = (): { cluster?: string; port?: number; password?: string } => {
  const file = join(dataDir, 'postgres/server.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as { cluster: string; port: number; password: string } : {};
};
const cluster = () => { const { cluster: path = 'cluster' } = state(); return path.startsWith('/') ? path : join(dataDir, 'postgres', path); };
const postmaster = () => Number.parseInt(readFileSync(join(cluster(), 'postmaster.pid'), 'utf8'), 10);

async function start(folder = dataDir, log: string[] = []): Promise<EmbeddedPostgres> {
  const server = await startPostgres({ dataDir: folder, what: 'test', log: (line) => { log.push(line); } });
  running.push(server);
  return server;
}
async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => {});
  await client.connect();
  try { return (await client.query<Record<string, unknown>>(sql)).rows; } finally { await client.end(); }
}

it('starts, keeps what was written, stops, and starts again on the same port', async () => {
  const first = await start();
  expect(first.adopted).toBe(false);
  await query(first.url, "create table note (text text); insert into note values ('ខ្មែរ')");
  expect(await first.stop()).toEqual({ stillUsedBy: [] });
  await expect(query(first.url, 'select 1')).rejects.toThrow();
  const second = await start();
  expect(second.port).toBe(first.port);
  expect(await query(second.url, 'select text from note')).toEqual([{ text: 'ខ្មែរ' }]);
});

it('is a UTF-8 database that knows letters of every script, without rights over the server', async () => {
  const { url } = await start();
  expect(await query(url, "select lower('ÀÉΣ') as lower, getdatabaseencoding() as encoding, current_setting('timezone') as zone, rolsuper from pg_roles where rolname = current_user"))
    .toEqual([{ lower: 'àéσ', encoding: 'UTF8', zone: 'UTC', rolsuper: false }]);
  await expect(query(url, "copy (select 1) to program 'true'")).rejects.toThrow(/denied/);
});

it('lets nobody in without the random password, which only the owner can read', async () => {
  const { url } = await start();
  const wrong = new URL(url);
  wrong.password = 'claque';
  await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  wrong.username = 'admin';
  await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  expect(decodeURIComponent(new URL(url).password).length).toBeGreaterThanOrEqual(32);
  expect(statSync(join(dataDir, 'postgres/server.json')).mode & 0o777).toBe(0o600);
  expect(execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(postmaster())], { encoding: 'utf8' })).not.toContain(state().password);
});

it('listens on this machine only, and leaves no socket file', async () => {
  const { url, port } = await start();
  expect(await query(url, "select current_setting('listen_addresses') as addresses")).toEqual([{ addresses: '127.0.0.1' }]);
  expect(existsSync(`/tmp/.s.PGSQL.${port}`)).toBe(false);
  for (const { address, family, internal } of Object.values(networkInterfaces()).flatMap((found) => found ?? [])) {
    if (internal || family !== 'IPv4') continue;
    const outside = new URL(url);
    outside.hostname = address;
    await expect(query(outside.href, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
  }
});

it('is shared: a second user adopts it, and the last one to leave stops it', async () => {
  const first = await start();
  const second = await openDatabaseUrl({ databaseUrl: undefined, dataDir }, 'claque digest');
  expect(second.url).toBe(first.url);
  expect(await first.stop()).toEqual({ stillUsedBy: [`claque digest (process ${process.pid})`] });
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await second.close();
  await expect(query(second.url, 'select 1')).rejects.toThrow();
});

it('two that start it at the same moment share one server', async () => {
  const [a, b] = await Promise.all([start(), start()]);
  expect(a.url).toBe(b.url);
  expect(a.adopted).toBe(!b.adopted);
});

it('a user that was killed with -9 does not keep the server alive', async () => {
  const script = join(dataDir, 'user.mjs');
  writeFileSync(script, `import { startPostgres } from ${JSON.stringify(join(process.cwd(), 'dist/libs/infra/src/embedded-postgres/index.js'))};
    const server = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, what: 'killed' });
    process.send(server.adopted); setInterval(() => {}, 1000);`);
  const child = fork(script, { execArgv: [], env: { PATH: process.env['PATH'] } });
  expect(await new Promise((resolve, reject) => { child.once('message', resolve); child.once('exit', (code) => { reject(new Error(`ended with ${code}`)); }); })).toBe(false);
  const server = postmaster();
  child.kill('SIGKILL');
  await new Promise((resolve) => { child.once('exit', resolve); });
  expect(processIdentity(server)).not.toBeNull();
  const mine = await start();
  expect(mine.adopted).toBe(true);
  expect(await mine.stop()).toEqual({ stillUsedBy: [] });
  expect(processIdentity(server)).toBeNull();
});

it('after kill -9 of the server its death is told, and the next start recovers every committed row', async () => {
  const first = await start();
  await query(first.url, 'create table kept as select generate_series(1, 5000) as n');
  process.kill(postmaster(), 'SIGKILL');
  await first.died;
  await first.stop();
  const second = await start();
  expect(second.adopted).toBe(false);
  expect(await query(second.url, 'select count(*)::int as n from kept')).toEqual([{ n: 5000 }]);
});

it('a process that has the number of the dead server is not taken for it', async () => {
  const first = await start();
  const file = join(cluster(), 'postmaster.pid');
  const left = readFileSync(file, 'utf8');
  const owner = statSync(file);
  await first.stop();
  writeFileSync(file, left.replace(/^\d+/, String(process.pid)));
  if (process.getuid?.() === 0) execFileSync('chown', [`${owner.uid}:${owner.gid}`, file]);
  const second = await start();
  expect(second.adopted).toBe(false);
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

it('moves to another port when its own was taken meanwhile', async () => {
  const first = await start();
  await first.stop();
  const squatter: Server = createServer();
  await new Promise<void>((resolve) => { squatter.listen(first.port, '127.0.0.1', resolve); });
  try {
    const second = await start();
    expect(second.port).not.toBe(first.port);
    expect(state().port).toBe(second.port);
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  } finally {
    squatter.close();
  }
});

it('a first start that was killed half-way is begun anew', async () => {
  mkdirSync(join(dataDir, 'postgres/cluster.new/base'), { recursive: true });
  writeFileSync(join(dataDir, 'postgres/server.json'), JSON.stringify({ layout: 1, cluster: 'cluster', initialised: false, port: 0, password: 'x'.repeat(32), adminPassword: 'y'.repeat(32) }));
  const { url } = await start();
  expect(url).not.toContain('xxxx');
  expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

describe('what cannot be used is refused in one sentence and left as it is', () => {
  const refused = async (words: RegExp) => {
    const error = await start().then(() => null, (thrown: unknown) => thrown as Error);
    expect(error?.name).toBe('BadInput');
    expect(error?.message).toMatch(words);
    expect(error?.message).not.toContain('\n');
  };

  it('a database of another major version', async () => {
    await (await start()).stop();
    writeFileSync(join(cluster(), 'PG_VERSION'), '17\n');
    await refused(/holds a PostgreSQL 17 database, and this claque brings PostgreSQL 18/);
  });

  it('a database that has vanished', async () => {
    await (await start()).stop();
    rmSync(cluster(), { recursive: true });
    await refused(/is not there .*restore it from a backup/);
    expect(existsSync(cluster())).toBe(false);
  });

  it('a folder with something else in it', async () => {
    mkdirSync(join(dataDir, 'postgres/base'), { recursive: true });
    await refused(/is not a database that claque made \(it holds base/);
    expect(readdirSync(join(dataDir, 'postgres'))).toContain('base');
  });

  it('a data folder that is a file', async () => {
    rmSync(dataDir, { recursive: true });
    writeFileSync(dataDir, '');
    await refused(/cannot be written/);
    rmSync(dataDir);
    mkdirSync(dataDir);
  });
});

describe.runIf(process.getuid?.() === 0)('as root', () => {
  it('under a 0700 folder the cluster goes where its account can reach it, and is found again', async () => {
    chmodSync(dataDir, 0o700);
    const log: string[] = [];
    const first = await start(dataDir, log);
    expect(log.join()).toMatch(/cannot reach .* so the database is in \//);
    expect(state().cluster).toMatch(/^\//);
    expect(statSync(cluster()).uid).not.toBe(0);
    await query(first.url, 'create table here as select 1 as n');
    await first.stop();
    expect(await query((await start()).url, 'select n from here')).toEqual([{ n: 1 }]);
  });

  it('the server runs as another account', async () => {
    await start();
    expect(statSync(`/proc/${postmaster()}`).uid).not.toBe(0);
  });

  it.runIf(canMount())('a full disk is told in the server\'s own words', async () => {
    const small = join(dataDir, 'small');
    mkdirSync(small);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', small]);
    try {
      await expect(start(small)).rejects.toThrow(/No space left on device/);
    } finally {
      execFileSync('umount', [small]);
    }
  });
});

/** Containers seldom may. */
function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'claque-mount-'));
  try {
    return spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', folder]).status === 0 && spawnSync('umount', [folder]).status === 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
