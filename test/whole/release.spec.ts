import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { editionContentSchema } from '#core/digest/content.js';
import { watchlistSchema } from '#core/election/watchlist.js';
import { AUDIENCES } from '#core/model.js';
import { raiseNotices } from '#infra/store/alerts.js';
import { findEdition, listEditions, undelivered } from '#infra/store/editions.js';
import { publicEdition, publicWithdrawal, pagePublicEditions } from '#infra/store/lists.js';
import { suppressReaders } from '#infra/store/suppress.js';
import { correctEdition, releaseEdition, withdrawEdition } from '#infra/store/release.js';
import { answerReply, askReply } from '#infra/store/replies.js';
import { closeGaps, raiseGap } from '#infra/store/snapshots.js';
import { applyWatchlist } from '#infra/store/watchlist.js';
import { deliverEdition } from '#pipeline/steps/deliver.js';
import { composeEditionStep } from '#pipeline/steps/publish.js';
import { dueMails } from '#pipeline/steps/sweep.js';
import { renderStored } from '#publish/index.js';
import { openFlow, type Flow } from './flow.js';

/** What editors do, on a real database and a real SMTP server. No standing rule releases anything here. */
const mails: { to: string; raw: string }[] = [];
let flow: Flow;
let smtp: SMTPServer;
let url: string;
const given = (polling = '2031-03-14') => ({
  version: 1, election: { id: 'lowlands', name: { en: 'Lowlands vote' }, polity: { en: 'Lowlands' }, time_zone: 'Asia/Phnom_Penh', polling_day: polling, phases: [{ name: 'silence', from: '2031-03-13', to: '2031-03-13' }] },
  actors: [{ id: 'tides', name: { en: 'Ministry of Tides', km: 'ក្រសួងជំនោរ' }, kind: 'ministry', side: 'government', sources: [] }],
  accounts: [{ platform: 'telegram', handle: 'tides_example', owner: 'tides', status: 'official' }],
  recipients: [{ email: 'first@mission.example', language: 'en', audience: 'staff' }, { email: 'second@mission.example', language: 'km', audience: 'staff', at: '09:00' }, { email: 'partner@desk.example', audience: 'partners' }, { email: 'reader@town.example', audience: 'public' }],
});
const watchlist = (polling?: string) => watchlistSchema.parse(given(polling));
const settings = (at: string) => ({ CLAQUE_CLOCK_AT: at, SMTP_URL: url, CLAQUE_BASE_URL: 'https://note.example' });
const at = async (moment: string): Promise<void> => { await flow.end(); await flow.open(settings(moment)); };
const compose = (date: string) => Promise.all(AUDIENCES.map((audience) => composeEditionStep(flow.world, { election: 'lowlands', date, kind: 'daily', audience, sequence: 1 })));
/** What the clock would send at this minute. */
const mailDue = async (): Promise<string[]> => {
  const before = mails.length;
  for (const job of await dueMails(flow.world)) if (job.name === 'edition.deliver') await deliverEdition(flow.world, job.payload);
  return mails.slice(before).map(({ to }) => to).sort();
};
const edition = async (audience: 'staff' | 'partners' | 'public', date = '2031-03-05') => (await findEdition(flow.db, { electionId: 'lowlands', date, kind: 'daily', audience, sequence: 1 }))!;
/** The text of a mail's parts on one line. */
const bodyOf = (raw: string): string => raw.replace(/Content-Transfer-Encoding: base64\r?\n\r?\n([A-Za-z0-9+/=\r\n]+)/g, (_all, code: string) => Buffer.from(code, 'base64').toString()).replace(/\s+/g, ' ');

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => { mails.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), raw: Buffer.concat(chunks).toString() }); done(); });
    },
  });
  await new Promise<void>((resolve) => { smtp.listen(0, '127.0.0.1', () => resolve()); });
  url = `smtp://127.0.0.1:${(smtp.server.address() as { port: number }).port}`;
  flow = await openFlow();
  await applyWatchlist(flow.db, watchlist(), 'text', () => []);
  await flow.open(settings('2031-03-05T00:10:00Z'));
});
afterAll(async () => { await flow?.close(); await new Promise<void>((resolve) => { smtp.close(() => resolve()); }); });

