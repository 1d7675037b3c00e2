import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, mkdir, open, readFile, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { BadInput } from '#core/errors.js';
import { counting, openTarget, type Source } from './copy.js';

const manifestSchema = z.object({
  format: z.literal(1), at: z.iso.datetime(), migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string().regex(/^[a-z_][a-z0-9_]*$/), columns: z.array(z.string()), rows: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
  /** Bodies in `evidence/`; null where they were left out or are in a bucket. */
  evidence: z.int().nullable(),
});
export type Manifest = z.output<typeof manifestSchema>;
const MANIFEST = 'manifest.json';
const fileOf = (folder: string, table: string): string => join(folder, 'tables', `${table}.copy.gz`);

/** Passes bytes on and knows their SHA-256 at the end. */
function hashing(): Transform & { digest: () => string } {
  const hash = createHash('sha256');
  const stream = new Transform({ transform(chunk: Buffer, _encoding, done) { hash.update(chunk); done(null, chunk); } });
  return Object.assign(stream, { digest: () => hash.digest('hex') });
}

/**
 * Writes the tables of a database into an empty folder, each as a file of its rows, and a manifest last: a folder without one is no backup. The evidence is copied after
 * the tables, so that it holds every body that they name; a file that is there already is not copied again.
 */
export async function writeBackup(source: Source, folder: string, evidenceDir: string | null, tell: (what: string, n: number) => void): Promise<Manifest> {
  if ((await readdir(folder).catch(() => [] as string[])).length > 0) throw new BadInput(`${folder} is not empty: give a new folder for each backup`);
  await mkdir(join(folder, 'tables'), { recursive: true, mode: 0o700 });
  const tables: Manifest['tables'] = [];
  for (const table of source.tables) {
    const [counter, hash] = [counting(), hashing()];
    await pipeline(source.rows(table), counter, hash, createGzip({ level: 4 }), createWriteStream(fileOf(folder, table.name), { mode: 0o600, flush: true }));
    tables.push({ name: table.name, columns: table.columns, rows: counter.counted.rows, sha256: hash.digest() });
    tell(table.name, counter.counted.rows);
  }
  const evidence = evidenceDir === null ? null : await copyEvidence(evidenceDir, join(folder, 'evidence'), (n) => { tell('evidence', n); });
  const manifest: Manifest = { format: 1, at: source.at.toISOString(), migrations: source.migrations, tables, evidence };
  await writeFile(join(folder, `${MANIFEST}.part`), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600, flush: true });
  await rename(join(folder, `${MANIFEST}.part`), join(folder, MANIFEST));
  return manifest;
}

/** Throws BadInput where the folder is no backup, or one of another format. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => { throw new BadInput(`${folder} is not a whole backup of claque: it has no ${MANIFEST}`); });
  const manifest = manifestSchema.safeParse(JSON.parse(text));
  if (!manifest.success) throw new BadInput(`${join(folder, MANIFEST)} cannot be used: ${manifest.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`);
  return manifest.data;
}

/** Brings the tables of a backup into an empty database, all or nothing. Each file's rows must be those that were written. */
export async function restoreTables(manifest: Manifest, folder: string, url: string, tell: (what: string, n: number) => void): Promise<void> {
  const target = await openTarget(url, manifest.migrations);
  try {
    for (const { name, columns, rows, sha256 } of manifest.tables) {
      const hash = hashing();
      const read = createReadStream(fileOf(folder, name));
      const unpacked = read.pipe(createGunzip());
      read.on('error', (error) => unpacked.destroy(error));
      const brought = await target.bring({ name, columns, sequences: [] }, unpacked.on('error', (error) => hash.destroy(error)).pipe(hash) as Readable).catch((error: unknown) => { throw new BadInput(`${fileOf(folder, name)} cannot be read: ${error instanceof Error ? error.message : String(error)}`); });
      if (brought !== rows || hash.digest() !== sha256) throw new BadInput(`${fileOf(folder, name)} is damaged: it has not the ${rows} rows that were written`);
      tell(name, brought);
    }
    await target.commit();
  } catch (error) { await target.abandon(); throw error; }
}

const BODY = /^[0-9a-f]{64}\.zst$/;
const LEDGER = 'purges.jsonl';

/**
 * Copies bodies that are not there yet, each under another name until it is whole; resolves with how many there are. Unfinished ones are left. Evidence that outlived its
 * machine knows more than a backup of it: what is no body is never replaced there, and of the ledger of purges only lines that are missing are added.
 */
export async function copyEvidence(from: string, to: string, tell: (n: number) => void): Promise<number> {
  let n = 0;
  const names = await readdir(from, { recursive: true }).catch((error: NodeJS.ErrnoException) => { throw new BadInput(error.code === 'ENOENT' ? `${from} is not there: the evidence is elsewhere (CLAQUE_EVIDENCE_DIR), or lost; to go on without it say --no-evidence` : `${from} cannot be read: ${error.message}`); });
  for (const name of names) {
    if (name.endsWith('.part')) continue;
    const [source, target] = [join(from, name), join(to, name)];
    // One that was purged since the list was made is no loss.
    const found = await stat(source).catch((error: NodeJS.ErrnoException) => { if (error.code === 'ENOENT') return null; throw error; });
    if (found === null || !found.isFile()) continue;
    n++;
    if (n % 1000 === 0) tell(n);
    const there = await stat(target).catch(() => null);
    if (there !== null && name === LEDGER) { await addLines(source, target); continue; }
    if (there !== null && (there.size === found.size || !BODY.test(basename(name)))) continue;
    await mkdir(join(target, '..'), { recursive: true, mode: 0o750 });
    await copyFile(source, `${target}.part`);
    const file = await open(`${target}.part`, 'r');
    try { await file.sync(); } finally { await file.close(); }
    await rename(`${target}.part`, target);
  }
  return n;
}

/** Adds to a file of lines those of another that it has not. */
async function addLines(from: string, to: string): Promise<void> {
  const lines = async (file: string): Promise<string[]> => (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  const there = new Set(await lines(to));
  const more = (await lines(from)).filter((line) => !there.has(line));
  if (more.length > 0) await writeFile(to, `${[...more, ...there].join('\n')}\n`, { mode: 0o600, flush: true });
}
