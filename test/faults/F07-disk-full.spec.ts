import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Installation, until, wait } from './installation.js';

/** A disk of its own, as large as said; null where this account may not mount one. */
function disk(megabytes: number): { folder: string; fill(leaveMb: number): void; free(): void; remove(): void } | null {
  const folder = mkdtempSync(join(tmpdir(), 'claque-disk-'));
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).status !== 0) { rmSync(folder, { recursive: true }); return null; }
  chmodSync(folder, 0o755);
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill(leaveMb) {
      const { bavail, bsize } = statfsSync(folder);
      // Others write meanwhile: that it is full sooner is what was wanted.
      try { writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leaveMb * 1024 ** 2))); } catch (error) { if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error; }
    },
    free() { rmSync(ballast, { force: true }); },
    remove() { spawnSync('umount', ['-l', folder]); rmSync(folder, { recursive: true, force: true }); },
  };
}
const probe = disk(1);
probe?.remove();

describe.runIf(probe !== null)('F07: a full disk', () => {
  it('of database and evidence: nothing fails for good, what was answered is there, and it goes on when there is space', async () => {
    const place = disk(260)!;
    const dataDir = join(place.folder, 'data');
    mkdirSync(dataDir);
    const house = await Installation.open({ dataDir, letters: 40, settings: { CLAQUE_LEAST_FREE: '0' } });
    try {
      house.sites.pauseMs = 30;
      const worker = await house.worker();
      await until('documents', async () => (await house.count('documents')) > 5);
      place.fill(0);
      const full = (text: string) => /53100|No space left|ENOSPC|could not (extend|write)/.test(text);
      await until('a full disk that is noticed', async () => full(worker.output) || (await house.db.query('CREATE TABLE filling AS SELECT repeat(md5(i::text), 50) AS t FROM generate_series(1, 20000) i').then(() => false, (error: Error) => full(error.message))), 60_000);
      const before = await house.count('documents').catch(() => 0);
      await wait(6000);
      place.free();
      // A server that could not write its log ends (PANIC) and is started again by its supervisor.
      if (await house.db.query('SELECT 1').then(() => false, () => true)) await house.startPostgresAgain();
      await house.db.query('DROP TABLE IF EXISTS filling');
      if (!worker.alive) await house.worker();
      await house.rest(150_000);
      expect(await house.count('documents')).toBeGreaterThanOrEqual(before);
      expect(await house.faults()).toEqual([]);
    } finally { await house.close(); place.remove(); }
  });

  it('below the least that is kept free nothing more is fetched, the note says so, and fetching goes on when there is space', async () => {
    const place = disk(120)!;
    const evidence = join(place.folder, 'evidence');
    mkdirSync(evidence);
    const house = await Installation.open({ sites: 1, letters: 60, recipients: 1, settings: { CLAQUE_EVIDENCE_DIR: evidence, CLAQUE_LEAST_FREE: '50' } });
    try {
      place.fill(20);
      const worker = await house.worker();
      await wait(6000);
      expect(house.sites.asked.size).toBe(0);
      expect(worker.output).toContain('no more pages are fetched');
      expect(await house.count('gaps', `reason = 'disk-full' AND open AND detail LIKE '% MB are left%'`)).toBe(1);
      // Staff have a mail of their own about it, once, within the minute in which the clock looks.
      const mail = `deliveries d JOIN editions e ON e.id = d.edition_id AND e.kind = 'disk-full' WHERE d.state = 'sent'`;
      await until('a mail about the disk', async () => (await house.count(`(SELECT 1 FROM ${mail}) m`)) === 1, 90_000);
      expect(readdirSync(join(house.dataDir, 'outbox')).some((name) => name.includes('disk-full') && name.endsWith('.eml'))).toBe(true);
      place.free();
      await until('letters', () => house.sites.asked.size > 10, 60_000);
      expect(await house.count('gaps', `reason = 'disk-full' AND open`)).toBe(0);
    } finally { await house.close(); place.remove(); }
  });
});

