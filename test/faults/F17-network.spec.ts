import { describe, expect, it } from 'vitest';
import { openDatabase } from '#infra/store/open.js';
import { Installation, QUEUES, until, wait } from './installation.js';
import { startProxy } from './proxy.js';

const through = (url: string, port: number): string => Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(port) }).href;

it('F17: a query on a half-open connection ends in time, and the pool gives a new connection instead of the dead one', async () => {
  const house = await Installation.open({ sites: 1, letters: 1 });
  const proxy = await startProxy({ host: '127.0.0.1', port: house.server.port });
  const db = await openDatabase(through(house.server.url, proxy.port), 2, 1000);
  try {
    expect(await db.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    proxy.silence();
    for (let tries = 0; tries < 3; tries++) await expect(db.query('SELECT 1')).rejects.toThrow();
    proxy.heal();
    await until('an answer', () => db.query('SELECT 1').then(() => true, () => false), 20_000);
    // A statement that the server itself works on too long is cancelled there.
    await expect(db.query('SELECT pg_sleep(30)')).rejects.toThrow(/statement timeout/);
    expect(await house.count('pg_stat_activity', `state = 'active' AND query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()`)).toBe(0);
  } finally { await db.destroy().catch(() => {}); await proxy.close(); await house.close(); }
});

describe.each(QUEUES)('F17: the network between a worker and its servers, queues on %s', (queue) => {
  it('lag, a dead line and a cut: the worker goes on by itself each time, and nothing is lost', async () => {
    const house = await Installation.open({ queue, letters: 40, settings: { CLAQUE_DATABASE_TIMEOUT: '3' } });
    const database = await startProxy({ host: '127.0.0.1', port: house.server.port });
    const redis = house.redis === null ? null : await startProxy({ host: '127.0.0.1', port: house.redis.port });
    const lines = [database, ...(redis === null ? [] : [redis])];
    try {
      house.sites.pauseMs = 60;
      const worker = await house.worker({ env: { DATABASE_URL: through(house.server.url, database.port), ...(redis === null ? {} : { QUEUE_URL: `redis://127.0.0.1:${redis.port}` }) } });
      await until('documents', async () => (await house.count('documents')) > 3);
      for (const line of lines) line.lag(100);
      await wait(3000);
      for (const line of lines) line.silence();
      await wait(6000);
      for (const line of lines) line.heal();
      await wait(2000);
      for (const line of lines) line.cut();
      await wait(2000);
      for (const line of lines) line.heal();
      await house.rest(150_000);
      expect(worker.alive).toBe(true);
      expect(await house.faults()).toEqual([]);
      // No connection is left behind by those that died.
      await until('few connections', async () => (await house.count('pg_stat_activity', `application_name LIKE 'claque%'`)) < 40, 30_000);
    } finally { await endWorkers(house); for (const line of lines) await line.close(); await house.close(); }
  });
});

const endWorkers = async (house: Installation): Promise<void> => { for (const one of house.processes) await one.kill(); };
