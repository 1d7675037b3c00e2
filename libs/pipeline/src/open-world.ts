import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import type { Clock } from '#core/ports.js';
import { clockOf } from '#infra/clock.js';
import type { Config } from '#infra/config.js';
import type { WarcWriter } from '#infra/archive/warc-writer.js';
import { createBrowser } from '#infra/browser/browser.js';
import { openEvidence } from '#infra/evidence/open.js';
import { systemResolver } from '#infra/http/connector.js';
import { createPoster } from '#infra/http/post.js';
import { knownKey, sealerOf, type Sealer } from '#infra/crypto/sealer.js';
import { createFetcher, userAgent } from '#infra/http/fetcher.js';
import { modelFrom } from '#infra/llm/openai.js';
import type { Log } from '#infra/log.js';
import { dkimFrom, smtpMailer } from '#infra/mail/mailer.js';
import { folderOutbox } from '#infra/mail/outbox.js';
import { sentLedger } from '#infra/mail/sent-ledger.js';
import { networkSettings } from '#infra/store/elections.js';
import { recogniserBy } from '#infra/ocr/command.js';
import { openDatabase } from '#infra/store/open.js';
import { sourceKindOf } from '#kinds/sources/index.js';
import { openDetection } from './detection.js';
import { createImagePool } from './threads/image-pool.js';
import { createReaderPool } from './threads/reader-pool.js';
import type { World } from './world.js';

/** Opens what the steps need. The watchlists of the database say which private addresses may be asked, and whom a web master can reach. */
export async function openWorld(config: Config, databaseUrl: string, log: Log, clock: Clock = clockOf(config), drain: AbortSignal = new AbortController().signal): Promise<World & { close(): Promise<void> }> {
  const db = await openDatabase(databaseUrl, undefined, config.databaseTimeout * 1000);
  const { allowPrivate, contact } = await networkSettings(db);
  const dataDir = resolve(config.dataDir);
  const fetcher = createFetcher({ userAgent: userAgent(config.userAgent, contact ?? config.contact), allowPrivate, now: () => clock.now() });
  const poster = createPoster({ userAgent: fetcher.userAgent, allowPrivate });
  const warc = config.warc ? await openWarc(config.evidenceDir ?? join(dataDir, 'evidence'), fetcher.userAgent) : null;
  const browser = config.browser === undefined ? null : createBrowser({ executable: config.browser, sandbox: config.browserSandbox, userAgent: fetcher.userAgent });
  const readers = createReaderPool({ threads: config.readThreads });
  const images = createImagePool();
  const model = modelFrom(config, clock);
  const detection = openDetection(config.readThreads);
  const sent = sentLedger(join(dataDir, 'sent.log'));
  const mailer = config.smtpUrl ? smtpMailer(config.smtpUrl, { connections: config.mailConnections, dkim: dkimFrom(config) }) : null;
  let sealer: Sealer | null = null;
  return {
    config, db, clock, drain, fetcher, warc, browser, readers, images,
    addressOf: async (host) => (allowPrivate.includes(host) ? null : systemResolver(new URL(`http://${host}`).hostname).then((found) => found[0]?.address ?? null, () => null)),
    model, mailer, log, detection, recognise: config.ocrCommand === undefined ? null : recogniserBy(config.ocrCommand),
    evidence: openEvidence(config, dataDir),
    sent,
    sealer: () => {
      const key = sealer === null ? knownKey({ ...config, dataDir }) : null;
      return (sealer ??= key && sealerOf(key));
    },
    poster,
    outbox: folderOutbox(join(dataDir, 'outbox'), () => clock.now()),
    readerVersion: (kind) => `${kind}@${sourceKindOf(kind).version}`,
    holder: `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`,
    async close() {
      await fetcher.close();
      await poster.close();
      await warc?.close();
      await readers.close();
      await images.close();
      await detection.close();
      mailer?.close();
      await sent.close();
      await db.destroy();
    },
  };
}

/** One folder a day (UTC); the process is in the names of its files, since several may write at a time. */
async function openWarc(evidence: string, userAgent: string): Promise<WarcWriter> {
  const { WarcWriter } = await import('#infra/archive/warc-writer.js');
  return new WarcWriter({ folder: (at) => join(evidence, 'warc', at.toISOString().slice(0, 10)), prefix: `visits-${process.pid}-${randomUUID().slice(0, 8)}`, userAgent });
}