it('with no release, sends nothing and shows nothing outside, to no audience', async () => {
  await compose('2031-03-05');
  expect(await listEditions(flow.db, {})).toHaveLength(3);
  expect(await undelivered(flow.db, new Date('2031-03-05T02:00:00Z'))).toEqual([]);
  expect(await mailDue()).toEqual([]);
  for (const audience of AUDIENCES) {
    await deliverEdition(flow.world, { edition: (await edition(audience)).id, block: 0 });
  }
  expect(mails).toEqual([]);
  expect(existsSync(join(flow.dataDir, 'outbox'))).toBe(false);
  expect((await pagePublicEditions(flow.db, { limit: 10 })).items).toEqual([]);
  await expect(publicEdition(flow.db, 'lowlands', '2031-03-05')).rejects.toThrow('there is no');
});

it('an editor releases for one audience; its readers alone get it, each at their own hour and once', async () => {
  expect(await releaseEdition(flow.db, (await edition('staff')).id, 'duty editor E2', flow.world.clock.now())).toBe(true);
  expect(await releaseEdition(flow.db, (await edition('staff')).id, 'E3', flow.world.clock.now())).toBe(false);
  expect(await mailDue()).toEqual(['first@mission.example']);
  expect(mails[0]!.raw).toMatch(/^Subject: Daily note 1, Wednesday 5 March/m);
  expect(bodyOf(mails[0]!.raw)).toContain('duty editor E2');
  expect(bodyOf(mails[0]!.raw)).not.toContain('Nobody has released');
  expect(await mailDue()).toEqual([]);
  await at('2031-03-05T02:00:30Z');
  expect(await mailDue()).toEqual(['second@mission.example']);
  expect(await mailDue()).toEqual([]);
});

it('is rebuilt byte for byte from the database', async () => {
  const stored = await edition('staff');
  const once = renderStored(stored, 'km', { edition: null, unsubscribe: null });
  expect(renderStored(await edition('staff'), 'km', { edition: null, unsubscribe: null })).toEqual(once);
  expect(JSON.stringify(editionContentSchema.parse((await edition('staff')).content))).toBe(JSON.stringify(editionContentSchema.parse(stored.content)));
  expect(bodyOf(mails[0]!.raw).replace(/\s+/g, '')).toContain(renderStored(stored, 'en', { edition: null, unsubscribe: null }).text.replace(/\s+/g, ''));
});

it('a correction goes to whoever got the error and to nobody else, and stands in the next edition', async () => {
  const { id } = await edition('staff');
  await expect(correctEdition(flow.db, id, 'E2', { en: 'All bots.' }, flow.world.clock.now())).rejects.toThrow('cannot say');
  await flow.db.query(`UPDATE recipients SET active = false WHERE email = 'second@mission.example'`);
  await flow.db.query(`INSERT INTO recipients (election_id, email, language, audience, unsubscribe_token) VALUES ('lowlands', 'new@mission.example', 'en', 'staff', 'a-token-of-the-new-reader')`);
  await correctEdition(flow.db, id, 'E2', { en: 'Three ministries was two.' }, flow.world.clock.now());
  // The new reader gets the faulty note only now, and its correction after it.
  expect(await mailDue()).toEqual(['first@mission.example', 'new@mission.example', 'new@mission.example', 'second@mission.example']);
  const corrections = mails.filter(({ raw }) => bodyOf(raw).includes('Three ministries was two.')).map(({ to }) => to).sort();
  expect(corrections).toEqual(['first@mission.example', 'new@mission.example', 'second@mission.example']);
  expect(mails.filter(({ to }) => to === 'new@mission.example').map(({ raw }) => /^Subject: (.*)/m.exec(raw)![1]!.trim())).toEqual(['Daily note 1, Wednesday 5 March', 'Daily note 1: a correction']);
  await at('2031-03-05T23:40:00Z');
  await compose('2031-03-06');
  expect(editionContentSchema.parse((await edition('staff', '2031-03-06')).content).corrections).toEqual([{ note: 1, text: { en: 'Three ministries was two.' } }]);
  expect(editionContentSchema.parse((await edition('partners', '2031-03-06')).content).corrections).toEqual([]);
});

