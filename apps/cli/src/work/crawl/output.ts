import { mkdirSync } from 'node:fs';
import { open, rename, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { PackFile, type Place } from '#infra/evidence/pack-file.js';

/** Pages that are written together, so that the disk is waited for once. */
const BATCH = 64;
const BATCH_BYTES = 4 << 20;
/** Batches that may be on their way to the disk before pages have to wait. */
const MOST_UNDERWAY = 2;

/** Lines as bytes from the moment they are there: strings that waited for their batch would be copied from heap to heap. */
class Lines {
  private buffer = Buffer.allocUnsafeSlow(FIRST_ROOM);
  private used = 0;

  add(line: string): void {
    // UTF-8 takes at most three bytes for a unit of UTF-16.
    const room = this.used + line.length * 3 + 1;
    if (room > this.buffer.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(room, this.buffer.length * 2));
      this.buffer.copy(larger, 0, 0, this.used);
      this.buffer = larger;
    }
    this.used += this.buffer.write(line, this.used);
    this.buffer[this.used++] = NEW_LINE;
  }

  /** What was added since the last time. */
  take(): Buffer {
    const taken = this.buffer.subarray(0, this.used);
    this.buffer = Buffer.allocUnsafeSlow(Math.max(FIRST_ROOM, Math.ceil(this.used * 1.1)));
    this.used = 0;
    return taken;
  }
}
const FIRST_ROOM = 64 << 10;
const NEW_LINE = 10;

/** The files of a crawl: bodies.zst, snapshots.jsonl and documents.jsonl. Bodies are on disk before the lines that speak of them; lines are whole. */
export class CrawlOutput {
  private bytes = 0;
  private snapshots: { snapshot: object; body: Place }[] = [];
  private documents = new Lines();
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
    this.snapshots.push({ snapshot, body: this.pack.add(sha256, body) });
    if (document !== null) this.documents.add(JSON.stringify(document));
    if (this.snapshots.length < BATCH && this.bytes < BATCH_BYTES) return;
    this.flush();
    while (this.underway.length >= MOST_UNDERWAY) await this.underway[0];
  }

  private flush(): void {
    const { snapshots } = this;
    if (snapshots.length === 0) return;
    const documents = this.documents.take();
    this.bytes = 0;
    this.snapshots = [];
    const before = this.underway.at(-1);
    const stored = this.pack.flush();
    const batch = (async () => {
      await Promise.all([before, stored]);
      await this.snapshotFile.appendFile(snapshots.map(({ snapshot, body: place }) => `${JSON.stringify({ ...snapshot, body: place })}\n`).join(''));
      await this.documentFile.appendFile(documents);
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
