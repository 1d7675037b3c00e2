import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { Installation, startProcess, until, wait } from './installation.js';
import { freePort } from './redis-server.js';

it('a worker that is asked to end finishes the page that it is at, gives the rest back, and leaves no job to be missed', async () => {
  const house = await Installation.open({ sites: 1, letters: 60, settings: { CLAQUE_JOB_LOCK: '30' } });
  try {
    house.sites.pauseMs = 400;
    const worker = await house.worker();
    await until('a visit under way', () => house.sites.asked.size > 4);
    const asked = Date.now();
    worker.child.kill('SIGTERM');
    expect(await worker.ended).toEqual({ code: 0, signal: null });
    expect(Date.now() - asked).toBeLessThan(20_000);
    // Nothing is left locked: the other has no lock to wait for.
    const [left] = await house.db.query<{ claimed: number; leased: number }[]>(`SELECT (SELECT count(*)::int FROM frontier WHERE claim_token IS NOT NULL) AS claimed, (SELECT count(*)::int FROM leases WHERE until > clock_timestamp()) AS leased`);
    expect(left).toEqual({ claimed: 0, leased: 0 });
    const pages = house.sites.asked.size;
    await wait(500);
    expect(house.sites.asked.size).toBe(pages);
    house.sites.pauseMs = 0;
    const next = Date.now();
    await house.worker();
    await house.rest(60_000);
    expect(Date.now() - next).toBeLessThan(60_000);
    expect([...house.sites.asked].filter(([url, times]) => url.includes('/letters/') && times > 1)).toEqual([]);
    expect(await house.faults()).toEqual([]);
  } finally { await house.close(); }
});

it('what is paused is left alone by every worker until it is resumed; probes, metrics and log lines say so', async () => {
  const house = await Installation.open({ sites: 1, letters: 4 });
  try {
    const port = await freePort();
    const claque = (...args: string[]) => spawnSync(process.execPath, ['apps/cli/bin/claque.js', ...args], { encoding: 'utf8', env: { PATH: process.env['PATH'], ...house.env } });
    expect(claque('pause', '--queues', 'nothing').status).toBe(2);
    expect(claque('pause', '--why', 'the server moves', '--by', 'A1').stdout).toContain('paused: everything: the server moves (A1');
    const worker = await house.worker({ env: { CLAQUE_METRICS_PORT: String(port) } });
    const ask = async (path: string) => { const answer = await fetch(`http://127.0.0.1:${port}${path}`); return { status: answer.status, text: await answer.text() }; };
    await wait(3000);
    expect(house.sites.asked.size).toBe(0);
    expect(await ask('/health/live')).toMatchObject({ status: 200 });
    expect(await ask('/health/ready')).toEqual({ status: 503, text: 'paused: the server moves\n' });
    expect((await ask('/metrics')).text).toMatch(/^claque_paused\{part="worker"\} 1$/m);
    expect((await ask('/etc/passwd')).status).toBe(404);
    expect(claque('pause', '--list').stdout).toContain('crawl');
    expect(claque('resume', '--by', 'A1').stdout).toContain('resumed: everything');
    await house.rest();
    expect((await ask('/health/ready')).status).toBe(200);
    await wait(5500);
    expect((await ask('/metrics')).text).toMatch(/claque_jobs_total\{job="snapshot\.read",result="done",part="worker"\} [1-9]/);
    // One id from the visit to the rules.
    const traces = (name: string) => new Set(worker.lines.filter((line) => line['msg'] === name && line['result'] === 'done').map((line) => line['trace']));
    expect([...traces('snapshot.read')].filter((trace) => traces('document.detect').has(trace)).length).toBeGreaterThan(0);
    expect([...traces('host.visit')].filter((trace) => traces('snapshot.read').has(trace)).length).toBeGreaterThan(0);
  } finally { await house.close(); }
});

it('a metrics port that is taken is refused by name', async () => {
  const house = await Installation.open({ sites: 1, letters: 1 });
  try {
    const port = await freePort();
    await house.worker({ env: { CLAQUE_METRICS_PORT: String(port) } });
    const second = startProcess('apps/worker/src/main.js', [], { ...house.env, CLAQUE_METRICS_PORT: String(port) });
    expect((await second.ended).code).toBe(1);
    expect(second.output).toContain('each process its own CLAQUE_METRICS_PORT');
  } finally { await house.close(); }
});
