import { join, resolve } from 'node:path';
import { readConfig } from '#infra/config.js';
import { writeBackup } from '#infra/store/transfer/backup.js';
import { openSource } from '#infra/store/transfer/copy.js';
import { databaseOf } from './installation.js';

export async function run(_args: [], { out, evidence, data }: { out: string; evidence: boolean; data: string }): Promise<void> {
  const config = readConfig({ ...process.env, CLAQUE_DATA_DIR: data });
  const server = await databaseOf(config, 'claque backup');
  try {
    const source = await openSource(server.url);
    try {
      const inBucket = config.evidenceS3Url !== undefined;
      const from = evidence && !inBucket ? config.evidenceDir ?? join(resolve(config.dataDir), 'evidence') : null;
      const { tables, evidence: bodies } = await writeBackup(source, resolve(out), from, (what, n) => { console.error(`${what}: ${n.toLocaleString('en')}`); });
      const rows = tables.reduce((sum, table) => sum + table.rows, 0);
      console.log(`${resolve(out)}: ${tables.length} tables with ${rows.toLocaleString('en')} rows as of ${source.at.toISOString()}, ${bodies === null ? `no bodies (${inBucket ? 'they are in a bucket' : 'left out'}: back them up otherwise)` : `${bodies.toLocaleString('en')} bodies`}`);
      console.log('Not in it, and yours to copy beside it: the settings (environment), the files of watchlists/, and, where it is, installation.key of the data folder. It holds addresses of recipients and the hashes of keys and passwords: keep it as you keep the database.');
    } finally { await source.close(); }
  } finally { await server.close(); }
}
