import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Process, until } from './installation.js';
import { freePort } from './redis-server.js';

/** Where the pooler is installed; null where it is not. */
export const PGBOUNCER = ['/usr/sbin/pgbouncer', '/usr/local/bin/pgbouncer', '/opt/homebrew/bin/pgbouncer'].find(existsSync) ?? null;

/**
 * PgBouncer in transaction mode before a server: whoever asks gets any of `connections` for one transaction. `url` is for clients. Its configuration is what docs/operations.md asks for.
 */
export async function startPgBouncer(serverUrl: string, connections: number): Promise<{ url: string; stop(): Promise<void> }> {
  const { hostname, port, username, password, pathname } = new URL(serverUrl);
  const folder = mkdtempSync(join(tmpdir(), 'claque-pooler-'));
  const listen = await freePort();
  const file = join(folder, 'pgbouncer.ini');
  writeFileSync(file, `[databases]
claque = host=${hostname} port=${port} dbname=${pathname.slice(1)} user=${username} password=${decodeURIComponent(password)}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listen}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${connections}
ignore_startup_parameters = extra_float_digits,statement_timeout,idle_in_transaction_session_timeout
`, { mode: 0o600 });
  // It refuses to be root.
  const account = process.getuid?.() === 0 ? Number(spawnSync('id', ['-u', 'nobody'], { encoding: 'utf8' }).stdout) : null;
  if (account !== null) for (const path of [folder, file]) chownSync(path, account, account);
  const pooler = new Process(spawn(PGBOUNCER!, [file], { stdio: ['ignore', 'pipe', 'pipe'], ...(account === null ? {} : { uid: account, gid: account }) }));
  await until(`PgBouncer: ${pooler.output}`, () => {
    if (!pooler.alive) throw new Error(`PgBouncer ended: ${pooler.output}`);
    return new Promise<boolean>((resolve) => { const socket = connect(listen, '127.0.0.1', () => { socket.destroy(); resolve(true); }).on('error', () => { resolve(false); }); });
  });
  return { url: `postgres://${username}@127.0.0.1:${listen}/claque`, async stop() { await pooler.kill(); rmSync(folder, { recursive: true, force: true }); } };
}