it('staff are told at the hour that the note is late, once, by a mail that names nobody, however many clocks ask', async () => {
  await at('2031-03-06T00:01:00Z');
  const raised = await Promise.all(Array.from({ length: 20 }, () => raiseNotices(flow.db, 'lowlands', flow.world.clock.now())));
  expect(raised.flat()).toEqual(['delayed']);
  expect(await mailDue()).toEqual(['first@mission.example', 'new@mission.example']);
  expect(bodyOf(mails.at(-1)!.raw)).toContain('is not released yet');
  expect(bodyOf(mails.at(-1)!.raw)).not.toMatch(/Tides|lowlands/i);
});

it('staff are told once that a full disk keeps pages from being fetched, and not again when it is full by turns', async () => {
  const now = flow.world.clock.now();
  await raiseGap(flow.db, 'lowlands', null, 'disk-full', '20 MB are left', now);
  expect((await Promise.all(Array.from({ length: 20 }, () => raiseNotices(flow.db, 'lowlands', now)))).flat()).toEqual(['disk-full']);
  expect(await mailDue()).toContain('first@mission.example');
  expect(bodyOf(mails.at(-1)!.raw)).toContain('the disk of the machine is nearly full');
  await closeGaps(flow.db, 'lowlands', null, ['disk-full']);
  const hours = (n: number) => new Date(now.getTime() + n * 3_600_000);
  await raiseGap(flow.db, 'lowlands', null, 'disk-full', '20 MB are left', hours(1));
  expect(await raiseNotices(flow.db, 'lowlands', hours(1))).not.toContain('disk-full');
  expect(await raiseNotices(flow.db, 'lowlands', hours(7))).toContain('disk-full');
  await closeGaps(flow.db, 'lowlands', null, ['disk-full']);
  await flow.db.query(`DELETE FROM editions WHERE kind = 'disk-full' AND composed_at > $1`, [now]);
});

it('mails that no server took for two days are given up by name, and staff are told of them once', async () => {
  const now = flow.world.clock.now();
  const held = async (audience: 'staff' | 'partners', hoursAgo: number, kind = 'bulletin') => (await flow.db.query<{ id: string }[]>(
    `INSERT INTO editions (election_id, date, kind, audience, sequence, content, composed_at, released_at, released_by) VALUES ('lowlands', '2031-03-03', $1, $2, (SELECT 90 + count(*) FROM editions WHERE sequence >= 90), '{}', $3, $3, 'E2') RETURNING id`, [kind, audience, new Date(now.getTime() - hoursAgo * 3_600_000)]))[0]!.id;
  const wait = (id: string, state: string, detail: string | null) => flow.db.query(
    `INSERT INTO deliveries (edition_id, recipient_id, state, message_id, attempts, detail, updated_at) SELECT $1::bigint, id, $2, '<' || $1::text || email || '>', 5, $3, now() - interval '1 hour' FROM recipients WHERE email = 'first@mission.example'`, [id, state, detail]);
  const [old, sending, fresh, ownNotice] = [await held('staff', 49), await held('partners', 49), await held('staff', 47, 'alert'), await held('staff', 49, 'given-up')];
  await wait(old, 'pending', '451 4.2.1 the mailbox is asleep');
  await wait(sending, 'sending', null);
  await wait(fresh, 'pending', '451 later');
  await wait(ownNotice, 'pending', null);
  expect((await Promise.all(Array.from({ length: 20 }, () => raiseNotices(flow.db, 'lowlands', now)))).flat()).toEqual(['given-up']);
  const after = async (id: string) => (await flow.db.query<{ state: string; detail: string | null }[]>('SELECT state, detail FROM deliveries WHERE edition_id = $1', [id]))[0];
  expect(await after(old)).toEqual({ state: 'failed', detail: 'given up after two days: 451 4.2.1 the mailbox is asleep' });
  expect((await after(sending))!.state).toBe('unknown');
  expect((await after(fresh))!.state).toBe('pending');
  // That a notice of this kind was not taken is no news of its own.
  expect((await after(ownNotice))!.state).toBe('failed');
  await flow.db.query('DELETE FROM deliveries WHERE edition_id = $1', [fresh]);
  await flow.db.query('DELETE FROM editions WHERE id = $1', [fresh]);
  expect(await mailDue()).toContain('first@mission.example');
  expect(bodyOf(mails.at(-1)!.raw)).toContain('1 reader did not get a mail within two days');
  expect(bodyOf(mails.at(-1)!.raw)).not.toMatch(/Tides|lowlands/i);
  // Whoever lacks a mail is known before a worker takes it up: one may be long in coming.
  const unsent = await held('staff', 1);
  await dueMails(flow.world);
  expect(await flow.db.query('SELECT DISTINCT state, attempts FROM deliveries WHERE edition_id = $1', [unsent])).toEqual([{ state: 'pending', attempts: 0 }]);
  await flow.db.query(`DELETE FROM deliveries WHERE edition_id IN (SELECT id FROM editions WHERE sequence >= 90)`);
  await flow.db.query(`DELETE FROM editions WHERE sequence >= 90`);
});

