import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openQueues } from '#infra/queue/open.js';
import { QUEUES, startProcess, until, wait } from './installation.js';
import { freePort, startRedis, type RedisServer } from './redis-server.js';
import { openSteps } from './steps.js';
import { faulty } from './step-worker.js';

/** Adds jobs and works on them through an address of Redis, as a fleet does: one process adds, another works. */
async function worksThrough(url: string, env: Record<string, string> = {}, meanwhile?: () => Promise<void>): Promise<void> {
  const steps = await openSteps('postgres');
  const DATABASE_URL = steps.url;
  const worker = startProcess('test/faults/step-worker.js', ['1500'], { DATABASE_URL, QUEUE_URL: url, ...env });
  try {
    await until(`a worker that is ready: ${worker.output}`, () => { if (!worker.alive) throw new Error(worker.output); return worker.says('worker ready'); });
    const queues = await openQueues(faulty, { databaseUrl: DATABASE_URL, queueUrl: url });
    try {
      expect(queues.backend).toBe('redis');
      await queues.add(Array.from({ length: 5 }, (_, at) => ({ name: 'effect.write' as const, payload: { key: `one ${at}`, how: 'quick' as const } })));
      await until('the first effects', async () => (await steps.effects()).length === 5);
      if (meanwhile) {
        await meanwhile();
        await until('jobs that are taken', () => queues.add([{ name: 'effect.write', payload: { key: 'after', how: 'quick' } }]).then(() => true, () => false), 40_000);
        await until('work after it', async () => (await steps.effects()).includes('after'));
      }
    } finally { await queues.close(); }
  } finally { await worker.kill(); await steps.close(); }
}

describe.runIf(QUEUES.includes('redis'))('queues on Redis in each form of its address', () => {
  it('a cluster: every key of a queue stands on one of its nodes', async () => {
    const nodes: RedisServer[] = [];
    try {
      for (let n = 0; n < 3; n++) nodes.push(await startRedis(['--cluster-enabled', 'yes', '--cluster-node-timeout', '2000', '--cluster-announce-ip', '127.0.0.1']));
      const made = spawnSync('redis-cli', ['--cluster', 'create', ...nodes.map(({ port }) => `127.0.0.1:${port}`), '--cluster-yes'], { encoding: 'utf8' });
      expect(made.status, made.stdout + made.stderr).toBe(0);
      await until('a cluster that is whole', () => execFileSync('redis-cli', ['-p', String(nodes[0]!.port), 'cluster', 'info'], { encoding: 'utf8' }).includes('cluster_state:ok'));
      await worksThrough(`redis+cluster://127.0.0.1:${nodes[0]!.port},127.0.0.1:${nodes[1]!.port}`);
    } finally { for (const node of nodes) await node.stop(); }
  });

  it('sentinels: when the server dies, the one that they name next goes on', async () => {
    const [first, folder] = [await startRedis(), mkdtempSync(join(tmpdir(), 'claque-sentinel-'))];
    const second = await startRedis(['--replicaof', '127.0.0.1', String(first.port), '--replica-priority', '1']);
    const port = await freePort();
    const file = join(folder, 'sentinel.conf');
    writeFileSync(file, `port ${port}\nbind 127.0.0.1\ndir ${folder}\nsentinel monitor claque 127.0.0.1 ${first.port} 1\nsentinel down-after-milliseconds claque 1000\nsentinel failover-timeout claque 5000\n`);
    const sentinel = spawn('redis-server', [file, '--sentinel'], { stdio: 'ignore' });
    try {
      await until('a sentinel that knows both', () => spawnSync('redis-cli', ['-p', String(port), 'sentinel', 'replicas', 'claque'], { encoding: 'utf8' }).stdout.includes(String(second.port)), 30_000);
      await worksThrough(`redis+sentinel://127.0.0.1:${port}/claque`, {}, async () => {
        await wait(1500);
        await first.kill();
        await until('the second as the first', () => spawnSync('redis-cli', ['-p', String(port), 'sentinel', 'get-master-addr-by-name', 'claque'], { encoding: 'utf8' }).stdout.includes(String(second.port)), 40_000);
      });
    } finally { sentinel.kill('SIGKILL'); await first.stop(); await second.stop(); rmSync(folder, { recursive: true, force: true }); }
  });

  it('TLS with a password: a certificate that nobody vouches for is refused, and the password is in no message', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'claque-tls-'));
    const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'], { stdio: 'ignore' });
    const redis = await startRedis([], { password: 'p4ss/word', tls: { cert, key } });
    try {
      const steps = startProcess('test/faults/step-worker.js', ['1500'], { DATABASE_URL: 'postgres://127.0.0.1:9/none', QUEUE_URL: redis.url });
      expect((await steps.ended).code).not.toBe(0);
      expect(steps.output).toMatch(/cannot reach Redis at localhost:\d+: .*self.signed certificate/i);
      expect(steps.output).not.toContain('p4ss');
      const trusting = startProcess('test/faults/step-worker.js', ['1500'], { DATABASE_URL: 'postgres://127.0.0.1:9/none', QUEUE_URL: redis.url, NODE_EXTRA_CA_CERTS: cert });
      await until(`a worker that is ready: ${trusting.output}`, () => trusting.says('worker ready'));
      await trusting.kill();
    } finally { await redis.stop(); rmSync(folder, { recursive: true, force: true }); }
  });
});
