import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isSignedWebhook, newWebhookSecret, type WebhookEvent } from '#core/digest/webhook.js';
import { watchlistSchema } from '#core/election/watchlist.js';
import { findEdition } from '#infra/store/editions.js';
import { releaseEdition, withdrawEdition } from '#infra/store/release.js';
import { applyWatchlist } from '#infra/store/watchlist.js';
import { installationKey, sealerOf } from '#infra/crypto/sealer.js';
import { addWebhook, askWebhookTest, listWebhooks } from '#infra/store/webhooks.js';
import { composeEditionStep } from '#pipeline/steps/publish.js';
import { dueMails } from '#pipeline/steps/sweep.js';
import { tellWebhook, testWebhook } from '#pipeline/steps/tell.js';
import { openFlow, type Flow } from './flow.js';

/** Outlets that are told of editions, on a real database and a real HTTP server. */
interface Told { headers: Record<string, string | string[] | undefined>; body: string }
const told: Told[] = [];
let answer = 200;
let flow: Flow;
let server: Server;
let url: string;
const secret = newWebhookSecret();

const settings = (at: string) => ({ CLAQUE_CLOCK_AT: at, CLAQUE_BASE_URL: 'https://note.example/', CLAQUE_EDITIONS: 'link' });
const at = async (moment: string): Promise<void> => { await flow.end(); await flow.open(settings(moment)); };
const compose = (date: string, audience: 'partners' | 'public' = 'partners') => composeEditionStep(flow.world, { election: 'lowlands', date, kind: 'daily', audience, sequence: 1 });
const edition = async (date: string, audience: 'partners' | 'public' = 'partners') => (await findEdition(flow.db, { electionId: 'lowlands', date, kind: 'daily', audience, sequence: 1 }))!;
/** What the clock would tell at this minute; how many requests came of it. */
async function tell(): Promise<number> {
  const before = told.length;
  for (const job of await dueMails(flow.world)) if (job.name === 'webhook.tell') await tellWebhook(flow.world, job.payload);
  return told.length - before;
}
const last = (): { event: WebhookEvent; id: string } => ({ event: JSON.parse(told.at(-1)!.body) as WebhookEvent, id: String(told.at(-1)!.headers['webhook-id']) });

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => { body += chunk.toString(); }).on('end', () => { told.push({ headers: request.headers, body }); response.writeHead(answer).end(); });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', () => resolve()); });
  const place = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  url = `http://${place}/hook`;
  flow = await openFlow();
  await applyWatchlist(flow.db, watchlistSchema.parse({
    version: 1, election: { id: 'lowlands', name: { en: 'Lowlands vote' }, polity: { en: 'Lowlands' }, time_zone: 'Asia/Phnom_Penh', polling_day: '2031-03-14', phases: [{ name: 'silence', from: '2031-03-13', to: '2031-03-13' }] },
    network: { allow_private: [place] }, actors: [{ id: 'tides', name: { en: 'Ministry of Tides' }, kind: 'ministry', side: 'government', sources: [] }],
  }), 'text', () => []);
  await flow.open(settings('2031-03-05T00:10:00Z'));
  for (const audience of ['partners', 'public'] as const) await addWebhook(flow.db, sealerOf(installationKey(flow.world.config)), { electionId: 'lowlands', audience, url, secret, at: new Date('2031-03-04T00:00:00Z') });
}, 60_000);
afterAll(async () => { await flow?.close(); server.close(); });

it('are told nothing that nobody released, whoever asks', async () => {
  await compose('2031-03-05');
  expect(await tell()).toBe(0);
  const [hook] = await listWebhooks(flow.db);
  await tellWebhook(flow.world, { webhook: hook!.id, edition: (await edition('2031-03-05')).id });
  expect(told).toEqual([]);
});

it('are told once, signed, where the edition is; no product, no secret and no reader in it', async () => {
  await releaseEdition(flow.db, (await edition('2031-03-05')).id, 'E2', flow.world.clock.now());
  expect(await tell()).toBe(1);
  expect(await tell()).toBe(0);
  const { headers, body } = told[0]!;
  expect(isSignedWebhook(secret, String(headers['webhook-id']), Number(headers['webhook-timestamp']), body, String(headers['webhook-signature']))).toBe(true);
  expect(last().event).toMatchObject({ type: 'edition.released', data: { edition: { election: 'lowlands', date: '2031-03-05', audience: 'partners', number: 1 }, title: 'Daily note 1, Wednesday 5 March', url: `https://note.example/notes/${(await edition('2031-03-05')).token}` } });
  expect(`${JSON.stringify(headers)}${body}`).not.toMatch(/claque|whsec/i);
});

