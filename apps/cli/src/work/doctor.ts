import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BadInput, messageOf } from '#core/errors.js';
import { readConfig, type Config } from '#infra/config.js';
import { hiding, inTime, note, ok, wrong, type Check, type Finding } from '#infra/doctor/finding.js';
import { checkEvidence, checkMail, checkModel, checkPostgres, checkProgram, checkRedis, checkTables } from '#infra/doctor/servers.js';
import { freeAt } from '#infra/files/free-space.js';
import { tryLock } from '#infra/process/lock.js';
import { databaseOf } from './installation.js';

const SIGNS = { ok: 'ok   ', note: 'note ', wrong: 'WRONG' };

/** Every part that a start needs, each asked with its own patience. Exits 1 when something is wrong. */
interface Options { json?: boolean; databases?: boolean; data: string }
export async function run(args: [], options: Options): Promise<number> {
  const code = await examine(args, options);
  // A question that nobody answers is open for a minute more: it keeps nobody waiting who has been told.
  await new Promise((resolve) => { process.stdout.write('', resolve); });
  process.exit(code);
}

async function examine(_args: [], { json = false, databases = false, data }: Options): Promise<number> {
  let config: Config;
  try { config = readConfig({ ...process.env, CLAQUE_DATA_DIR: data }); } catch (error) {
    // The message hides what is secret itself.
    print([wrong('settings', messageOf(error), 'docs/configuration.md lists what is allowed')], json, (text) => text);
    return 1;
  }
  const hide = hiding(config);
  const findings: Finding[] = [];
  const ask = async (check: string, question: Check): Promise<void> => {
    const answers = await question().catch((error: unknown) => [wrong(check, `it could not be looked at: ${messageOf(error)}`, error instanceof BadInput ? 'docs/configuration.md lists what is allowed' : 'see the fault above it, or run with CLAQUE_DEBUG=1')]);
    const list = Array.isArray(answers) ? answers : [answers];
    print(list, json, hide);
    findings.push(...list);
  };
  if (config.databaseUrl === undefined && existsSync(join(config.dataDir, 'postgres')) && !runsHere(config.dataDir)) {
    await ask('running', async () => wrong('running', `claque start does not run on ${resolve(config.dataDir)}: nothing is read, and nothing is sent`, `claque start${data === 'data' ? '' : ` --data ${data}`} (with --watchlist where it watches one)`));
  }
  await ask('Node', async () => ok('Node', process.version));
  await ask('disk', () => checkDisk(config));
  if (databases) await ask('databases', checkElsewhere);
  const url = await databaseUrlOf(config, ask);
  const database = async (): Promise<void> => {
    if (url === null) return;
    await ask('PostgreSQL', () => checkPostgres(url.url));
    if (!failed(findings, 'PostgreSQL')) await ask('tables', () => checkTables(url.url));
  };
  try {
    // At once: one that does not answer keeps nobody waiting for the others.
    await Promise.all([
      database(),
      ask('Redis', async () => (config.queueUrl === undefined ? ok('queues', 'in PostgreSQL (QUEUE_URL is not set)') : checkRedis(config.queueUrl))),
      ask('evidence', () => checkEvidenceOf(config)),
      ask('mail', () => checkMail(config)),
      ask('model', () => checkModel(config)),
      ask('CLAQUE_BROWSER', () => checkProgram('CLAQUE_BROWSER', config.browser)),
      ask('OCR_COMMAND', () => checkProgram('OCR_COMMAND', config.ocrCommand)),
    ]);
    if (url !== null && !failed(findings, 'PostgreSQL') && !failed(findings, 'Redis') && findings.some(({ check, state }) => check === 'tables' && state === 'ok')) await ask('installation', () => lookInside(config, url.url));
  } finally { await url?.close(); }
  const faults = findings.filter(({ state }) => state === 'wrong').length;
  if (!json) console.log(faults === 0 ? 'Nothing is wrong.' : `${faults} ${faults === 1 ? 'thing is' : 'things are'} wrong.`);
  return faults === 0 ? 0 : 1;
}

function print(list: Finding[], json: boolean, hide: (text: string) => string): void {
  for (const { check, state, says, advice } of list) {
    const shown = { check, state, says: hide(says), ...(advice === undefined ? {} : { advice: hide(advice) }) };
    console.log(json ? JSON.stringify(shown) : `${SIGNS[state]} ${check}: ${shown.says}${shown.advice === undefined ? '' : `\n      → ${shown.advice}`}`);
  }
}

