import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

export interface RedisServer { url: string; port: number; folder: string; client(): Redis; kill(): Promise<void>; start(): Promise<void>; stop(): Promise<void> }

export const freePort = (): Promise<number> => new Promise((resolve) => { const server = createServer().listen(0, '127.0.0.1', () => { const { port } = server.address() as AddressInfo; server.close(() => resolve(port)); }); });

/** A Redis as it is deployed: it appends to its log every second and evicts nothing. `args` come after ours. */
export async function startRedis(args: string[] = [], { password, tls }: { password?: string; tls?: { cert: string; key: string } } = {}): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'claque-redis-'));
  const port = await freePort();
  let child: ChildProcess | null = null;
  const client = (): Redis => new Redis({ host: '127.0.0.1', port, maxRetriesPerRequest: 0, retryStrategy: () => null, lazyConnect: true, ...(password === undefined ? {} : { password }), ...(tls === undefined ? {} : { tls: { rejectUnauthorized: false } }) });
  const server: RedisServer = {
    url: `${tls ? 'rediss' : 'redis'}://${password === undefined ? '' : `:${encodeURIComponent(password)}@`}${tls ? 'localhost' : '127.0.0.1'}:${port}`, port, folder, client,
    async start() {
      const own = spawn('redis-server', ['--bind', '127.0.0.1', ...(tls ? ['--port', '0', '--tls-port', String(port), '--tls-cert-file', tls.cert, '--tls-key-file', tls.key, '--tls-auth-clients', 'no'] : ['--port', String(port)]),
        '--save', '', '--appendonly', 'yes', '--appendfsync', 'everysec', '--maxmemory-policy', 'noeviction', '--dir', folder, ...(password === undefined ? [] : ['--requirepass', password]), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
      child = own;
      let said = '';
      own.stdout.on('data', (chunk) => { said = (said + String(chunk)).slice(-2000); });
      for (let tries = 0; ; tries++) {
        const probe = client();
        probe.on('error', () => {});
        try { await probe.connect(); await probe.ping(); probe.disconnect(); return; } catch {
          probe.disconnect();
          if (tries > 200 || own.exitCode !== null) throw new Error(`redis-server did not start: ${said}`);
          await new Promise((resolve) => { setTimeout(resolve, 50); });
        }
      }
    },
    async kill() {
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => { child!.once('exit', resolve); });
      child.kill('SIGKILL');
      await ended;
    },
    async stop() { await server.kill(); rmSync(folder, { recursive: true, force: true }); },
  };
  await server.start();
  return server;
}