it('news is told to staff without names, rate-limited, and only what is new', async () => {
  const drive = (id: string, first: string) => flow.db.query(`INSERT INTO campaigns (id, election_id, target, members, calls, first_at, last_at, links, verdict) VALUES ($1, 'lowlands', 'telegram:tides_example', '["tides"]', '[]', $2, $2, '[]', 'observed')`, [id, first]);
  await drive('fresh', '2031-03-05T20:00:00Z');
  await drive('old', '2031-03-01T20:00:00Z');
  const raise = (moment: string) => raiseNotices(flow.db, 'lowlands', new Date(moment));
  expect((await Promise.all(Array.from({ length: 20 }, () => raise('2031-03-06T00:05:00Z')))).flat()).toEqual(['alert']);
  await drive('fresh2', '2031-03-06T00:06:00Z');
  expect(await raise('2031-03-06T00:10:00Z')).toEqual([]);
  expect(await raise('2031-03-06T00:36:00Z')).toEqual(['alert']);
  expect(await raise('2031-03-06T02:00:00Z')).toEqual([]);
  await at('2031-03-06T00:40:00Z');
  await mailDue();
  const alert = bodyOf(mails.at(-1)!.raw);
  expect(alert).toContain('1 new drive.');
  expect(alert).not.toMatch(/Tides/);
});

it('who was asked stands in the note until the answer does, in the words that came', async () => {
  await at('2031-03-06T00:45:00Z');
  const id = await askReply(flow.db, { electionId: 'lowlands', about: null, actorId: 'tides', question: 'Was it an order?', channel: 'mail', askedBy: 'E2', askedAt: flow.world.clock.now(), deadline: null });
  await expect(askReply(flow.db, { electionId: 'lowlands', about: null, actorId: 'nobody', question: '?', channel: 'mail', askedBy: 'E2', askedAt: flow.world.clock.now(), deadline: null })).rejects.toThrow('no actor');
  await at('2031-03-06T23:40:00Z');
  await compose('2031-03-07');
  expect(editionContentSchema.parse((await edition('staff', '2031-03-07')).content).replies).toMatchObject([{ actor: { id: 'tides' }, answer: null }]);
  await answerReply(flow.db, id, { text: 'An invitation, not an order', language: 'en', at: new Date('2031-03-07T03:00:00Z') });
  await expect(answerReply(flow.db, id, { text: 'Again', language: 'en', at: new Date('2031-03-07T04:00:00Z') })).rejects.toThrow('answered already');
  await at('2031-03-07T23:40:00Z');
  await compose('2031-03-08');
  expect(editionContentSchema.parse((await edition('staff', '2031-03-08')).content).replies).toMatchObject([{ answer: { text: 'An invitation, not an order' } }]);
});

