import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { momentOf } from '#core/election/calendar.js';
import { BadInput } from '#core/errors.js';
import { readConfig } from '#infra/config.js';
import { removeDatabase, startPostgres } from '#infra/embedded-postgres/index.js';
import { refuseFullDisk } from '#infra/files/free-space.js';
import { openLog } from '#infra/log.js';
import { openQueues } from '#infra/queue/open.js';
import { runJobs } from '#infra/queue/runner.js';
import { listCampaigns } from '#infra/store/campaigns.js';
import { getElection } from '#infra/store/elections.js';
import { progressCounts } from '#infra/store/lacks.js';
import { migrate, openDatabase } from '#infra/store/open.js';
import { handlersFor } from '#pipeline/handlers.js';
import { jobs } from '#pipeline/jobs.js';
import { openWorld } from '#pipeline/open-world.js';
import { comeToRest } from '#pipeline/rest.js';
import { putWatchlistFile } from '#pipeline/watchlist.js';
import { statusLine } from '../progress.js';
import { checkedDate, demoEnvironment, endCountry, readCountry, setClock, startCountry, writeCountry } from './demo/country.js';
import { readPastEvenings } from './demo/past-evenings.js';
import { onSignals } from './start/signals.js';

interface Options { once?: boolean; out: string; seed: string; date?: string; data?: string }

/** Milliseconds in which what is at work may come to an end when we are asked to. */
const END_MS = 10_000;
/** Long enough for a slow machine; a flow that is not at rest by then hangs. */
const TIME_LIMIT_MS = 170_000;

/** A whole day of the demo country in one run: everything started here is stopped here, whatever happens. */
export async function run(_args: unknown[], options: Options): Promise<void> {
  if (!options.once) throw new BadInput('give --once for one day; for a country that goes on, run `claque start`', 2);
  if (!/^\d{1,9}$/.test(options.seed)) throw new BadInput(`--seed is "${options.seed}": give a whole number`, 2);
  // A day of its own: its database and queues are this run's alone.
  const { DATABASE_URL: _database, QUEUE_URL: _queue, ...env } = demoEnvironment(process.env);
  const date = checkedDate(options.date ?? new Date().toISOString().slice(0, 10));
  const seed = Number(options.seed);
  const started = performance.now();
  const status = statusLine();
  const out = resolve(options.out);
  await mkdir(out, { recursive: true });
  const dataDir = options.data ? resolve(options.data) : await mkdtemp(join(tmpdir(), 'claque-demo-'));
  await mkdir(dataDir, { recursive: true });
  await refuseFullDisk(dataDir);
  const undo: (() => Promise<unknown>)[] = [];
  const drain = new AbortController();
  let stopping: Promise<void> | null = null;
  // Begun once and waited for by all: whoever returned before it is done would leave a database behind.
  const stop = (): Promise<void> => stopping ??= (async () => { for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step().catch(() => { /* the rest is stopped all the same */ }); })();
  /** What was still starting when we were asked to end is stopped at once. */
  const stopLater = async (step: () => Promise<unknown>): Promise<void> => {
    if (stopping === null) { undo.push(step); return; }
    await stopping;
    await step();
    throw new Error('it was asked to end');
  };
  let ended: () => void = () => {};
  const end = new Promise<void>((done) => { ended = done; });
  // Signals come twice within a moment where `timeout`, npm or an older Node hand them on; a person's second one ends nothing sooner.
  onSignals(() => {
    drain.abort();
    void stop().then(() => Promise.race([end, sleep(END_MS)])).then(() => process.exit(130));
  }, () => {});
  try {
    // As root the database may lie elsewhere: it goes, too.
    if (!options.data) await stopLater(async () => { removeDatabase(dataDir); await rm(dataDir, { recursive: true, force: true }); });
    const known = await readCountry(dataDir);
    if (known !== null && (known.seed !== seed || known.date !== date)) throw new BadInput(`${dataDir} holds the demo country of seed ${known.seed} and ${known.date}, and two countries in one folder would be mixed up: give another folder with --data`);
    // What an earlier run left must not pass for what this one found.
    for (const name of ['findings.json', 'truth.json', 'outbox']) await rm(join(out, name), { recursive: true, force: true });
    const watchlist = join(out, 'watchlist.yaml');
    // The truth is written by the country's own process, and read by nobody here.
    const country = await startCountry(['--seed', options.seed, '--date', date, '--watchlist-out', watchlist, '--truth-out', join(out, 'truth.json')]);
    await stopLater(() => endCountry(country));
    const server = await startPostgres({ dataDir, what: 'claque demo' });
    await stopLater(() => server.stop());
    const db = await openDatabase(server.url, 2);
    await stopLater(() => db.destroy());
    await migrate(db);
    const { electionId } = await putWatchlistFile(db, watchlist);
    const election = await getElection(db, electionId);
    if ((known?.clock ?? null) === null) await readPastEvenings({ ...readConfig(env), dataDir, databaseUrl: server.url }, server.url, election, date, (at) => setClock(country, at), (day) => { void status.show(() => `counters on the evening of ${day}`); });
    // Half past six where the country is, an hour after which people read: its own clock begins there too.
    const morning = momentOf(date, '06:30', election.timeZone);
    await setClock(country, morning);
    await writeCountry(dataDir, { seed, date, clock: morning.toISOString() });
    const config = { ...readConfig({ ...env, CLAQUE_CLOCK_AT: morning.toISOString() }), dataDir, databaseUrl: server.url };
    const world = await openWorld(config, server.url, openLog(null, 'info'), undefined, drain.signal);
    await stopLater(() => world.close());
    const queues = await openQueues(jobs, { databaseUrl: server.url, queueUrl: config.queueUrl });
    // Jobs at work are given a moment.
    await stopLater(() => Promise.race([queues.close(), sleep(END_MS)]));
    runJobs(jobs, handlersFor(world), queues, { concurrency: config.workerConcurrency, report: (run) => { if (run.result === 'failed') process.stderr.write(`${run.name} failed: ${run.note}\n`); } });
    await queues.add([{ name: 'sweep', payload: {} }]);
    await comeToRest(world, queues, { timeoutMs: TIME_LIMIT_MS, tick: async () => {
      await status.show(async () => {
        const now = await progressCounts(db);
        return `${now.sourcesRead} of ${now.sources} sources, ${now.documents} documents, ${now.calls} calls, ${now.campaigns} drives, ${now.editions} editions`;
      });
    } });
    status.clear();
    const counts = await progressCounts(db);
    const campaigns = await listCampaigns(db, electionId);
    await writeFile(join(out, 'findings.json'), `${JSON.stringify({ campaigns: campaigns.map(({ id, target, members, pValue, verdict, links, order }) => ({ id, target, members, p_value: pValue, verdict, links, order })) }, null, 1)}\n`);
    await cp(join(dataDir, 'outbox'), join(out, 'outbox'), { recursive: true });
    console.log(`${counts.sourcesRead} of ${counts.sources} sources visited, ${counts.documents} documents, ${counts.calls} calls, ${counts.campaigns} drives, ${counts.editions} editions, ${counts.deliveries} mails in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    console.log(`digest     ${join(out, 'outbox')}/*.eml and .html\nfindings   ${join(out, 'findings.json')}\ntruth      ${join(out, 'truth.json')}\nwatchlist  ${watchlist}`);
  } catch (error) {
    // What fails because everything is being stopped is no fault to tell.
    if (!drain.signal.aborted) throw error;
  } finally {
    await stop();
    ended();
  }
}
