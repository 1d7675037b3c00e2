import { mkdirSync } from 'node:fs';
import { open, rename, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { PackFile } from '#infra/evidence/pack-file.js';

/** Pages that are written together, so that the disk is waited for once. */
const BATCH = 128;
const BATCH_BYTES = 4 << 20;
/** Batches that may be on their way to the disk before pages have to wait. */
const MOST_UNDERWAY = 2;

/** The files of a crawl: bodies.zst, snapshots.jsonl and documents.jsonl. Bodies are on disk before the lines that speak of them; lines are whole. */
export class CrawlOutput {
  private bytes = 0;
  private snapshots: string[] = [];
  private documents: string[] = [];
  private underway: Promise<void>[] = [];

  private constructor(private readonly folder: string, private readonly pack: PackFile, private readonly snapshotFile: FileHandle, private readonly documentFile: FileHandle) {}

  static async open(folder: string): Promise<CrawlOutput> {
    mkdirSync(folder, { recursive: true });
    return new CrawlOutput(folder, new PackFile(join(folder, 'bodies.zst')), await open(join(folder, 'snapshots.jsonl'), 'w'), await open(join(folder, 'documents.jsonl'), 'w'));
  }

  /** Whether a page of these bytes was taken before. */
  has(sha256: string): boolean { return this.pack.has(sha256); }

  /** Takes a page; resolves when more may come. `document` is what it says, null for a page that says what another said. */
  async add(sha256: string, body: Uint8Array, snapshot: object, document: object | null): Promise<void> {
    this.bytes += body.length;
    this.snapshots.push(JSON.stringify({ ...snapshot, body: this.pack.add(sha256, body) }));
    if (document !== null) this.documents.push(JSON.stringify(document));
    if (this.snapshots.length < BATCH && this.bytes < BATCH_BYTES) return;
    this.flush();
    while (this.underway.length >= MOST_UNDERWAY) await this.underway[0];
  }

  private flush(): void {
    const { snapshots, documents } = this;
    if (snapshots.length === 0) return;
    this.bytes = 0;
    this.snapshots = [];
    this.documents = [];
    const before = this.underway.at(-1);
    const stored = this.pack.flush();
    const batch = (async () => {
      await Promise.all([before, stored]);
      await this.snapshotFile.appendFile(`${snapshots.join('\n')}\n`);
      if (documents.length > 0) await this.documentFile.appendFile(`${documents.join('\n')}\n`);
    })();
    this.underway.push(batch);
    // A failure is met by whoever awaits the batch: `add` of a later page, or `close`.
    void batch.then(() => { this.underway = this.underway.filter((other) => other !== batch); }, () => {});
  }

  /** Writes what is left, and crawl.json under its name only when it is whole. */
  async close(summary: object): Promise<void> {
    this.flush();
    await Promise.all(this.underway);
    await this.pack.close();
    for (const file of [this.snapshotFile, this.documentFile]) { await file.sync(); await file.close(); }
    const path = join(this.folder, 'crawl.json');
    await writeFile(`${path}.part`, `${JSON.stringify(summary, null, 1)}\n`);
    await rename(`${path}.part`, path);
  }
}