it('a withdrawal leaves a notice where the note stood, stops its mails and goes to whoever got it', async () => {
  const { id } = await edition('public');
  await releaseEdition(flow.db, id, 'E2', flow.world.clock.now());
  expect(await publicEdition(flow.db, 'lowlands', '2031-03-05')).toMatchObject({ date: '2031-03-05' });
  expect(await mailDue()).toEqual(['reader@town.example']);
  await withdrawEdition(flow.db, id, 'E2', 'A quote was not theirs.', flow.world.clock.now());
  await expect(publicEdition(flow.db, 'lowlands', '2031-03-05')).rejects.toThrow('there is no');
  expect(await publicWithdrawal(flow.db, 'lowlands', '2031-03-05')).toEqual(expect.any(Date));
  expect(await mailDue()).toEqual(['reader@town.example']);
  expect(bodyOf(mails.at(-1)!.raw)).toContain('Note 1 of Wednesday 5 March was withdrawn.');
  await expect(releaseEdition(flow.db, id, 'E2', flow.world.clock.now())).rejects.toThrow('withdrawn');
});

it('an address that bounced gets nothing more, under whatever capitals', async () => {
  expect(await suppressReaders(flow.db, [{ address: 'New@mission.example', messageId: null, why: 'bounced' }], flow.world.clock.now())).toBe(1);
  expect(await suppressReaders(flow.db, [{ address: 'new@mission.example', messageId: null, why: 'bounced' }], flow.world.clock.now())).toBe(0);
  await releaseEdition(flow.db, (await edition('staff', '2031-03-08')).id, 'E2', flow.world.clock.now());
  expect(await mailDue()).toEqual(['first@mission.example']);
});

it('a complaint that names only the mail stops its reader, and is noted beside the mail', async () => {
  const [mail] = await flow.db.query<{ id: string; messageId: string; email: string }[]>(`SELECT d.id, d.message_id AS "messageId", r.email FROM deliveries d JOIN recipients r ON r.id = d.recipient_id WHERE r.email = 'reader@town.example' AND d.state = 'sent' LIMIT 1`);
  const told = [{ address: null, messageId: mail!.messageId, why: 'complained' as const }];
  expect(await suppressReaders(flow.db, told, flow.world.clock.now())).toBe(1);
  expect(await suppressReaders(flow.db, told, flow.world.clock.now())).toBe(0);
  expect(await suppressReaders(flow.db, [{ ...told[0]!, messageId: '<nobodys@localhost.localdomain>' }], flow.world.clock.now())).toBe(0);
  const [row] = await flow.db.query<{ detail: string; why: string }[]>(`SELECT d.detail, r.suppressed_why AS why FROM deliveries d JOIN recipients r ON r.id = d.recipient_id WHERE d.id = $1`, [mail!.id]);
  expect(row).toEqual({ detail: expect.stringContaining('complained'), why: 'complained' });
});

it('nothing is released to the public from silence to the close of polls', async () => {
  await at('2031-03-12T23:40:00Z');
  await compose('2031-03-13');
  for (const moment of ['2031-03-12T17:00:00Z', '2031-03-13T10:00:00Z', '2031-03-14T16:59:59Z']) await expect(releaseEdition(flow.db, (await edition('public', '2031-03-13')).id, 'E2', new Date(moment))).rejects.toThrow('silence');
  expect(await releaseEdition(flow.db, (await edition('public', '2031-03-13')).id, 'E2', new Date('2031-03-14T17:00:00Z'))).toBe(true);
  // The reader's mail of an edition released before silence waits too.
  expect(await mailDue()).toEqual([]);
});

