import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsync, mkdirSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { Gone, messageOf } from '#core/errors.js';
import type { EvidenceStore } from '#core/ports.js';
import { sha256Of } from '#core/sha256.js';

const sync = promisify(fsync);
/** A body that decodes to more than this was not written by us. */
const MAX_BODY = 256 << 20;

export interface Body { sha256: string; body: Uint8Array }

/**
 * Bodies as files below a folder: `ab/<sha256>.zst`, where ab begin the hash. A file is written under another name, synced, and renamed, so that a file
 * with a hash for a name is whole. Same bytes, same name: stored once. Earlier releases had a folder more (`ab/cd/`), where bodies are still found.
 */
export class FileEvidenceStore implements EvidenceStore {
  /** Bodies whose file is being written, so that two who bring the same bytes at once wait for one file. */
  private readonly underway = new Map<string, Promise<void>>();
  private readonly folders = new Set<string>();
  /** Names our unfinished files apart from those of other processes. */
  private readonly ours = randomBytes(6).toString('hex');
  private count = 0;
  /** When unfinished files were last looked for. */
  private tidied = 0;

  constructor(private readonly root: string) {}

  put(sha256: string, body: Uint8Array): Promise<void> { return this.putAll([{ sha256, body }]); }

  /** Stores many bodies at the price of one wait; resolves when all are on disk. Throws TypeError for a name that is not the SHA-256 of its bytes. */
  async putAll(bodies: readonly Body[]): Promise<void> {
    const waits = new Set<Promise<void>>();
    const fresh: Body[] = [];
    const named = new Set<string>();
    for (const item of bodies) {
      const pending = this.underway.get(item.sha256);
      if (pending !== undefined) waits.add(pending);
      else if (!named.has(item.sha256) && !existsSync(this.path(item.sha256)) && !existsSync(this.earlierPath(item.sha256))) { named.add(item.sha256); fresh.push(item); }
    }
    if (fresh.length > 0) {
      const writing = this.write(fresh).finally(() => { for (const { sha256 } of fresh) this.underway.delete(sha256); });
      for (const { sha256 } of fresh) this.underway.set(sha256, writing);
      waits.add(writing);
    }
    await Promise.all(waits);
  }

  /** The bytes of a body; rejects with Gone when there is none, or when the file no longer has the bytes of its name. */
  async get(sha256: string): Promise<Uint8Array> {
    let stored: Buffer;
    try {
      stored = await readFile(this.path(sha256)).catch((error: NodeJS.ErrnoException) => { if (error.code === 'ENOENT') return readFile(this.earlierPath(sha256)); throw error; });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Gone(`no body ${sha256} in ${this.root}`);
      throw error;
    }
    let body: Buffer;
    try { body = zstdDecompressSync(stored, { maxOutputLength: MAX_BODY }); } catch (error) { throw new Gone(`${this.path(sha256)} is damaged: ${messageOf(error)}`); }
    if (sha256Of(body) !== sha256) throw new Gone(`${this.path(sha256)} is damaged: its bytes are not those of its name`);
    return body;
  }

  async remove(sha256: string): Promise<void> {
    await Promise.all([rm(this.path(sha256), { force: true }), rm(this.earlierPath(sha256), { force: true })]);
  }

  async tidy(olderMs: number): Promise<number> {
    let removed = 0;
    const since = this.tidied - olderMs;
    this.tidied = Date.now();
    for (const folder of await readdir(this.root).catch(() => [] as string[])) {
      // What has changed since the last look only: there may be a million bodies.
      if (!/^[0-9a-f]{2}$/.test(folder) || (await stat(join(this.root, folder)).catch(() => ({ mtimeMs: 0 }))).mtimeMs < since) continue;
      for (const name of await readdir(join(this.root, folder)).catch(() => [] as string[])) {
        if (!name.endsWith('.part')) continue;
        const file = join(this.root, folder, name);
        const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
        if (Date.now() - mtimeMs < olderMs) continue;
        await rm(file, { force: true });
        removed++;
      }
    }
    return removed;
  }

  /** Where a body's file stands. Throws TypeError for what is not a SHA-256: names come from outside and must not leave the folder. */
  path(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError(`${JSON.stringify(sha256.slice(0, 80))} is not a SHA-256 in lower-case hexadecimal`);
    return `${this.root}/${sha256.slice(0, 2)}/${sha256}.zst`;
  }

  private earlierPath(sha256: string): string { return join(this.root, sha256.slice(0, 2), sha256.slice(2, 4), `${sha256}.zst`); }

  /** Small writes go to the page cache at once, where a thread would cost more than the write; only the disk is waited for. */
  private async write(bodies: readonly Body[]): Promise<void> {
    const open: { fd: number; temporary: string; path: string }[] = [];
    try {
      for (const { sha256, body } of bodies) {
        const path = this.path(sha256);
        if (sha256Of(body) !== sha256) throw new TypeError(`${sha256} is not the SHA-256 of the bytes given with it`);
        this.folder(path.slice(0, path.lastIndexOf('/')));
        const temporary = `${path}.${this.ours}-${this.count++}.part`;
        const fd = openSync(temporary, 'wx', 0o640);
        open.push({ fd, temporary, path });
        const packed = zstdCompressSync(body, { pledgedSrcSize: body.length });
        for (let at = 0; at < packed.length;) at += writeSync(fd, packed, at);
      }
      await Promise.all(open.map(({ fd }) => sync(fd)));
    } catch (error) {
      for (const { fd, temporary } of open) { closeSync(fd); unlinkSync(temporary); }
      throw error;
    }
    for (const { fd, temporary, path } of open) { renameSync(temporary, path); closeSync(fd); }
    await this.syncFolders(new Set(open.map(({ path }) => path.slice(0, path.lastIndexOf('/')))));
  }

  private folder(path: string): void {
    if (this.folders.has(path)) return;
    mkdirSync(path, { recursive: true, mode: 0o750 });
    this.folders.add(path);
  }

  /** A rename is on disk only when its folder is. */
  private async syncFolders(paths: Set<string>): Promise<void> {
    const handles = [...paths].map((path) => openSync(path, 'r'));
    try { await Promise.all(handles.map((fd) => sync(fd))); } finally { for (const fd of handles) closeSync(fd); }
  }
}
