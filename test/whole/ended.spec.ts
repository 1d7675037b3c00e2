import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { removeDatabase } from '#infra/embedded-postgres/index.js';
import { readState } from '#infra/embedded-postgres/state.js';
import { writeCountry } from '#apps/cli/src/work/demo/country.js';
import { startProcess, until } from '../faults/installation.js';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'claque-ended-'));
  onTestFinished(() => { if (existsSync(join(made, 'data/postgres/server.json'))) removeDatabase(join(made, 'data')); rmSync(made, { recursive: true, force: true }); });
  mkdirSync(join(made, 'data'));
  return made;
}

it('a demo day that is asked to end, twice within a moment as `timeout` does it, leaves no database behind that runs', { timeout: 120_000 }, async () => {
  const made = folder();
  const demo = startProcess('apps/cli/src/main.js', ['demo', '--once', '--out', join(made, 'out'), '--data', join(made, 'data')], {});
  const server = join(made, 'data/postgres');
  // Absolute where the server's account cannot reach the folder.
  const postmaster = (): string => join(isAbsolute(readState(server)!.cluster) ? '/' : server, readState(server)!.cluster, 'postmaster.pid');
  await until('a database that runs', () => { if (!demo.alive) throw new Error(demo.output); return existsSync(join(server, 'server.json')) && existsSync(postmaster()); });
  const pid = Number(readFileSync(postmaster(), 'utf8').split('\n')[0]);
  demo.child.kill('SIGTERM');
  demo.child.kill('SIGTERM');
  expect(await demo.ended).toEqual({ code: 130, signal: null });
  expect(() => process.kill(pid, 0)).toThrow();
  expect(existsSync(postmaster())).toBe(false);
});

it('a folder that holds the demo country is not used for a real election', async () => {
  const made = folder();
  const data = join(made, 'data');
  await writeCountry(data, { seed: 1, date: '2027-03-09', clock: null });
  const start = startProcess('apps/cli/src/main.js', ['start', '--port', '0', '--data', data, '--watchlist', 'watchlists/example.yaml'], {});
  expect((await start.ended).code).toBe(1);
  expect(start.output).toMatch(/holds the demo election.*a folder of its own/);
  expect(existsSync(join(data, 'postgres'))).toBe(false);
});
