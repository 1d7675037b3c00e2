import type { DataSource } from 'typeorm';
import type { Clock, EvidenceStore, Mail, Mailer, Model } from '#core/ports.js';
import type { Config } from '#infra/config.js';
import type { Fetcher } from '#infra/http/fetcher.js';
import type { DetectorResult } from '#infra/store/documents.js';
import type { Log } from '#infra/log.js';
import type { ReaderPool } from './threads/reader-pool.js';

/** What the steps need of the world, opened once by a process and given to each step. */
export interface World {
  config: Config;
  db: DataSource;
  clock: Clock;
  evidence: EvidenceStore;
  fetcher: Fetcher;
  /** The address a `host:port` stands on; null where it has no claim on others' turn: excepted by name, or without an address. */
  addressOf(host: string): Promise<string | null>;
  readers: ReaderPool;
  /** What a reader is called in a document's key: it changes when the same bytes may give other documents. */
  readerVersion(kind: string): string;
  /** Detectors in force: a document that lacks one of them is detected again. */
  detectors: { id: string; version: number }[];
  detect(document: DetectDocument): Promise<DetectorResult[]>;
  model: Model | null;
  mailer: Mailer | null;
  outbox: { write(name: string, mail: Mail): Promise<unknown> };
  /** Names this process in leases. */
  holder: string;
  log: Log;
}
export interface DetectDocument { title: string | null; text: string; links: { href: string; text: string }[]; language: string; actor: { id: string; name: string; kind: string }; publishedAt: string | null; url: string }

