import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BadInput, Refused } from '#core/errors.js';
import { readConfig, type Config } from '#infra/config.js';
import { openEvidence } from '#infra/evidence/open.js';
import { tryLock } from '#infra/process/lock.js';
import { openQueues } from '#infra/queue/open.js';
import { hostOf, openDatabase } from '#infra/store/open.js';
import { pauseQueues } from '#infra/store/pauses.js';
import { bodiesOf } from '#infra/store/snapshots.js';
import { copyDatabase, openSource, othersConnected, refuseUsed } from '#infra/store/transfer/copy.js';
import { jobs } from '#pipeline/jobs.js';
import { progress } from '../progress.js';
import { databaseOf } from './installation.js';

interface Options { toDatabase?: string; toQueue?: string; toEvidence?: string; dryRun?: boolean; data: string }

/**
 * Moves database, evidence and queues. The old ones stay as they are, but paused, so that they do not go on beside the new ones by accident. Queues hold no truth: the new
 * ones are filled from the tables.
 */
export async function run(_args: [], options: Options): Promise<void> {
  const { toDatabase, toQueue, toEvidence, dryRun = false, data } = options;
  if (toDatabase === undefined && toQueue === undefined && toEvidence === undefined) throw new BadInput('say what moves: --to-database, --to-queue or --to-evidence', 2);
  const config = readConfig({ ...process.env, CLAQUE_DATA_DIR: data });
  const dataDir = resolve(config.dataDir);
  const target = targetOf(config, options);
  mkdirSync(dataDir, { recursive: true });
  const lock = tryLock(join(dataDir, 'start.lock'), 'claque migrate-storage');
  if (!lock.held) throw new BadInput(`the installation in ${dataDir} is running (process ${lock.by.pid}): stop it first, so that nothing is written behind the move`);
  const server = await databaseOf(config, 'claque migrate-storage');
  try {
    await refuseWorking(server.url);
    // The targets are asked before anything is moved.
    if (toQueue !== undefined) await (await openQueues(jobs, { databaseUrl: server.url, queueUrl: toQueue, workers: 0 })).close();
    if (toDatabase !== undefined) await refuseUsed(toDatabase);
    const db = await openDatabase(server.url, 2, 0);
    try {
      if (toEvidence !== undefined) await moveEvidence(db, openEvidence(config, dataDir), openEvidence(target, dataDir), dryRun);
      if (toDatabase !== undefined) {
        const source = await openSource(server.url);
        try {
          if (dryRun) console.log(`${source.tables.length} tables would be copied to ${hostOf(toDatabase)}, which is empty and can be reached`);
          else {
            const counts = await copyDatabase(source, toDatabase, (table, rows) => { console.error(`${table}: ${rows.toLocaleString('en')}`); });
            console.log(`${Object.keys(counts).length} tables with ${Object.values(counts).reduce((sum, n) => sum + n, 0).toLocaleString('en')} rows are at ${hostOf(toDatabase)}`);
          }
        } finally { await source.close(); }
        if (!dryRun) await pauseQueues(db, null, `moved to ${hostOf(toDatabase)}`, 'claque migrate-storage');
      }
    } finally { await db.destroy(); }
    if (toQueue !== undefined) console.log(`${hostOf(toQueue)} can be reached; the first worker fills it from the tables`);
    console.log(dryRun ? 'Nothing was changed.' : `From now on start with:\n${settings(options).map((line) => `  ${line}`).join('\n')}${toDatabase === undefined ? '' : '\nThe old database stays, and is paused; `claque resume` in it would go on with it instead.'}`);
  } finally {
    await server.close();
    lock.release();
  }
}

function targetOf(config: Config, { toEvidence }: Options): Config {
  if (toEvidence === undefined) return config;
  if (/^https?:\/\//.test(toEvidence)) return { ...config, evidenceS3Url: toEvidence };
  return { ...config, evidenceS3Url: undefined, evidenceDir: resolve(toEvidence) };
}

const settings = ({ toDatabase, toQueue, toEvidence }: Options): string[] => [
  ...(toDatabase === undefined ? [] : ['DATABASE_URL=(the address that you gave)']), ...(toQueue === undefined ? [] : ['QUEUE_URL=(the address that you gave)']),
  ...(toEvidence === undefined ? [] : [/^https?:/.test(toEvidence) ? `CLAQUE_EVIDENCE_S3=${toEvidence}` : `CLAQUE_EVIDENCE_DIR=${resolve(toEvidence)}`]),
];

/** A worker on another machine has no lock file here, but it has connections. */
async function refuseWorking(url: string): Promise<void> {
  const others = await othersConnected(url);
  if (others > 0) throw new Refused(`${others} connections of workers, the API or other commands are open to this database: stop them first, so that nothing is written behind the move`);
}

async function moveEvidence(db: Awaited<ReturnType<typeof openDatabase>>, from: ReturnType<typeof openEvidence>, to: ReturnType<typeof openEvidence>, dryRun: boolean): Promise<void> {
  const names = await bodiesOf(db);
  if (dryRun) { console.log(`${names.length.toLocaleString('en')} bodies would be copied`); return; }
  const shown = progress('bodies', names.length);
  let done = 0;
  const missing: string[] = [];
  const lane = async (): Promise<void> => {
    for (let sha256 = names.pop(); sha256 !== undefined; sha256 = names.pop()) {
      const body = await from.get(sha256).catch((error: Error) => { if (error.name === 'Gone') return null; throw error; });
      // Reading checks the bytes against their name, and so does writing.
      if (body === null) missing.push(sha256); else await to.put(sha256, body);
      shown.update(++done);
    }
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  shown.end(done);
  console.log(`${(done - missing.length).toLocaleString('en')} bodies were copied${missing.length === 0 ? '' : `; ${missing.length} were not there any more (the first: ${missing[0]})`}`);
}