const failed = (findings: Finding[], check: string): boolean => findings.some((finding) => finding.check === check && finding.state === 'wrong');

async function checkDisk(config: Config): Promise<Finding> {
  const folder = config.evidenceDir ?? resolve(config.dataDir);
  const free = Math.floor(await freeAt(folder) / 1024 ** 2);
  const says = `${free.toLocaleString('en')} MB are free at ${folder}`;
  if (free < config.leastFree) return wrong('disk', says, `no page is fetched below ${config.leastFree} MB (CLAQUE_LEAST_FREE): free some, or move the evidence (claque migrate-storage --to-evidence)`);
  return free < 5 * config.leastFree ? note('disk', says, 'it will soon be short: a page takes about 30 kB') : ok('disk', says);
}

/** Whether a `claque start` holds the data folder. */
function runsHere(dataDir: string): boolean {
  const attempt = tryLock(join(dataDir, 'start.lock'), 'claque doctor');
  if (attempt.held) attempt.release();
  return !attempt.held;
}

/** Databases that lie outside their data folders, and outlive them. */
async function checkElsewhere(): Promise<Finding[]> {
  const { clustersElsewhere, strays } = await import('#infra/embedded-postgres/elsewhere.js');
  const { orphans, unknown } = strays(clustersElsewhere());
  const named = (list: typeof orphans) => `${list.slice(0, 3).map(({ folder, owner, lastUsed }) => `${folder} (${owner === null ? '' : `of ${owner}, `}last used ${lastUsed.toISOString().slice(0, 10)})`).join(', ')}${list.length > 3 ? `, … (${list.length} in all)` : ''}`;
  return [
    ...(orphans.length + unknown.length === 0 ? [ok('databases', 'none lies outside its data folder without one')] : []),
    ...(orphans.length === 0 ? [] : [note('databases', `their data folder is gone, or has another database: ${named(orphans)}`, 'move the data folder back if you miss it; else take the database away: rm -r FOLDER FOLDER.data-folder')]),
    ...(unknown.length === 0 ? [] : [note('databases', `it is not noted whose these are, and they do not run: ${named(unknown)}`, 'do not take one away before you know whose it is: each installation of this machine notes its own the next time it starts (postgres/server.json of a data folder names its database)')]),
  ];
}

/** The database that is there; the embedded one is started for the look where it does not run, and never made. */
async function databaseUrlOf(config: Config, ask: (check: string, question: Check) => Promise<void>): Promise<{ url: string; close(): Promise<void> } | null> {
  if (config.databaseUrl === undefined && !existsSync(join(config.dataDir, 'postgres'))) {
    await ask('PostgreSQL', async () => note('PostgreSQL', `${resolve(config.dataDir)} holds no database yet, and DATABASE_URL is not set`, 'claque start makes one; or say where it is with --data'));
    return null;
  }
  try { return await databaseOf(config, 'claque doctor'); } catch (error) {
    await ask('PostgreSQL', async () => wrong('PostgreSQL', messageOf(error), 'the log is in logs/postgres.log of the data folder'));
    return null;
  }
}

async function checkEvidenceOf(config: Config): Promise<Finding> {
  const { openEvidence } = await import('#infra/evidence/open.js');
  const dataDir = resolve(config.dataDir);
  return checkEvidence(openEvidence(config, dataDir), config.evidenceS3Url ?? config.evidenceDir ?? join(dataDir, 'evidence'));
}

async function lookInside(config: Config, databaseUrl: string): Promise<Finding[]> {
  const [{ openQueues }, { openDatabase }, { jobs }, { detectors }, { checkInstallation }] = await Promise.all([
    import('#infra/queue/open.js'), import('#infra/store/open.js'), import('#pipeline/jobs.js'), import('#kinds/detectors/index.js'), import('#infra/doctor/installation.js')]);
  const db = await openDatabase(databaseUrl, 2, 20_000);
  const queues = await openQueues(jobs, { databaseUrl, queueUrl: config.queueUrl, workers: 0 });
  try { return await inTime(checkInstallation(db, queues as never, detectors.map(({ id, version }) => ({ id, version }))), 30_000); } finally { await queues.close(); await db.destroy(); }
}
