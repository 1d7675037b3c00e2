import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCountry } from '#apps/demo/src/country.js';
import { serveCountry } from '#apps/demo/src/serve.js';
import { editionContentSchema } from '#core/digest/content.js';
import { listCampaigns } from '#infra/store/campaigns.js';
import { listEditions } from '#infra/store/editions.js';
import { progressCounts } from '#infra/store/lacks.js';
import { putWatchlistFile } from '#pipeline/watchlist.js';
import { judgeCampaigns } from '../material/judge-campaigns.js';
import { openFlow, type Flow } from './flow.js';

/** A whole day of the demo country, on real PostgreSQL, real HTTP and real SMTP; on Redis too, by the project `redis`. */
const DATE = '2027-03-09';
const country = createCountry({ seed: 5, date: DATE });
const mails: { to: string; raw: string }[] = [];
let flow: Flow;
let served: Awaited<ReturnType<typeof serveCountry>>;
let smtp: SMTPServer;
let electionId: string;
let folder: string;

beforeAll(async () => {
  const now = new Date(`${DATE}T03:00:00Z`);
  served = await serveCountry(country, { now: () => now });
  smtp = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => { mails.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), raw: Buffer.concat(chunks).toString() }); done(); });
    },
  });
  await new Promise<void>((resolve) => { smtp.listen(0, '127.0.0.1', () => resolve()); });
  const { port } = smtp.server.address() as { port: number };
  flow = await openFlow();
  folder = await mkdtemp(join(tmpdir(), 'claque-day-'));
  const file = join(folder, 'watchlist.yaml');
  await writeFile(file, served.watchlist);
  ({ electionId } = await putWatchlistFile(flow.db, file));
  await flow.open({ CLAQUE_CLOCK_AT: now.toISOString(), SMTP_URL: `smtp://127.0.0.1:${port}`, CLAQUE_BASE_URL: 'http://127.0.0.1:3000' });
});
afterAll(async () => {
  await flow?.close();
  await served?.close();
  await new Promise<void>((resolve) => { smtp.close(() => resolve()); });
  await rm(folder, { recursive: true, force: true });
});

it('goes on from the tables when the queue is lost in the middle of the first crawl', async () => {
  await flow.queues.add([{ name: 'sweep', payload: {} }]);
  flow.work();
  for (let waited = 0; waited < 600 && (await progressCounts(flow.db)).documents < 10; waited++) await new Promise((resolve) => { setTimeout(resolve, 50); });
  await flow.end();
  await flow.open({ CLAQUE_CLOCK_AT: `${DATE}T03:00:00Z`, SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as { port: number }).port}`, CLAQUE_BASE_URL: 'http://127.0.0.1:3000' });
  const before = await progressCounts(flow.db);
  expect(before.documents).toBeGreaterThanOrEqual(10);
  expect(before.editions).toBe(0);
  await flow.queues.obliterate();
  flow.work();
  await flow.rest();
  expect((await progressCounts(flow.db)).documents).toBeGreaterThan(before.documents);
  expect(flow.runs.filter(({ result }) => result === 'failed')).toEqual([]);
});

it('finds the planted letters and nothing that was not planted', async () => {
  const { found, wrong } = judgeCampaigns(country.truth.campaigns, (await listCampaigns(flow.db, electionId)).map(({ target, members }) => ({ target, members })));
  expect(found).toContain(country.truth.campaigns[0]);
  expect(wrong).toEqual([]);
});

it('says who was told to follow whom, by whom, and what shows it, with quotes byte-equal to the stored text', async () => {
  const [edition] = await listEditions(flow.db, { electionId, audience: 'staff' });
  const content = editionContentSchema.parse(edition!.content);
  expect(edition!.date).toBe(DATE);
  const [first] = content.findings;
  expect(content.findings.map(({ target }) => target.key)).toContain(country.truth.campaigns[0]!.target);
  expect(first!.actors.length).toBeGreaterThanOrEqual(2);
  for (const quote of content.findings.flatMap(({ quotes }) => quotes)) {
    const rows = await flow.db.query<{ text: string; start: number; end: number }[]>(
      `SELECT d.text, o.span_start AS start, o.span_end AS "end" FROM observations o JOIN documents d ON d.id = o.document_id WHERE o.id = $1`, [quote.callId]);
    expect(rows[0]!.text.slice(rows[0]!.start, rows[0]!.end)).toContain(quote.text);
  }
});

it('names what it could not see: a source that is down, one that blocks us, one that leads to a private address', async () => {
  const [edition] = await listEditions(flow.db, { electionId, audience: 'staff' });
  const reasons = editionContentSchema.parse(edition!.content).coverage.gaps.map(({ reason }) => reason);
  expect(reasons).toContain('connection-failed');
  expect(reasons).toContain('private-address');
  expect(reasons.some((reason) => reason === 'blocked' || reason === 'login-wall')).toBe(true);
});

it('mails each recipient one edition in its language, and writes a copy of each edition and language to the outbox, without any reader in it', async () => {
  const recipients = await flow.db.query<{ email: string; language: string }[]>(`SELECT email, language FROM recipients WHERE audience IN ('staff', 'public')`);
  expect(mails.map(({ to }) => to).sort()).toEqual(recipients.map(({ email }) => email).sort());
  const outbox = join(flow.dataDir, 'outbox');
  const files = await readdir(outbox);
  expect(files.filter((name) => name.endsWith('.eml'))).toHaveLength(recipients.length);
  for (const file of files.filter((name) => /\.(txt|html)$/.test(name))) expect(await readFile(join(outbox, file), 'utf8')).not.toMatch(/claque/i);
  for (const { to, raw } of mails) {
    const { language } = recipients.find(({ email }) => email === to)!;
    expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
    expect(raw).not.toMatch(/claque/i);
    const eml = await readFile(join(outbox, files.find((name) => name.endsWith(`-${language}.eml`))!), 'utf8');
    const subject = (text: string) => /^Subject: ((?:.|\r?\n[ \t])*)/m.exec(text)![1]!;
    expect(subject(eml)).toBe(subject(raw));
    for (const { email } of recipients) expect(eml).not.toContain(email);
    // An English subject is plain; a Khmer one is encoded.
    expect(/=\?utf-8\?/i.test(subject(raw))).toBe(language === 'km');
  }
});

it('changes nothing when everything is run a second time', async () => {
  const before = await progressCounts(flow.db);
  const snapshots = await flow.db.query<{ id: string }[]>('SELECT id FROM snapshots');
  const editions = await flow.db.query<{ id: string }[]>('SELECT id FROM editions');
  await flow.db.query(`UPDATE snapshots SET read_state = 'pending' WHERE read_state = 'read'`);
  await flow.db.query('DELETE FROM detections');
  await flow.db.query('UPDATE elections SET clustered_to = 0');
  await flow.queues.add([
    { name: 'snapshot.read', payload: { snapshots: snapshots.slice(0, 50).map(({ id }) => id) } }, { name: 'sweep', payload: {} },
    ...editions.map(({ id }) => ({ name: 'edition.deliver' as const, payload: { edition: id, block: 0 } })),
  ]);
  await flow.rest();
  expect(await progressCounts(flow.db)).toEqual(before);
  expect(await readFile(join(flow.dataDir, 'outbox', (await readdir(join(flow.dataDir, 'outbox')))[0]!))).toBeTruthy();
  expect(mails).toHaveLength(before.deliveries);
});

it('gives the planted truth to no page and no watchlist', () => {
  for (const { id } of country.truth.campaigns) expect(served.watchlist).not.toContain(id);
});
