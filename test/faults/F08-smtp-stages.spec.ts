import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watchlistSchema } from '#core/election/watchlist.js';
import { findEdition } from '#infra/store/editions.js';
import { releaseEdition } from '#infra/store/release.js';
import { applyWatchlist } from '#infra/store/watchlist.js';
import { deliverTo } from '#pipeline/steps/deliver.js';
import { composeEditionStep } from '#pipeline/steps/publish.js';
import { openFlow, type Flow } from '../whole/flow.js';
import { MailServer, type Trouble } from './mail-server.js';

/** Each stage at which a mail server can fail, for one reader each: then tried again as the runner does, while the server is well. */
const STAGES: [string, NonNullable<Trouble>, state: string, copies: number, afterwards: string, copiesAfterwards: number][] = [
  ['421 at the greeting', { at: 'BANNER', answer: '421 busy' }, 'pending', 0, 'sent', 1],
  ['554 at the greeting', { at: 'BANNER', answer: '554 no' }, 'pending', 0, 'sent', 1],
  ['a drop at EHLO', { at: 'EHLO', answer: 'drop' }, 'pending', 0, 'sent', 1],
  ['451 for the sender', { at: 'MAIL', answer: '451 later' }, 'pending', 0, 'sent', 1],
  ['450 for the reader', { at: 'RCPT', answer: '450 grey' }, 'pending', 0, 'sent', 1],
  ['550 for the reader', { at: 'RCPT', answer: '550 unknown' }, 'failed', 0, 'failed', 0],
  ['451 at DATA', { at: 'DATA', answer: '451 later' }, 'pending', 0, 'sent', 1],
  ['554 after the text', { at: 'DOT', answer: '554 content' }, 'failed', 0, 'failed', 0],
  ['452 after the text', { at: 'DOT', answer: '452 full' }, 'pending', 0, 'sent', 1],
  ['a drop after the text, which the server keeps', { at: 'DOT', answer: 'drop' }, 'unknown', 1, 'unknown', 1],
  ['nonsense after the text, which nobody can read', { at: 'DOT', answer: 'hello' }, 'unknown', 0, 'unknown', 0],
];
let flow: Flow;
let hours = 0;
let server: MailServer;

beforeAll(async () => {
  server = await MailServer.open();
  flow = await openFlow();
  await applyWatchlist(flow.db, watchlistSchema.parse({
    version: 1, election: { id: 'lowlands', name: { en: 'Lowlands vote' }, polity: { en: 'Lowlands' }, time_zone: 'UTC', polling_day: '2031-03-14' },
    actors: [{ id: 'tides', name: { en: 'Ministry of Tides' }, kind: 'ministry', side: 'government', sources: [] }],
    recipients: STAGES.map((_stage, at) => ({ email: `reader${at}@mission.example`, language: 'en', audience: 'staff' })),
  }), 'text', () => []);
  await flow.open({ CLAQUE_CLOCK_AT: '2031-03-05T07:00:00Z', SMTP_URL: server.url });
  await composeEditionStep(flow.world, { election: 'lowlands', date: '2031-03-05', kind: 'daily', audience: 'staff', sequence: 1 });
  await releaseEdition(flow.db, (await edition()).id, 'E2', flow.world.clock.now());
});
afterAll(async () => { await flow?.close(); await server?.close(); });

const edition = async () => (await findEdition(flow.db, { electionId: 'lowlands', date: '2031-03-05', kind: 'daily', audience: 'staff', sequence: 1 }))!;
async function delivery(email: string): Promise<{ recipient: string; state: string | null; messageId: string | null }> {
  const [row] = await flow.db.query<{ recipient: string; state: string | null; messageId: string | null }[]>(`SELECT r.id AS recipient, d.state, d.message_id AS "messageId" FROM recipients r LEFT JOIN deliveries d ON d.recipient_id = r.id WHERE r.email = $1`, [email]);
  return row!;
}

