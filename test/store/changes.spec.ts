import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventsWithFindings } from '#infra/store/document-events.js';
import { factsOfDay } from '#infra/store/facts.js';
import { freshDatabase } from './fresh-database.js';
import { plantSmallElection } from './small-election.js';

/** What an edition is told of pages that changed after they were read. */
let database: Awaited<ReturnType<typeof freshDatabase>>;
let documents: string[];
const day = { from: new Date('2031-03-04T17:00:00Z'), to: new Date('2031-03-05T17:00:00Z') };
const at = '2031-03-05T03:00:00Z';

beforeAll(async () => {
  database = await freshDatabase();
  ({ documents } = await plantSmallElection(database.db));
  const [edited] = await database.db.query<{ id: string }[]>(
    `INSERT INTO documents (election_id, source_id, actor_id, snapshot_id, reader_version, url, version, title, text, text_sha256, language, published_at, published_precision, published_how, links, images, first_seen_at, last_seen_at)
     SELECT election_id, source_id, actor_id, snapshot_id, reader_version, url, 2, title, 'Nothing is asked of anybody.', 'second', language, published_at, published_precision, published_how, links, images, $2, $2 FROM documents WHERE id = $1 RETURNING id`, [documents[0], at]);
  await database.db.query('UPDATE documents SET current = false WHERE id = $1', [documents[0]]);
  const event = (kind: string, document: string, before: string | null, moment: string) => database.db.query(
    `INSERT INTO document_events (election_id, source_id, url, kind, document_id, before_id, at, last_seen_at, first_missed_at) SELECT election_id, source_id, url, $2, id, $3, $4, '2031-03-03T00:00:00Z', '2031-03-04T00:00:00Z' FROM documents WHERE id = $1`, [document, kind, before, moment]);
  await event('edited', edited!.id, documents[0]!, at);
  await event('vanished', documents[1]!, null, '2031-03-05T02:00:00Z');
  await event('returned', documents[2]!, null, '2031-03-05T17:00:00Z');
});
afterAll(() => database.drop());

it('says of each page of the day how many findings its versions have, oldest first', async () => {
  expect((await eventsWithFindings(database.db.manager, 'lowlands', day.from, day.to)).map(({ kind, url, documentId, beforeId, said }) => ({ kind, url, documentId, beforeId, said }))).toEqual([
    { kind: 'vanished', url: 'https://dykes.example/1', documentId: documents[1], beforeId: null, said: { before: 0, after: 1 } },
    { kind: 'edited', url: 'https://tides.example/0', documentId: expect.any(String), beforeId: documents[0], said: { before: 1, after: 0 } },
  ]);
});

it('counts no line that stands on every page', async () => {
  await database.db.query(`UPDATE observations SET payload = payload || '{"voice":"boilerplate"}' WHERE document_id = $1`, [documents[1]]);
  const [vanished] = await eventsWithFindings(database.db.manager, 'lowlands', day.from, day.to);
  expect(vanished!.said).toEqual({ before: 0, after: 0 });
});

it('is part of the facts of a day', async () => {
  const before = { date: '2031-03-04', from: new Date('2031-03-03T17:00:00Z'), to: day.from };
  const facts = await factsOfDay(database.db, { electionId: 'lowlands', day: { date: '2031-03-05', ...day }, before, readingsFrom: before.from });
  expect([facts.changes?.map(({ kind }) => kind), facts.endless]).toEqual([['vanished', 'edited'], []]);
});
