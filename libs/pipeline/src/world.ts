import type { Clock, EvidenceStore, Mail, Mailer, Model } from '#core/ports.js';
import type { Sealer } from '#infra/crypto/sealer.js';
import type { Browser } from '#infra/browser/browser.js';
import type { Config } from '#infra/config.js';
import type { WarcWriter } from '#infra/archive/warc-writer.js';
import type { Poster } from '#infra/http/post.js';
import type { Fetcher } from '#infra/http/fetcher.js';
import type { Log } from '#infra/log.js';
import type { Recogniser } from '#infra/ocr/command.js';
import type { SentLedger } from '#infra/mail/sent-ledger.js';
import type { Database } from '#infra/store/open.js';
import type { Detection } from './detection.js';
import type { ImagePool } from './threads/image-pool.js';
import type { ReaderPool } from './threads/reader-pool.js';

/** What the steps need of the world, opened once by a process and given to each step. */
export interface World {
  config: Config;
  db: Database;
  clock: Clock;
  evidence: EvidenceStore;
  /** Writes what was asked and answered; null where the settings do not ask for it. */
  warc: WarcWriter | null;
  fetcher: Fetcher;
  /** The address a `host:port` stands on; null where it has no claim on others' turn: excepted by name, or without an address. */
  addressOf(host: string): Promise<string | null>;
  /** Shows pages that scripts make; null where none is configured. */
  browser: Browser | null;
  readers: ReaderPool;
  images: ImagePool;
  /** Reads scanned documents; null where no program is configured. */
  recognise: Recogniser | null;
  /** What a reader is called in a document's key: it changes when the same bytes may give other documents. */
  readerVersion(kind: string): string;
  detection: Detection;
  model: Model | null;
  mailer: Mailer | null;
  /** Opens what is kept sealed; null on a machine that has no key of the installation. */
  sealer: () => Sealer | null;
  /** Posts to the addresses that are told of editions. */
  poster: Poster;
  outbox: { write(name: string, mail: Mail): Promise<unknown> };
  /** What left, beside the database. */
  sent: SentLedger;
  /** Aborted when this process is asked to end: a step that can stop between two pieces of work does, and says what is left. */
  drain: AbortSignal;
  /** Names this process in leases. */
  holder: string;
  log: Log;
}
