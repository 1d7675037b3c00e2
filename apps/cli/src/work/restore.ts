import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BadInput } from '#core/errors.js';
import { readConfig } from '#infra/config.js';
import { openDatabaseUrl } from '#infra/embedded-postgres/database-url.js';
import { openEvidence } from '#infra/evidence/open.js';
import { openDatabase } from '#infra/store/open.js';
import { settleRestore } from '#infra/store/restores.js';
import { copyEvidence, readManifest, restoreTables } from '#infra/store/transfer/backup.js';
import { purgeArchives, purgeLedgers } from '#pipeline/steps/purge.js';

export async function run([folder]: [string], { sent, sentIsAll = false, purges, data }: { sent?: string[]; sentIsAll?: boolean; purges?: string[]; data: string }): Promise<void> {
  const config = readConfig({ ...process.env, CLAQUE_DATA_DIR: data });
  const dataDir = resolve(config.dataDir);
  const manifest = await readManifest(resolve(folder));
  if (config.databaseUrl === undefined && existsSync(join(dataDir, 'postgres'))) throw new BadInput(`${dataDir} already has a database: move its folder \`postgres\` away, or give another --data`);
  const server = await openDatabaseUrl(config, 'claque restore', (line) => { console.error(line); });
  try {
    await restoreTables(manifest, resolve(folder), server.url, (what, n) => { console.error(`${what}: ${n.toLocaleString('en')}`); });
    if (manifest.evidence !== null && config.evidenceS3Url === undefined) {
      const n = await copyEvidence(join(resolve(folder), 'evidence'), config.evidenceDir ?? join(dataDir, 'evidence'), (so) => { console.error(`evidence: ${so.toLocaleString('en')}`); });
      if (n < manifest.evidence) throw new BadInput(`the backup should hold ${manifest.evidence} bodies and holds ${n}: it is damaged. The tables are restored; find the rest before you resume`);
    }
    const db = await openDatabase(server.url, 2, 0);
    try {
      // An installation of one machine has one ledger, which lies beside its database.
      const alone = config.databaseUrl === undefined && sent === undefined;
      const settled = await settleRestore(db, new Date(manifest.at), { sent: sent ?? [join(dataDir, 'sent.log')], complete: sentIsAll || alone, purges: purges ?? purgeLedgers(config, dataDir) }, openEvidence(config, dataDir));
      console.log(`The database is as it was at ${manifest.at}. Everything is paused: look at it, then \`claque resume --by YOU\`.`);
      console.log(settled.sentBefore === null ? 'There was no sent.log to say which mails left since.' : `${settled.sentBefore} mails are known from sent.log to have left, and will not be sent again.`);
      if (settled.held) console.log('Other mails of the days since the backup may have left, too: they will be listed as unknown, and not sent. (With the sent.log of every machine and --sent-is-all they would be.)');
      console.log(settled.purges.length === 0 ? 'There was no purges.jsonl: IF ANYTHING WAS PURGED SINCE THE BACKUP IT IS BACK. Purge it again (claque purge) before you resume.' : `${settled.purges.length} purges since were done again: ${settled.purged} rows and bodies went.${(await Promise.all(settled.purges.map(({ before }) => purgeArchives(db, config, before.slice(0, 10))))).join('')}`);
    } finally { await db.destroy(); }
  } finally { await server.close(); }
}
