import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchlistSchema } from '#core/election/watchlist.js';
import { readConfig } from '#infra/config.js';
import { openLog } from '#infra/log.js';
import { addToFrontier } from '#infra/store/frontier.js';
import { openWorld } from '#pipeline/open-world.js';
import { visitHost } from '#pipeline/steps/visit.js';
import { putWatchlist } from '#pipeline/watchlist.js';
import { freshDatabase } from '../store/fresh-database.js';
import { startSite } from './crawl.js';
import { median } from './process-use.js';

const PAGES = Number(process.env['CLAQUE_BENCH_PAGES'] ?? 5000);
const ROUNDS = Number(process.env['CLAQUE_BENCH_ROUNDS'] ?? 3);

/** The pipeline's own visit of one host into an embedded PostgreSQL: bodies on disk before their rows commit. */
export async function run(): Promise<void> {
  const site = await startSite(PAGES);
  const host = site.origin.slice('http://'.length);
  const rounds: { seconds: number; cpu: number }[] = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const dataDir = mkdtempSync(join(tmpdir(), 'claque-bench-'));
      const database = await freshDatabase();
      const { db, url } = database;
      try {
        const watchlist = watchlistSchema.parse({
          version: 1, election: { id: 'bench', name: { en: 'Bench' }, polity: { en: 'Lowlands' }, time_zone: 'UTC', polling_day: '2031-03-14' }, network: { allow_private: [host] },
          actors: [{ id: 'courier', name: { en: 'Courier' }, kind: 'independent-media', side: 'independent', sources: [{ kind: 'website', url: `${site.origin}/a/0.html`, pace: 0 }] }],
        });
        await putWatchlist(db, watchlist, '');
        await addToFrontier(db, 'bench', Array.from({ length: PAGES }, (_, at) => ({ sourceId: 'courier-website', host, url: `${site.origin}/a/${at}.html`, role: 'page' as const, why: 'bench', depth: 1, priority: 1 })));
        const world = await openWorld(readConfig({ CLAQUE_DATA_DIR: dataDir }), url, openLog(null, 'error'));
        const before = process.cpuUsage();
        const started = performance.now();
        for (;;) if ('skipped' in await visitHost(world, { host })) break;
        const seconds = (performance.now() - started) / 1000;
        const { user, system } = process.cpuUsage(before);
        const [{ n } = { n: 0 }] = await db.query<{ n: number }[]>('SELECT count(*)::int AS n FROM snapshots');
        if (n !== PAGES) throw new Error(`${n} snapshots were kept, not ${PAGES}`);
        rounds.push({ seconds, cpu: (user + system) / 1e6 });
        await world.close();
      } finally {
        await database.drop();
        rmSync(dataDir, { recursive: true, force: true });
      }
    }
    console.log(`host.visit, ${PAGES.toLocaleString('en')} pages into PostgreSQL, median of ${ROUNDS}: ${Math.round(PAGES / median(rounds.map(({ seconds }) => seconds)))} pages/s, ${(median(rounds.map(({ cpu }) => cpu)) * 1000 / PAGES).toFixed(2)} CPU ms a page (PostgreSQL apart)`);
    console.log(`  rounds: ${rounds.map(({ seconds, cpu }) => `${Math.round(PAGES / seconds)}/s ${(cpu * 1000 / PAGES).toFixed(2)} ms`).join('; ')}`);
  } finally { site.stop(); }
}
