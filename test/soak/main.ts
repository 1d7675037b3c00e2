import { parseArgs } from 'node:util';
import { BadInput } from '#core/errors.js';
import { seeded } from '#core/accounts/statistics.js';
import { SoakHouse, type Killing, type Outcome } from './house.js';

const HELP = `npm run soak -- [--minutes N | --days N] [--every SECONDS] [--seed N]

Two workers and the API read the demo country, once under random kills (-9) of workers, API and PostgreSQL and once
undisturbed, and must come to the same documents, calls and mails, no mail twice.
  --minutes N   kill for so many minutes, a day of the country after the other (default 20); the undisturbed run then
                shows as many days, which takes less time
  --days N      instead: so many days of the country
  --every S     a kill about every so many seconds (default 6)
  --seed N      of country and kills (default 1)
It ends with 0 when both came to the same, with 1 when not, with 2 when it was asked wrongly.`;

const DATE = '2027-03-09';

function asked(): { enough: (seconds: number) => (days: number) => boolean; everyMs: number; seed: number } {
  const { values } = parseArgs({ options: { minutes: { type: 'string' }, days: { type: 'string' }, every: { type: 'string', default: '6' }, seed: { type: 'string', default: '1' }, help: { type: 'boolean' } } });
  if (values.help) { console.log(HELP); process.exit(0); }
  const number = (name: 'minutes' | 'days' | 'every' | 'seed', low: number): number => {
    const value = Number(values[name]);
    if (!(value >= low)) throw new BadInput(`--${name} is "${values[name]}": give a number of ${low} or more`, 2);
    return value;
  };
  if (values.days !== undefined && values.minutes !== undefined) throw new BadInput('give --minutes or --days, not both', 2);
  const [everyMs, seed] = [number('every', 1) * 1000, number('seed', 0)];
  if (values.days !== undefined) { const most = number('days', 1); return { enough: () => (days) => days >= most, everyMs, seed }; }
  values.minutes ??= '20';
  const most = number('minutes', 1) * 60;
  return { enough: (began) => () => performance.now() / 1000 - began >= most, everyMs, seed };
}

let house: SoakHouse | null = null;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => {
  console.error(`${signal}: everything is ended`);
  if (house === null) process.exit(130);
  void house.close().finally(() => { process.exit(130); });
});
process.on('exit', () => { house?.killNow(); });

async function once(seed: number, enough: (days: number) => boolean, killing: Killing | null): Promise<{ outcome: Outcome; days: number; seconds: number }> {
  const started = performance.now();
  house = await SoakHouse.open(seed, DATE);
  try {
    const { days, ...outcome } = await house.live(enough, killing, (line) => { console.log(`  ${line} (${Math.round((performance.now() - started) / 1000)} s)`); });
    return { outcome, days, seconds: (performance.now() - started) / 1000 };
  } finally { await house.close(); house = null; }
}

const copiesOf = (keys: string[]): Map<string, number> => { const found = new Map<string, number>(); for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1); return found; };
/** What `here` has and `there` has not, or not as often. */
const missing = (here: Map<string, number>, there: Map<string, number>): string[] => [...here].filter(([key, n]) => n > (there.get(key) ?? 0)).map(([key]) => key);

/** What is not the same, in words. */
function compare(disturbed: Outcome, calm: Outcome): string[] {
  const faults: string[] = [];
  for (const what of ['documents', 'calls', 'editions', 'deliveries'] as const) {
    const [a, b] = [copiesOf(disturbed[what]), copiesOf(calm[what])];
    const [lost, more] = [missing(b, a), missing(a, b)];
    if (lost.length + more.length > 0) faults.push(`${what}: ${lost.length} lost (${lost.slice(0, 3).join('; ')}), ${more.length} more (${more.slice(0, 3).join('; ')})`);
    if (b.size === 0) faults.push(`the undisturbed run has no ${what}: nothing was compared`);
    console.log(`${what.padEnd(10)} ${disturbed[what].length} under kills, ${calm[what].length} undisturbed`);
  }
  const twice = Object.entries(disturbed.copies).filter(([, n]) => n > 1);
  if (twice.length > 0) faults.push(`${twice.length} mails left twice (${twice.slice(0, 3).map(([mail]) => mail).join('; ')})`);
  return faults;
}

async function main(): Promise<number> {
  const { enough, everyMs, seed } = asked();
  const kills: Killing['kills'] = [];
  console.log(`under kills, seed ${seed}:`);
  const disturbed = await once(seed, enough(performance.now() / 1000), { everyMs, next: seeded(seed), kills });
  console.log(`undisturbed, ${disturbed.days} days:`);
  const calm = await once(seed, (days) => days >= disturbed.days, null);
  const faults = compare(disturbed.outcome, calm.outcome);
  const { copies, failedJobs, falls } = disturbed.outcome;
  console.log(`${kills.reduce((sum, { n }) => sum + n, 0)} kills (${kills.map(({ what, n }) => `${n} ${what}`).join(', ')}) in ${Math.round(disturbed.seconds)} s; undisturbed ${Math.round(calm.seconds)} s`);
  console.log(`mails received ${Object.values(copies).reduce((sum, n) => sum + n, 0)}; jobs failed for good ${failedJobs}; processes that ended by themselves ${falls.length}${falls[0] === undefined ? '' : ` (the first: ${falls[0].trim().split('\n').at(-1)})`}`);
  for (const fault of faults) console.error(`FAULT ${fault}`);
  console.log(faults.length === 0 ? 'equal' : `${faults.length} faults`);
  return faults.length === 0 ? 0 : 1;
}

try { process.exitCode = await main(); } catch (error) {
  const usage = error instanceof BadInput || String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS');
  console.error(`soak: ${usage ? (error as Error).message : String((error as Error).stack ?? error)}`);
  process.exitCode = usage ? 2 : 1;
}
process.exit();
