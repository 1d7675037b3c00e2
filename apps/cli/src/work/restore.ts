import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BadInput } from '#core/errors.js';
import { readConfig } from '#infra/config.js';
import { openDatabaseUrl } from '#infra/embedded-postgres/database-url.js';
import { openEvidence } from '#infra/evidence/open.js';
import { openDatabase } from '#infra/store/open.js';
import { settleRestore } from '#infra/store/restores.js';
import { copyEvidence, readManifest, restoreTables } from '#infra/store/transfer/backup.js';

export async function run([folder]: [string], { sent, data }: { sent?: string; data: string }): Promise<void> {
  const config = readConfig({ ...process.env, CLAQUE_DATA_DIR: data });
  const dataDir = resolve(config.dataDir);
  const manifest = await readManifest(resolve(folder));
  if (config.databaseUrl === undefined && existsSync(join(dataDir, 'postgres'))) throw new BadInput(`${dataDir} already has a database: move its folder \`postgres\` away, or give another --data`);
  const server = await openDatabaseUrl(config, 'claque restore', (line) => { console.error(line); });
  try {
    await restoreTables(manifest, resolve(folder), server.url, (what, n) => { console.error(`${what}: ${n.toLocaleString('en')}`); });
    if (manifest.evidence !== null && config.evidenceS3Url === undefined) await copyEvidence(join(resolve(folder), 'evidence'), config.evidenceDir ?? join(dataDir, 'evidence'), (n) => { console.error(`evidence: ${n.toLocaleString('en')}`); });
    const db = await openDatabase(server.url, 2);
    try {
      const { sentBefore, purged } = await settleRestore(db, new Date(manifest.at), dataDir, sent ?? join(dataDir, 'sent.log'), openEvidence(config, dataDir));
      console.log(`The database is as it was at ${manifest.at}. Everything is paused: look at it, then \`claque resume --by YOU\`.`);
      console.log(sentBefore === null || sentBefore === 0
        ? 'There was no sent.log to say which mails left since: those of the days since the backup will be listed as unknown, and not sent.'
        : `${sentBefore} mails are known from sent.log to have left, and will not be sent again.`);
      if (purged > 0) console.log(`What was purged since was purged again: ${purged} rows and bodies.`);
    } finally { await db.destroy(); }
  } finally { await server.close(); }
}