it('what was released to the public just before a long silence goes out after the close of polls, and not days later', async () => {
  await flow.db.query(`INSERT INTO recipients (election_id, email, language, audience, unsubscribe_token) VALUES ('lowlands', 'late@town.example', 'en', 'public', 'a-token-of-the-late-reader')`);
  const { id } = await edition('public', '2031-03-08');
  await releaseEdition(flow.db, id, 'E2', new Date('2031-03-12T16:59:00Z'));
  const isDue = async (moment: string): Promise<boolean> => (await undelivered(flow.db, new Date(moment))).some((due) => due.edition === id);
  expect([await isDue('2031-03-12T16:59:30Z'), await isDue('2031-03-14T17:30:00Z'), await isDue('2031-03-20T00:00:00Z')]).toEqual([true, true, false]);
  // A silence of an earlier round makes nothing of then news again.
  const old = await edition('public', '2031-03-06');
  await releaseEdition(flow.db, old.id, 'E2', new Date('2031-03-06T10:00:00Z'));
  await flow.db.query(`UPDATE elections SET phases = phases || '[{"name":"silence","from":"2031-03-05","to":"2031-03-05"}]' WHERE id = 'lowlands'`);
  expect((await undelivered(flow.db, new Date('2031-03-14T17:30:00Z'))).some((due) => due.edition === old.id)).toBe(false);
});

it('a mailbox that does not take a mail now is tried again after a while, not every minute', async () => {
  const { id } = await edition('public', '2031-03-08');
  const [reader] = await flow.db.query<{ id: string }[]>(`SELECT id FROM recipients WHERE email = 'late@town.example'`);
  await flow.db.query(`INSERT INTO deliveries (edition_id, recipient_id, state, message_id, attempts, updated_at) VALUES ($1, $2, 'pending', '<tried@localhost.localdomain>', 3, now())`, [id, reader!.id]);
  const isDue = async (): Promise<boolean> => (await undelivered(flow.db, new Date('2031-03-14T17:30:00Z'), id)).length > 0;
  expect(await isDue()).toBe(false);
  await flow.db.query(`UPDATE deliveries SET updated_at = now() - interval '9 minutes' WHERE message_id = '<tried@localhost.localdomain>'`);
  expect(await isDue()).toBe(true);
});

it('one reader of two elections gets both notes where mails are only written to the outbox', async () => {
  await flow.end();
  await applyWatchlist(flow.db, watchlistSchema.parse({ ...given(), election: { ...given().election, id: 'uplands', name: { en: 'Uplands vote' } }, recipients: [{ email: 'first@mission.example', language: 'en', audience: 'staff' }] }), 'text', () => []);
  await flow.open({ CLAQUE_CLOCK_AT: '2031-03-15T23:40:00Z' });
  for (const election of ['lowlands', 'uplands']) {
    const key = { electionId: election, date: '2031-03-16', kind: 'daily', audience: 'staff' as const, sequence: 1 };
    await composeEditionStep(flow.world, { election, date: '2031-03-16', kind: 'daily', audience: 'staff', sequence: 1 });
    await releaseEdition(flow.db, (await findEdition(flow.db, key))!.id, 'E2', flow.world.clock.now());
  }
  for (const job of await dueMails(flow.world)) if (job.name === 'edition.deliver') await deliverEdition(flow.world, job.payload);
  expect((await readdir(join(flow.dataDir, 'outbox'))).filter((name) => /^2031-03-16-daily-staff-.*-en-[0-9a-f]{8}\.eml$/.test(name))).toHaveLength(2);
});

it('every act on an edition is on record', async () => {
  const rows = await flow.db.query<{ did: string; by: string }[]>('SELECT did, by FROM edition_log ORDER BY id');
  expect(rows.map(({ did, by }) => `${did} ${by}`)).toEqual(['released duty editor E2', 'corrected E2', 'released E2', 'withdrawn E2', 'released E2', 'released E2', 'released E2', 'released E2', 'released E2', 'released E2']);
  for (const name of await readdir(join(flow.dataDir, 'outbox'))) expect(name).not.toMatch(/claque|lowlands|mission/);
});
