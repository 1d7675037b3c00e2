import { describe, expect, it } from 'vitest';
import { setAsideDeadly } from '#pipeline/steps/deadly.js';
import { openWorld } from '#pipeline/open-world.js';
import { readConfig } from '#infra/config.js';
import { openLog } from '#infra/log.js';
import { readSnapshots } from '#pipeline/steps/read.js';
import { sweep } from '#pipeline/steps/sweep.js';
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
    const worker = await house.worker();
    await house.rest();
    await worker.kill();
    await house.db.query(`UPDATE snapshots SET read_state = 'pending'`);
    const ids = (await house.db.query<{ id: string }[]>(`SELECT id FROM snapshots WHERE url LIKE '%letters%' ORDER BY id`)).map(({ id }) => id);
    expect(await setAsideDeadly(world, { name: 'snapshot.read', payload: { snapshots: ids } })).toEqual(ids.map((id) => ({ name: 'snapshot.read', payload: { snapshots: [id] } })));
    expect(await setAsideDeadly(world, { name: 'snapshot.read', payload: { snapshots: [ids[0]!] } })).toEqual([]);
    const [row] = await house.db.query<{ state: string; reason: string; sha256: string }[]>('SELECT read_state AS state, read_reason AS reason, sha256 FROM snapshots WHERE id = $1', [ids[0]]);
    expect(row).toMatchObject({ state: 'quarantined', reason: expect.stringContaining('ended each time') });
    expect((await world.evidence.get(row!.sha256)).byteLength).toBeGreaterThan(100);
    expect(await house.count('gaps', `reason = 'parser-failed' AND open`)).toBe(1);
    // Other jobs are named by the tables for as long as they are needed.
    await house.db.query(`UPDATE frontier SET due_at = now() WHERE url LIKE '%letters%'`);
    expect(await setAsideDeadly(world, { name: 'host.visit', payload: { host: house.sites.hosts[0]! } })).toEqual([]);
    const swept = async () => { const outcome = await sweep(world); return 'next' in outcome ? outcome.next ?? [] : []; };
    const first = await swept();
    expect(first).toContainEqual({ name: 'host.visit', payload: { host: house.sites.hosts[0]! } });
    expect(JSON.stringify(first)).not.toContain(`"snapshots":["${ids[0]}"]`);
    // It was the machine that ended: what was set aside is read when it is tried again, alone, and its gap is closed.
    await house.db.query('UPDATE set_aside SET again_at = now()');
    expect(await swept()).toContainEqual({ name: 'snapshot.read', payload: { snapshots: [ids[0]] } });
    expect(JSON.stringify(await swept())).not.toContain(`"snapshots":["${ids[0]}"`);
    await readSnapshots(world, { snapshots: [ids[0]!] });
    expect(await house.count('snapshots', `id = ${ids[0]} AND read_state = 'read'`)).toBe(1);
    expect(await house.count('gaps', `reason = 'parser-failed' AND open`)).toBe(0);
    // What ends every process is tried three times more, and then left.
    const [document] = await house.db.query<{ id: string }[]>('SELECT id FROM documents ORDER BY id LIMIT 1');
    await setAsideDeadly(world, { name: 'document.detect', payload: { documents: [document!.id] } });
    let tries = 0;
    for (let turn = 0; turn < 6; turn++) {
      await house.db.query('UPDATE set_aside SET again_at = now() WHERE again_at IS NOT NULL');
      tries += (await swept()).filter((job) => job.name === 'document.detect' && job.payload.documents.join() === document!.id && !job.payload.lacking).length;
    }
    expect(tries).toBe(3);
  } finally { await world.close(); await house.close(); }
});
