import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { clustersElsewhere, noteOwner, strays } from './elsewhere.js';

let home: string;
beforeEach(() => { home = mkdtempSync(join(tmpdir(), 'claque-elsewhere-')); });
afterEach(() => { rmSync(home, { recursive: true, force: true }); });

const cluster = (name: string): string => { const folder = join(home, name); mkdirSync(join(folder, 'global'), { recursive: true }); writeFileSync(join(folder, 'global/pg_control'), ''); return folder; };
const dataFolder = (name: string, database: string): string => {
  const folder = join(home, name);
  mkdirSync(join(folder, 'postgres'), { recursive: true });
  writeFileSync(join(folder, 'postgres/server.json'), JSON.stringify({ layout: 1, cluster: database, initialised: true, port: 0, password: 'p'.repeat(20), adminPassword: 'q'.repeat(20) }));
  return folder;
};

it('of databases outside their data folders, those whose folder is gone or took another are orphans, and those without a note are unknown', () => {
  const [kept, gone, replaced, old] = ['000000000001', '000000000002', '000000000003', '000000000004'].map(cluster) as [string, string, string, string];
  noteOwner(kept, dataFolder('kept', kept));
  noteOwner(gone, join(home, 'no-such'));
  noteOwner(replaced, dataFolder('replaced', '/elsewhere'));
  const { orphans, unknown } = strays(clustersElsewhere(home));
  expect(orphans.map(({ folder }) => folder)).toEqual([gone, replaced]);
  expect(unknown.map(({ folder }) => folder)).toEqual([old]);
});

it('a data folder whose notes are damaged keeps its database', () => {
  const folder = cluster('00000000000a');
  const owner = dataFolder('damaged', folder);
  writeFileSync(join(owner, 'postgres/server.json'), 'half a line');
  noteOwner(folder, owner);
  expect(strays(clustersElsewhere(home))).toEqual({ orphans: [], unknown: [] });
});

it('a process that got the number of a dead server does not make its database one that runs', () => {
  const folder = cluster('00000000000b');
  writeFileSync(join(folder, 'postmaster.pid'), `${process.pid}\n${folder}\n`);
  expect(clustersElsewhere(home)[0]).toMatchObject({ runs: false });
});

it('where nothing was placed there is nothing to say', () => { expect(clustersElsewhere(join(home, 'none'))).toEqual([]); });