describe('F08: a mail server that fails', () => {
  it.each(STAGES.map((stage, at) => [...stage, `reader${at}@mission.example`] as const))('with %s', async (_name, trouble, state, copies, afterwards, copiesAfterwards, email) => {
    const { recipient } = await delivery(email);
    const { id } = await edition();
    // Each try when its time has come: an hour later, and with the pauses of the tables over.
    const run = async () => {
      await flow.db.query(`UPDATE deliveries SET updated_at = updated_at - interval '5 hours' WHERE state = 'pending'`);
      const now = new Date(flow.world.clock.now().getTime() + hours++ * 3_600_000);
      return deliverTo({ ...flow.world, clock: { now: () => now } }, id, { first: recipient, last: recipient });
    };
    server.hangUp();
    Object.assign(server, { trouble, times: Number.POSITIVE_INFINITY });
    await run();
    const { messageId, state: found } = await delivery(email);
    expect([found, server.copies(email).length]).toEqual([state, copies]);
    server.trouble = null;
    for (let again = 0; again < 3; again++) await run();
    expect([(await delivery(email)).state, server.copies(email).length]).toEqual([afterwards, copiesAfterwards]);
    for (const copy of server.copies(email)) expect(copy.messageId).toBe(messageId);
  });
});

describe('F08: a mail server that refuses our login', () => {
  it('makes every mail wait and fails none, is asked once a connection and then left alone, and gets them all when the login is mended', async () => {
    await flow.end();
    await flow.open({ CLAQUE_CLOCK_AT: '2031-03-06T07:00:00Z', SMTP_URL: server.url.replace('//', '//note:secret@') });
    await composeEditionStep(flow.world, { election: 'lowlands', date: '2031-03-06', kind: 'daily', audience: 'staff', sequence: 1 });
    const { id } = (await findEdition(flow.db, { electionId: 'lowlands', date: '2031-03-06', kind: 'daily', audience: 'staff', sequence: 1 }))!;
    await releaseEdition(flow.db, id, 'E2', flow.world.clock.now());
    const [{ first, last }] = await flow.db.query<{ first: string; last: string }[]>('SELECT min(id) AS first, max(id) AS last FROM recipients') as [{ first: string; last: string }];
    const at = (moment: string) => ({ ...flow.world, clock: { now: () => new Date(moment) } });
    const states = async () => flow.db.query('SELECT state, count(*)::int AS n FROM deliveries WHERE edition_id = $1 GROUP BY state', [id]);
    Object.assign(server, { trouble: { at: 'AUTH', answer: '535 wrong' }, logins: 0 });
    server.taken.length = 0;
    expect(await deliverTo(at('2031-03-06T07:00:00Z'), id, { first, last })).toMatchObject({ later: new Date('2031-03-06T07:30:00Z'), why: expect.stringContaining('535') });
    expect([await states(), server.logins]).toEqual([[{ state: 'pending', n: STAGES.length }], flow.world.config.mailConnections]);
    server.trouble = null;
    expect(await deliverTo(at('2031-03-06T07:29:00Z'), id, { first, last })).toHaveProperty('later');
    expect(server.logins).toBe(flow.world.config.mailConnections);
    await deliverTo(at('2031-03-06T07:31:00Z'), id, { first, last });
    expect([await states(), server.taken.length, new Set(server.taken.map(({ to }) => to)).size]).toEqual([[{ state: 'sent', n: STAGES.length }], STAGES.length, STAGES.length]);
  });
});

it('a mail that cannot be noted beside the database does not leave, and waits', async () => {
  await composeEditionStep(flow.world, { election: 'lowlands', date: '2031-03-07', kind: 'daily', audience: 'staff', sequence: 1 });
  const { id } = (await findEdition(flow.db, { electionId: 'lowlands', date: '2031-03-07', kind: 'daily', audience: 'staff', sequence: 1 }))!;
  await releaseEdition(flow.db, id, 'E2', flow.world.clock.now());
  const [{ first }] = await flow.db.query<{ first: string }[]>('SELECT min(id) AS first FROM recipients') as [{ first: string }];
  server.taken.length = 0;
  const world = { ...flow.world, clock: { now: () => new Date('2031-03-07T07:00:00Z') } };
  await expect(deliverTo({ ...world, sent: { note: async () => { throw new Error('no space left'); }, close: async () => {} } }, id, { first, last: first })).rejects.toThrow('no space left');
  expect([await flow.db.query('SELECT state FROM deliveries WHERE edition_id = $1', [id]), server.taken]).toEqual([[{ state: 'pending' }], []]);
  await flow.db.query(`UPDATE deliveries SET updated_at = updated_at - interval '5 hours' WHERE edition_id = $1`, [id]);
  await deliverTo(world, id, { first, last: first });
  expect([await flow.db.query('SELECT state FROM deliveries WHERE edition_id = $1', [id]), server.taken.length]).toEqual([[{ state: 'sent' }], 1]);
});
