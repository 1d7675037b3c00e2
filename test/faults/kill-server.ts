import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** kill -9 of the embedded PostgreSQL of a data folder, as the loss of power does it. */
export function killServer(dataDir: string): void {
  const { cluster } = JSON.parse(readFileSync(join(dataDir, 'postgres/server.json'), 'utf8')) as { cluster: string };
  const folder = cluster.startsWith('/') ? cluster : join(dataDir, 'postgres', cluster);
  process.kill(Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
}
