import { BadInput } from '#core/errors.js';
import { readConfig } from '#infra/config.js';
import { openQueues } from '#infra/queue/open.js';
import { pauseQueues, pausesNow, resumeQueues, type Pause } from '#infra/store/pauses.js';
import { migrate, openDatabase } from '#infra/store/open.js';
import { jobs } from '#pipeline/jobs.js';
import { databaseOf, withInstallation } from './installation.js';

interface Options { queues?: string; why?: string; by?: string; list?: boolean; data: string }
const configOf = ({ data }: Options) => readConfig({ ...process.env, CLAQUE_DATA_DIR: data });
const line = ({ queue, why, by, at }: Pause): string => `${queue ?? 'everything'}: ${why} (${by}, ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC)`;

function named(text: string | undefined): string[] | null {
  if (text === undefined) return null;
  const known = [...new Set(Object.values(jobs).map(({ queue }) => queue))];
  const asked = text.split(',').map((name) => name.trim()).filter((name) => name !== '');
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length > 0 || asked.length === 0) throw new BadInput(`no queue is called "${unknown.join('", "') || text}": there are ${known.join(', ')}`, 2);
  return asked;
}

export async function runPause(_args: [], options: Options): Promise<void> {
  const queues = named(options.queues);
  if (options.list) return list(options);
  await withInstallation(configOf(options), 'claque pause', async (db) => {
    await pauseQueues(db, queues, options.why ?? '', options.by ?? '');
    for (const pause of await pausesNow(db)) console.log(`paused: ${line(pause)}`);
  });
}

export async function runResume(_args: [], options: Options): Promise<void> {
  const queues = named(options.queues);
  await withInstallation(configOf(options), 'claque resume', async (db) => {
    const ended = await resumeQueues(db, queues, options.by ?? '');
    for (const pause of ended) {
      console.log(`resumed: ${line(pause)}`);
      if (pause.holdMails) console.log('  No sent.log said which mails had left before the restore: those of the days between backup and restore are listed as unknown and are not sent.');
    }
    if (ended.length === 0) console.log('nothing was paused');
  });
}

async function list(options: Options): Promise<void> {
  const config = configOf(options);
  const server = await databaseOf(config, 'claque pause');
  try {
    const db = await openDatabase(server.url, 2);
    const queues = await openQueues(jobs, { databaseUrl: server.url, queueUrl: config.queueUrl, workers: 0 });
    try {
      await migrate(db);
      const pauses = await pausesNow(db);
      for (const pause of pauses) console.log(`paused: ${line(pause)}`);
      if (pauses.length === 0) console.log('nothing is paused');
      for (const [name, { waiting = 0, active = 0, delayed = 0, failed = 0, prioritized = 0 }] of Object.entries(await queues.counts())) console.log(`${name.padEnd(10)} ${waiting + prioritized} waiting, ${active} at work, ${delayed} delayed, ${failed} failed`);
    } finally { await queues.close(); await db.destroy(); }
  } finally { await server.close(); }
}
