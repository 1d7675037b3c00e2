import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BadInput, messageOf, Unreadable } from '#core/errors.js';
import { manifestFaults, manifestSchema, type Manifest } from '#core/evidence/manifest.js';
import { checkWacz } from '#infra/archive/wacz-check.js';
import { sha256OfFile } from '#infra/archive/wacz-writer.js';
import { sourceKinds } from '#kinds/sources/index.js';
import { createImagePool } from '#pipeline/threads/image-pool.js';
import { createReaderPool } from '#pipeline/threads/reader-pool.js';
import { progress } from '../progress.js';
import { PACKAGE } from '#infra/evidence/package.js';
import { count } from './export.js';

/** Checks a package without the installation that made it. Exit code 0 only when nothing in it is wrong and every quote was found again in its bytes: what cannot be shown does not hold. */
export async function run([given]: [string]): Promise<number> {
  const folder = resolve(given);
  const faults = await sumFaults(folder);
  const manifest = await manifestOf(join(folder, PACKAGE.manifest));
  faults.push(...manifestFaults(manifest));
  const again = new Reader(manifest);
  const shown = progress('captures', manifest.snapshots.length);
  let seen = 0;
  try {
    const bodies = new Set<string>();
    const archive = await checkWacz(join(folder, PACKAGE.archive), async ({ sha256, body }) => {
      bodies.add(sha256);
      await again.read(sha256, body);
      shown.update(++seen);
    });
    faults.push(...archive.faults);
    const excused = new Set(manifest.missing.map(({ sha256 }) => sha256));
    for (const { id, sha256 } of manifest.snapshots) if (!bodies.has(sha256) && !excused.has(sha256)) faults.push(`the bytes of snapshot ${id} are not in ${PACKAGE.archive}`);
    for (const { snapshotId, why } of manifest.missing) again.notes.push(`the bytes of snapshot ${snapshotId} were gone when the package was made (${why}): what is quoted from it cannot be checked`);
  } finally { await again.close(); }
  shown.end(seen);
  faults.push(...again.faults);
  for (const fault of faults) console.log(`FAIL  ${fault}`);
  for (const note of again.notes) console.log(`note  ${note}`);
  const shownAll = again.found === manifest.findings.length;
  console.log(`${faults.length > 0 ? 'does not hold' : shownAll ? 'holds' : 'holds only in part'}: ${count(manifest.findings.length, 'finding')}, ${count(manifest.documents.length, 'document')}, ${count(manifest.snapshots.length, 'capture')}; `
    + `${again.found} of ${count(manifest.findings.length, 'quote')} found again in what is read from the bytes\nsha256 of ${PACKAGE.sums}: ${await sha256OfFile(join(folder, PACKAGE.sums))}  (compare it with what the sender told you)`);
  return faults.length === 0 && shownAll ? 0 : 1;
}

async function sumFaults(folder: string): Promise<string[]> {
  const text = await readFile(join(folder, PACKAGE.sums), 'utf8').catch((error: NodeJS.ErrnoException) => { throw new BadInput(`${folder} is no evidence package: ${error.code === 'ENOENT' ? `it has no ${PACKAGE.sums}. (A backup is checked by \`claque restore\` into a new folder.)` : messageOf(error)}`); });
  const listed = new Map(text.split('\n').filter((line) => line !== '').map((line) => { const [digest = '', name = ''] = line.split(/ [ *]/); return [name, digest]; }));
  const faults: string[] = [];
  for (const name of Object.values(PACKAGE)) {
    if (name === PACKAGE.sums) continue;
    if (!listed.has(name)) faults.push(`${PACKAGE.sums} does not list ${name}`);
    else if (await sha256OfFile(join(folder, name)).catch(() => null) !== listed.get(name)) faults.push(`${name} has other bytes than ${PACKAGE.sums} says`);
  }
  for (const name of await readdir(folder)) if (name !== PACKAGE.sums && !listed.has(name)) faults.push(`${name} is in the folder and not listed`);
  return faults;
}

async function manifestOf(file: string): Promise<Manifest> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new BadInput(`${file} is no manifest of this version: ${messageOf(error).slice(0, 300)}`);
  }
}

/** Reads the texts again from the bytes, in threads that can be killed: a package may come from anybody. */
class Reader {
  readonly faults: string[] = [];
  readonly notes: string[] = [];
  found = 0;
  private readonly readers = createReaderPool();
  private readonly images = createImagePool();

  constructor(private readonly manifest: Manifest) {}

  async read(sha256: string, body: Buffer): Promise<void> {
    for (const snapshot of this.manifest.snapshots.filter((one) => one.sha256 === sha256)) {
      for (const document of this.manifest.documents.filter(({ snapshotId }) => snapshotId === snapshot.id)) {
        const findings = this.manifest.findings.filter(({ documentId }) => documentId === document.id);
        if (findings.length === 0) continue;
        const texts = document.codes !== null ? await this.codesIn(body) : await this.textsIn(document.sourceKind, snapshot, body);
        if (typeof texts === 'string') { this.notes.push(`document ${document.id} could not be read again: ${texts}`); continue; }
        for (const { id, quote } of findings) {
          if (texts.some((text) => text.includes(quote))) this.found += 1;
          // Another version of the reader may cut a page otherwise; the same one may not.
          else if (this.sameReader(document)) this.faults.push(`finding ${id} quotes what is not in the bytes of its capture`);
          else this.notes.push(`finding ${id}: ${document.readerVersion} read its text, this program reads it otherwise`);
        }
      }
    }
  }

  close(): Promise<unknown> { return Promise.all([this.readers.close(), this.images.close()]); }

  private sameReader({ sourceKind, readerVersion, codes }: Manifest['documents'][number]): boolean {
    return codes !== null || readerVersion === `${sourceKind}@${sourceKinds.find(({ id }) => id === sourceKind)?.version}`;
  }

  private async textsIn(kind: string, { url, finalUrl, headers, fetchedAt }: Manifest['snapshots'][number], body: Buffer): Promise<string[] | string> {
    try {
      const { documents } = await this.readers.read(kind, { url, finalUrl, headers, body, fetchedAt: new Date(fetchedAt) });
      return documents.map(({ text }) => text.replaceAll('\u0000', '\uFFFD').toWellFormed());
    } catch (error) {
      if (error instanceof Unreadable) return messageOf(error);
      return `no reader for "${kind}" (${messageOf(error)})`;
    }
  }

  private async codesIn(body: Buffer): Promise<string[] | string> {
    const look = await this.images.look(body);
    return 'fault' in look ? `${look.fault}: ${look.detail}` : [look.image.codes.join('\n'), ...look.image.codes];
  }
}
