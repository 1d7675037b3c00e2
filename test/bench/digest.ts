import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { composeEdition } from '#core/digest/compose.js';
import { watchlistSchema } from '#core/election/watchlist.js';
import { readConfig } from '#infra/config.js';
import { removeDatabase, startPostgres } from '#infra/embedded-postgres/index.js';
import { openLog } from '#infra/log.js';
import { findEdition, undelivered } from '#infra/store/editions.js';
import { getElection } from '#infra/store/elections.js';
import { migrate, openDatabase } from '#infra/store/open.js';
import { releaseEdition } from '#infra/store/release.js';
import { applyWatchlist } from '#infra/store/watchlist.js';
import { openWorld } from '#pipeline/open-world.js';
import { deliverEdition } from '#pipeline/steps/deliver.js';
import { composeEditionStep, dayFacts } from '#pipeline/steps/publish.js';

const DOCUMENTS = 100_000;
const OBSERVATIONS = 10_000;
const RECIPIENTS = 5000;
/** As many jobs as a worker has at a time with CLAQUE_CONCURRENCY=4. */
const AT_A_TIME = 4;
const TEXT = 'All staff are asked to follow t.me/harbour_example by Friday.';
const DATE = '2031-03-05';

/**
 * An edition over 100,000 documents of thirty days and 10,000 observations, composed from the database; then 5,000 mails rendered and handed to an SMTP server on
 * this machine, with the states of each committed.
 */
export async function run(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'claque-bench-'));
  const postgres = await startPostgres({ dataDir });
  let got = 0;
  const smtp = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], onData(stream, _session, done) { stream.resume(); stream.on('end', () => { got += 1; done(); }); } });
  await new Promise<void>((resolve) => { smtp.listen(0, '127.0.0.1', () => resolve()); });
  try {
    const db = await openDatabase(postgres.url, 4);
    await migrate(db);
    await applyWatchlist(db, watchlistSchema.parse({
      version: 1, election: { id: 'lowlands', name: { en: 'Lowlands vote' }, polity: { en: 'Lowlands' }, time_zone: 'Asia/Phnom_Penh', polling_day: '2031-03-14' },
      actors: Array.from({ length: 45 }, (_none, at) => ({ id: `actor-${at}`, name: { en: `Ministry ${at}` }, kind: 'ministry', side: 'government', sources: [{ kind: 'website', url: `https://actor-${at}.example/` }] })),
      accounts: [{ platform: 'telegram', handle: 'harbour_example', status: 'official' }],
      recipients: Array.from({ length: RECIPIENTS }, (_none, at) => ({ email: `reader${at}@mission.example`, language: at % 2 === 0 ? 'en' : 'km' })),
    }), 'text', () => []);
    await db.query(
      `INSERT INTO documents (election_id, source_id, actor_id, snapshot_id, reader_version, url, version, title, text, text_sha256, language, published_at, published_precision, published_how, links, images, first_seen_at, last_seen_at)
       SELECT 'lowlands', 'actor-' || (n % 45) || '-website', 'actor-' || (n % 45), n, '1', 'https://actor-' || (n % 45) || '.example/' || n, 1, 'Letter ' || n, $1, n::text, 'en', at, 'minute', 'meta', '[]', '[]', at, at
       FROM generate_series(1, $2::int) AS n, LATERAL (SELECT $3::timestamptz - (n % 30) * interval '1 day' - (n % 1440) * interval '1 minute' AS at) t`, [TEXT, DOCUMENTS, '2031-03-04T16:59:00Z']);
    const payload = { voice: 'own', caller: null, audience: 'employees', target: { platform: 'telegram', handle: 'harbour_example', url: 'https://t.me/harbour_example', owner: null }, action: 'follow', strength: 'instruction' };
    await db.query(
      `INSERT INTO observations (election_id, document_id, detector, detector_version, kind, span_start, span_end, quote, payload, digest, target, why, confidence)
       SELECT 'lowlands', id, 'call-to-follow', 1, 'call', 24, 53, substr(text, 25, 29), $1, id::text, 'telegram:harbour_example', 'asks staff to follow', 0.9 FROM documents d ORDER BY d.id LIMIT $2`, [JSON.stringify(payload), OBSERVATIONS]);
    await db.query(`INSERT INTO detections (document_id, detector, version) SELECT id, 'call-to-follow', 1 FROM documents d ORDER BY d.id LIMIT $1`, [OBSERVATIONS]);
    await db.query('ANALYZE');
    const config = { ...readConfig({ CLAQUE_DATA_DIR: dataDir, CLAQUE_CLOCK_AT: '2031-03-05T00:10:00Z', SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as { port: number }).port}`, CLAQUE_BASE_URL: 'https://note.example' }), databaseUrl: postgres.url };
    const world = await openWorld(config, postgres.url, openLog(null, 'error'));
    const key = { electionId: 'lowlands', date: DATE, kind: 'daily', audience: 'staff' as const, sequence: 1 };
    const election = await getElection(db, 'lowlands');
    const times: number[] = [];
    for (let turn = 0; turn < 5; turn++) { const from = performance.now(); composeEdition(await dayFacts(world, election, key)); times.push(performance.now() - from); }
    console.log(`compose over ${DOCUMENTS.toLocaleString('en')} documents and ${OBSERVATIONS.toLocaleString('en')} observations: median ${(times.sort((a, b) => a - b)[2]! / 1000).toFixed(2)} s`);
    await composeEditionStep(world, { election: 'lowlands', date: DATE, kind: 'daily', audience: 'staff', sequence: 1 });
    const { id } = (await findEdition(db, key))!;
    await releaseEdition(db, id, 'bench', world.clock.now());
    const from = performance.now();
    const cpu = process.cpuUsage();
    const due = await undelivered(db, world.clock.now());
    const memory = [process.memoryUsage().rss];
    const blocks = due.length;
    await Promise.all(Array.from({ length: AT_A_TIME }, async () => {
      for (let one = due.pop(); one !== undefined; one = due.pop()) {
        await deliverEdition(world, one);
        if (due.length === Math.round(blocks / 2) || due.length === 0) memory.push(process.memoryUsage.rss());
      }
    }));
    const { user, system } = process.cpuUsage(cpu);
    console.log(`${got.toLocaleString('en')} mails rendered, written to the outbox and handed over: ${((performance.now() - from) / 1000).toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of CPU, memory before, half way and after: ${memory.slice(0, 3).map((bytes) => (bytes / 1e6).toFixed(0)).join(', ')} MB`);
    await world.close();
    await db.destroy();
  } finally {
    await new Promise<void>((resolve) => { smtp.close(() => resolve()); });
    await postgres.stop();
    removeDatabase(dataDir);
    await rm(dataDir, { recursive: true, force: true });
  }
}
