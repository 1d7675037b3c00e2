import { describe, expect, it } from 'vitest';
import { Installation, QUEUES, startProcess, until, wait } from './installation.js';
import { freePort } from './redis-server.js';

describe.each(QUEUES)('F04: kill -9 of PostgreSQL in the middle of a crawl, queues on %s', (queue) => {
  it('the workers go on by themselves when it is back, the probe is red meanwhile, and nothing is lost', async () => {
    const house = await Installation.open({ queue });
    try {
      house.sites.pauseMs = 40;
      const port = await freePort();
      const api = startProcess('apps/api/src/main.js', [], { ...house.env, CLAQUE_PORT: String(port) });
      house.processes.push(api);
      const ready = () => fetch(`http://127.0.0.1:${port}/health/ready`).then(({ status }) => status, () => 0);
      await until(`a ready API: ${api.output}`, async () => (await ready()) === 200);
      const workers = [await house.worker(), await house.worker()];
      await until('documents', async () => (await house.count('documents')) > 5);
      const [acknowledged] = await house.db.query<{ ids: string[] }[]>('SELECT array_agg(id) AS ids FROM documents');
      await house.killPostgres();
      await until('a red probe', async () => (await ready()) === 503, 20_000);
      await wait(1000);
      await house.startPostgresAgain();
      await until('a green probe', async () => (await ready()) === 200, 30_000);
      await house.rest(120_000);
      expect(await house.count('documents', `id = ANY('{${acknowledged!.ids.join()}}')`)).toBe(acknowledged!.ids.length);
      expect(workers.map(({ alive }) => alive)).toEqual([true, true]);
      await until('jobs that ended', async () => (await house.faults()).length === 0, 30_000).catch(() => {});
      expect(await house.faults()).toEqual([]);
    } finally { await house.close(); }
  });
});
