import { readFile } from 'node:fs/promises';
import { bouncesIn } from '#core/digest/bounces.js';
import { BadInput, messageOf } from '#core/errors.js';
import { clockOf } from '#infra/clock.js';
import { readConfig } from '#infra/config.js';
import { suppressReaders } from '#infra/store/suppress.js';
import { withInstallation } from './installation.js';

/**
 * Readers whose mail failed for good or who complained get no more, of any election of the installation. A report is believed for the mail that it gives back, by its
 * Message-ID, which nobody else knows: anybody can write to the sender's mailbox and name an address.
 */
export async function run([files]: [string[]], options: { data: string; byAddress?: boolean }): Promise<void> {
  const bounced = (await Promise.all(files.map(async (file) => bouncesIn(await readFile(file, 'latin1').catch((error: unknown) => { throw new BadInput(`${file} cannot be read: ${messageOf(error)}`); }))))).flat();
  const believed = options.byAddress ? bounced : bounced.filter(({ messageId }) => messageId !== null).map((report) => ({ ...report, address: null }));
  const config = { ...readConfig(process.env), dataDir: options.data };
  const stopped = believed.length === 0 ? 0 : await withInstallation(config, 'claque bounces', (db) => suppressReaders(db, believed, clockOf(config).now()));
  console.log(`${bounced.length} readers in the reports; ${stopped} recipients get no more mail`);
  if (believed.length < bounced.length) console.log(`${bounced.length - believed.length} reports give back no mail and were left alone (--by-address believes them, too)`);
}
