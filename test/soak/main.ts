import { parseArgs } from 'node:util';
import { seeded, SoakHouse, type Killing, type Outcome } from './house.js';

const HELP = `npm run soak -- [--minutes N] [--days N] [--every SECONDS] [--seed N]

Two workers and the API read the demo country once undisturbed and once under random kills (-9) of workers, API and
PostgreSQL, and must come to the same documents, calls and mails, no mail twice.
  --minutes N   the disturbed run shows days until so many minutes are over; the undisturbed one then shows as many (default 20)
  --days N      instead: so many days
  --every S     a kill about every so many seconds (default 6)
  --seed N      of country and kills (default 1)`;

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '20' }, days: { type: 'string' }, every: { type: 'string', default: '6' }, seed: { type: 'string', default: '1' }, help: { type: 'boolean' } } });
if (values.help) { console.log(HELP); process.exit(0); }
const seed = Number(values.seed);
const DATE = '2027-03-09';

async function once(days: number | { minutes: number }, killing: Killing | null): Promise<{ outcome: Outcome; days: number; seconds: number }> {
  const started = performance.now();
  const house = await SoakHouse.open(seed, DATE);
  try {
    // The country tells some days; the soak is longer with more of them.
    const most = typeof days === 'number' ? days : Math.max(1, Math.round(days.minutes / 3));
    const outcome = await house.live(most, killing, (line) => { console.log(`  ${line} (${Math.round((performance.now() - started) / 1000)} s)`); });
    return { outcome, days: most, seconds: (performance.now() - started) / 1000 };
  } finally { await house.close(); }
}

const kills: Killing['kills'] = [];
console.log(`under kills, seed ${seed}:`);
const disturbed = await once(values.days === undefined ? { minutes: Number(values.minutes) } : Number(values.days), { everyMs: Number(values.every) * 1000, next: seeded(seed), kills });
console.log(`undisturbed, ${disturbed.days} days:`);
const calm = await once(disturbed.days, null);

const faults: string[] = [];
for (const what of ['documents', 'calls', 'editions', 'deliveries'] as const) {
  const [a, b] = [new Set(disturbed.outcome[what]), new Set(calm.outcome[what])];
  const [lost, more] = [[...b].filter((key) => !a.has(key)), [...a].filter((key) => !b.has(key))];
  if (disturbed.outcome[what].length !== a.size) faults.push(`${disturbed.outcome[what].length - a.size} ${what} are there twice`);
  if (lost.length + more.length > 0) faults.push(`${what}: ${lost.length} lost (${lost.slice(0, 3).join('; ')}), ${more.length} more (${more.slice(0, 3).join('; ')})`);
  console.log(`${what.padEnd(10)} ${disturbed.outcome[what].length} under kills, ${calm.outcome[what].length} undisturbed`);
}
const twice = Object.entries(disturbed.outcome.copies).filter(([, n]) => n > 1);
if (twice.length > 0) faults.push(`${twice.length} mails left twice`);
console.log(`${kills.reduce((sum, { n }) => sum + n, 0)} kills (${kills.map(({ what, n }) => `${n} ${what}`).join(', ')}) in ${Math.round(disturbed.seconds)} s; undisturbed ${Math.round(calm.seconds)} s; mails received ${Object.values(disturbed.outcome.copies).reduce((sum, n) => sum + n, 0)}; jobs failed for good ${disturbed.outcome.failedJobs}`);
for (const fault of faults) console.error(`FAULT ${fault}`);
console.log(faults.length === 0 ? 'equal' : `${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
