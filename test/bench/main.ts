/** `npm run bench [-- NAME…]`: each benchmark prints its own lines. Figures that stand in docs/benchmarks.md come from here. */
const benches: Record<string, () => Promise<{ run: () => Promise<void> }>> = {
  read: () => import('./read.js'),
  khmer: () => import('./khmer.js'),
  detect: () => import('./detect.js'),
  crawl: () => import('./crawl.js'),
  visit: () => import('./visit.js'),
  sitemap: () => import('./sitemap.js'),
  coordinate: () => import('./coordinate.js'),
  similar: () => import('./similar.js'),
  images: () => import('./images.js'),
  live: () => import('./live.js'),
  'live-store': () => import('./live-store.js'),
  digest: () => import('./digest.js'),
  fleet: () => import('./fleet.js'),
  drain: () => import('./drain.js'),
  memory: () => import('./memory.js'),
  api: () => import('./api.js'),
  dashboard: () => import('./dashboard.js'),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`no benchmark is called ${unknown.join(', ')}; there are: ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
for (const [name, load] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`== ${name}`);
  await (await load()).run();
}
