import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { messageOf } from '#core/errors.js';
import { localTime } from './calendar.js';
import { createCountry } from './country.js';
import { serveCountry } from './serve.js';

/**
 * The demo country as a process of its own: serves until SIGTERM, SIGINT or the end of its parent. Prints one JSON line when ready.
 * `--now` is the moment at which the country's clock starts (default 06:30 local time of `--date`); from there it runs as all clocks do, until the
 * parent puts it to another moment or makes it run faster: `{ clock: ISO-TIME, rate? }` over the channel, answered by `{ clock }`.
 * `--ports` remembers the ports from one start to the next, so that the country's addresses stay the same.
 * Only this process knows the truth about the country, and writes it only where `--truth-out` says.
 */
const USAGE = 'usage: node dist/apps/demo/src/main.js --seed N --date YYYY-MM-DD --watchlist-out FILE [--now ISO-TIME] [--truth-out FILE] [--ports FILE]';
const argumentsSchema = z.object({
  seed: z.coerce.number('--seed must be a whole number').int('--seed must be a whole number').min(0, '--seed must not be negative'),
  date: z.iso.date('--date must be a day such as 2027-03-09'),
  now: z.iso.datetime({ offset: true, error: '--now must be a time such as 2027-03-09T06:30:00+07:00' }).optional(),
  'watchlist-out': z.string('--watchlist-out FILE is missing').min(1),
  'truth-out': z.string().min(1).optional(),
  ports: z.string().min(1).optional(),
});

function readArguments(): z.output<typeof argumentsSchema> {
  let values: Record<string, unknown>;
  try {
    ({ values } = parseArgs({ options: { seed: { type: 'string' }, date: { type: 'string' }, now: { type: 'string' }, 'watchlist-out': { type: 'string' }, 'truth-out': { type: 'string' }, ports: { type: 'string' } } }));
  } catch (thrown) { return refuse(messageOf(thrown)); }
  const result = argumentsSchema.safeParse(values);
  return result.success ? result.data : refuse(result.error.issues.map((issue) => issue.message).join('; '));
}
function refuse(why: string): never {
  console.error(`${why}\n${USAGE}`);
  process.exit(2);
}

async function rememberedPorts(file: string | undefined): Promise<Record<string, number>> {
  if (file === undefined) return {};
  const text = await readFile(file, 'utf8').catch((thrown: NodeJS.ErrnoException) => { if (thrown.code === 'ENOENT') return '{}'; throw thrown; });
  try {
    return z.record(z.string(), z.int().min(1).max(65_535)).parse(JSON.parse(text));
  } catch {
    return refuse(`${file} does not hold ports: remove it`);
  }
}

const options = readArguments();
const started = performance.now();
const startsAt = options.now === undefined ? localTime(options.date, '06:30') : new Date(options.now);
const country = createCountry({ seed: options.seed, date: options.date });
let clock = { at: startsAt.getTime(), since: started, rate: 1 };
const served = await serveCountry(country, { now: () => new Date(clock.at + (performance.now() - clock.since) * clock.rate), wanted: await rememberedPorts(options.ports) });
if (options.ports !== undefined) await writeFile(options.ports, `${JSON.stringify(served.ports)}\n`);
await writeFile(options['watchlist-out'], served.watchlist);
if (options['truth-out'] !== undefined) await writeFile(options['truth-out'], `${JSON.stringify(country.truth, null, 2)}\n`);

let stopping = false;
const stop = () => {
  if (stopping) return;
  stopping = true;
  served.close().then(() => process.exit(0), (thrown: unknown) => { console.error(messageOf(thrown)); process.exit(1); });
};
process.once('SIGTERM', stop).once('SIGINT', stop);
// A parent that dies without a word takes the channel with it.
if (process.channel !== undefined) process.once('disconnect', stop);
const clockSchema = z.object({ clock: z.iso.datetime(), rate: z.number().positive().default(1) });
process.on('message', (raw) => {
  const { clock: at, rate } = clockSchema.parse(raw);
  clock = { at: Date.parse(at), since: performance.now(), rate };
  process.send?.({ clock: at });
});
const ready = { ready: true, ports: served.ports };
process.stdout.write(`${JSON.stringify(ready)}\n`);
process.send?.(ready);
