import { describe, expect, it } from 'vitest';
import { setAsideDeadly } from '#pipeline/steps/deadly.js';
import { openWorld } from '#pipeline/open-world.js';
import { readConfig } from '#infra/config.js';
import { openLog } from '#infra/log.js';
import { Installation, QUEUES, until } from './installation.js';
import { openSteps } from './steps.js';

describe.each(QUEUES)('F03: a job that ends its process each time, queues on %s', (queue) => {
  it('fails after so many deaths and is set aside, while other jobs go on', async () => {
    const steps = await openSteps(queue);
    const supervised = steps.supervise();
    try {
      await steps.add({ key: 'poison', how: 'exit' }, ...Array.from({ length: 5 }, (_, at) => ({ key: `good ${at}`, how: 'quick' as const })));
      await until('the poison set aside', async () => (await steps.pool.query('SELECT 1 FROM aside')).rowCount === 1, 120_000);
      await until('the others done', async () => (await steps.effects()).length === 5);
      const deaths = supervised.deaths();
      const failed = await steps.queues.queues.get('effects')!.getFailed();
      expect(failed.map((job) => (job.data as { payload: { key: string } }).payload.key)).toEqual(['poison']);
      // It is not run again: the process lives.
      await steps.add({ key: 'after', how: 'quick' });
      await until('work after it', async () => (await steps.effects()).includes('after'));
      expect(supervised.deaths()).toBe(deaths);
      expect((await steps.ran('poison')).length).toBeGreaterThan(2);
      expect((await steps.ran('poison')).length).toBeLessThanOrEqual(8);
    } finally { await supervised.stop(); await steps.close(); }
  });
});

it('F03: of a batch of pages the one that ends the process is found, its bytes stay, and its source shows a gap', async () => {
  const house = await Installation.open({ sites: 1, letters: 3 });
  const world = await openWorld(readConfig({ CLAQUE_DATA_DIR: house.dataDir }), house.server.url, openLog(null, 'error'));
  try {
    await house.worker();
    await house.rest();
    await house.db.query(`UPDATE snapshots SET read_state = 'pending'`);
    const ids = (await house.db.query<{ id: string }[]>(`SELECT id FROM snapshots WHERE url LIKE '%letters%' ORDER BY id`)).map(({ id }) => id);
    expect(await setAsideDeadly(world, { name: 'snapshot.read', payload: { snapshots: ids } })).toEqual(ids.map((id) => ({ name: 'snapshot.read', payload: { snapshots: [id] } })));
    expect(await setAsideDeadly(world, { name: 'snapshot.read', payload: { snapshots: [ids[0]!] } })).toEqual([]);
    const [row] = await house.db.query<{ state: string; reason: string; sha256: string }[]>('SELECT read_state AS state, read_reason AS reason, sha256 FROM snapshots WHERE id = $1', [ids[0]]);
    expect(row).toMatchObject({ state: 'quarantined', reason: expect.stringContaining('ended each time') });
    expect((await world.evidence.get(row!.sha256)).byteLength).toBeGreaterThan(100);
    expect(await house.count('gaps', `reason = 'parser-failed' AND open`)).toBe(1);
  } finally { await world.close(); await house.close(); }
});
