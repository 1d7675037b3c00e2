import { readFile } from 'node:fs/promises';
import { bouncesIn } from '#core/digest/bounces.js';
import { BadInput, messageOf } from '#core/errors.js';
import { clockOf } from '#infra/clock.js';
import { readConfig } from '#infra/config.js';
import { suppressReaders } from '#infra/store/suppress.js';
import { withInstallation } from './installation.js';

/** Addresses that failed for good or complained get no more mail, of any election of the installation. */
export async function run([files]: [string[]], options: { data: string }): Promise<void> {
  const bounced = (await Promise.all(files.map(async (file) => bouncesIn(await readFile(file, 'latin1').catch((error: unknown) => { throw new BadInput(`${file} cannot be read: ${messageOf(error)}`); }))))).flat();
  const config = { ...readConfig(process.env), dataDir: options.data };
  const stopped = bounced.length === 0 ? 0 : await withInstallation(config, 'claque bounces', (db) => suppressReaders(db, bounced, clockOf(config).now()));
  console.log(`${bounced.length} readers in the reports; ${stopped} recipients get no more mail`);
}