it('are told again with the same id where they failed, at growing pauses, until they answer', async () => {
  await at('2031-03-06T00:00:00Z');
  await compose('2031-03-06');
  await releaseEdition(flow.db, (await edition('2031-03-06')).id, 'E2', flow.world.clock.now());
  answer = 503;
  expect(await tell()).toBe(1);
  const { id } = last();
  expect(await tell()).toBe(0);
  await at('2031-03-06T00:01:30Z');
  expect(await tell()).toBe(1);
  answer = 204;
  await at('2031-03-06T00:07:00Z');
  expect(await tell()).toBe(1);
  expect(last().id).toBe(id);
  expect(await tell()).toBe(0);
});

it('are told that an edition was withdrawn, and that one no more', async () => {
  await withdrawEdition(flow.db, (await edition('2031-03-06')).id, 'E2', 'A quote was not theirs.', flow.world.clock.now());
  expect(await tell()).toBe(1);
  expect(last().event).toMatchObject({ type: 'edition.withdrawn' });
  expect(told.at(-1)!.body).not.toContain('Tides');
});

it('twenty clocks at the same moment tell once', async () => {
  await at('2031-03-07T00:00:00Z');
  await compose('2031-03-07');
  await releaseEdition(flow.db, (await edition('2031-03-07')).id, 'E2', flow.world.clock.now());
  const counts = await Promise.all(Array.from({ length: 20 }, tell));
  expect(Math.max(...counts)).toBe(1);
  expect(told.filter(({ body }) => body.includes('2031-03-07'))).toHaveLength(1);
});

it('are sent a test that tells nothing, signed with the same secret, and what came back is noted', async () => {
  const [hook] = await listWebhooks(flow.db);
  await askWebhookTest(flow.db, hook!.id);
  expect(await dueMails(flow.world)).toContainEqual({ name: 'webhook.test', payload: { webhook: hook!.id } });
  answer = 500;
  await testWebhook(flow.world, { webhook: hook!.id });
  expect((await listWebhooks(flow.db))[0]!.test).toMatchObject({ ok: false, detail: 'HTTP 500' });
  answer = 200;
  await askWebhookTest(flow.db, hook!.id);
  await testWebhook(flow.world, { webhook: hook!.id });
  const { headers, body } = told.at(-1)!;
  expect(JSON.parse(body)).toMatchObject({ type: 'test', data: { election: 'lowlands', audience: 'partners' } });
  expect(isSignedWebhook(secret, String(headers['webhook-id']), Number(headers['webhook-timestamp']), body, String(headers['webhook-signature']))).toBe(true);
  expect((await listWebhooks(flow.db))[0]).toMatchObject({ active: true, test: { ok: true, detail: 'HTTP 200' } });
  expect(await testWebhook(flow.world, { webhook: hook!.id })).toEqual({ skipped: 'already-done' });
});

it('a worker without the installation\'s key tells nobody, says what it needs, and it is tried again', async () => {
  const [hook] = await listWebhooks(flow.db);
  const before = told.length;
  for (const wrong of [sealerOf(new Uint8Array(32).fill(7)), null]) {
    await askWebhookTest(flow.db, hook!.id);
    await testWebhook({ ...flow.world, sealer: () => wrong }, { webhook: hook!.id });
    expect(told).toHaveLength(before);
    expect((await listWebhooks(flow.db))[0]).toMatchObject({ active: true, test: { ok: false, detail: expect.stringContaining('CLAQUE_SECRET_KEY') } });
  }
});

it('one that says it is gone is told nothing more', async () => {
  await at('2031-03-08T00:00:00Z');
  await compose('2031-03-08');
  await releaseEdition(flow.db, (await edition('2031-03-08')).id, 'E2', flow.world.clock.now());
  answer = 410;
  expect(await tell()).toBe(1);
  expect(await listWebhooks(flow.db)).toMatchObject([{ active: false, stoppedWhy: 'HTTP 410' }, { active: true }]);
});

it('of the public get nothing from silence to the close of polls', async () => {
  await at('2031-03-12T10:00:00Z');
  await compose('2031-03-12', 'public');
  await releaseEdition(flow.db, (await edition('2031-03-12', 'public')).id, 'E2', new Date('2031-03-12T10:00:00Z'));
  await at('2031-03-13T00:00:00Z');
  expect(await tell()).toBe(0);
});
