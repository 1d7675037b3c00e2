import { createInterface } from 'node:readline';
import { readConfig } from '#infra/config.js';
import { openLog } from '#infra/log.js';
import { openWorld } from '#pipeline/open-world.js';
import { deliverEdition } from '#pipeline/steps/deliver.js';
import { composeEditionStep } from '#pipeline/steps/publish.js';
import { dueEditions, dueMails } from '#pipeline/steps/sweep.js';
import type { World } from '#pipeline/world.js';

/** What a clock's minute asks for, done at once: no queue stands between clocks to make one job of many. */
export async function minute(world: World): Promise<void> {
  for (const job of await dueEditions(world)) if (job.name === 'edition.compose') await composeEditionStep(world, job.payload);
  for (const job of await dueMails(world)) if (job.name === 'edition.deliver') await deliverEdition(world, job.payload);
}

/** Started as a process with the settings of a worker and a moment: opens the installation, says so, and does that moment's work when it is told to. */
async function work(moment: Date): Promise<void> {
  const config = readConfig(process.env);
  const world = await openWorld(config, config.databaseUrl!, openLog(null, 'error'), { now: () => moment });
  await world.db.query('SELECT 1');
  console.log(JSON.stringify({ msg: 'clock ready' }));
  await new Promise<void>((resolve) => { createInterface(process.stdin).once('line', () => resolve()).once('close', () => resolve()); });
  await minute(world);
  console.log(JSON.stringify({ msg: 'clock done' }));
  await world.close();
  process.exit(0);
}

if (process.argv[1]?.endsWith('clock-process.js')) await work(new Date(process.argv[2]!));
