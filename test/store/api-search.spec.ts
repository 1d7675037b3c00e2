import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeApiKey } from '#infra/store/keys.js';
import { indexMissing } from '#infra/store/search.js';
import { startApi, type Api } from './api-server.js';

let api: Api;
const plant = async (title: string, text: string, language = 'en'): Promise<string> => {
  const rows = await api.db.query<{ id: string }[]>(
    `INSERT INTO documents (election_id, source_id, actor_id, snapshot_id, reader_version, url, version, title, text, text_sha256, language, links, images, first_seen_at, last_seen_at)
     VALUES ('lowlands', 'tides-website', 'tides', $1, '1', $2, 1, $3, $4, $2, $5, '[]', '[]', now(), now()) RETURNING id`, [api.planted.snapshots[0], `https://tides.example/${crypto.randomUUID()}`, title, text, language]);
  return rows[0]!.id;
};
let ferry: string;
let khmer: string;
beforeAll(async () => {
  api = await startApi();
  ferry = await plant('Ferries', 'The harbour master said that ferries were running late. Nobody follows the timetable.');
  khmer = await plant('សេចក្តីជូនដំណឹង', 'សូមមន្ត្រីរាជការទាំងអស់ចូលតាមដានឆានែលតេឡេក្រាមរបស់លោកនាយក', 'km');
  await plant('Hostile', `<script>alert("harbour")</script> ' OR 1=1 -- \\' %_ ${'a'.repeat(3000)}`);
  // Decoded from rubbish: a hundred thousand different pieces, and a letter under a heap of marks.
  const rubbish = (from: number, to: number, each: number) => Array.from({ length: 130_000 }, (_none, n) => String.fromCodePoint(from + (n * 7919 + n * n * 13) % (to - from)) + (n % each === 0 ? ' ' : '')).join('');
  await plant('Rubbish', `${rubbish(0x4e00, 0x9fff, 50)} ក${'\u17b6'.repeat(3000)} ${Array.from({ length: 60_000 }, (_none, n) => `w${n.toString(36)}`).join(' ')} ${rubbish(0x400, 0x4ff, 7)}`);
  expect(await indexMissing(api.db)).toBe(7);
  expect(await indexMissing(api.db)).toBe(0);
});
afterAll(() => api.close());

interface Hit { document: { id: string; title: string }; snippet: { text: string; hit: boolean }[] }
const search = async (q: string, more = ''): Promise<Hit[]> => {
  const answer = await api.ask('GET', `/api/v1/search?q=${encodeURIComponent(q)}${more}`, { key: api.keys.viewer });
  expect(answer.status, q).toBe(200);
  return answer.json.items as Hit[];
};
const ids = async (q: string, more = ''): Promise<string[]> => (await search(q, more)).map(({ document }) => document.id);

it('all words are asked for, by their stem in English, phrases in order, and what has a minus is left out', async () => {
  expect(await ids('ferry run')).toEqual([ferry]);
  expect(await ids('"harbour master"')).toEqual([ferry]);
  expect(await ids('"master harbour"')).toEqual([]);
  expect((await ids('harbour')).length).toBeGreaterThan(3);
  expect(await ids('harbour -staff -script')).toEqual([ferry]);
  expect(await ids('harbour', '&actor=dykes')).toEqual([api.planted.documents[1]]);
  expect(await ids('harbour_example', '&from=2031-03-02&to=2031-03-02')).toEqual([api.planted.documents[0]]);
});

it('Khmer is found by any of its words, whole and as typed with invisible marks, and not by letters that stand elsewhere', async () => {
  for (const q of ['ឆានែល', 'តាមដាន', 'ចូលតាមដានឆានែល', 'ឆា\u200Bនែល', 'លោកនាយក']) expect(await ids(q), q).toEqual([khmer]);
  for (const q of ['នែលឆា', 'ដានតាម', 'ឆានែលលោក']) expect(await ids(q), q).toEqual([]);
  const [hit] = await search('តេឡេក្រាម');
  expect(hit!.snippet.filter((piece) => piece.hit)).toEqual([{ text: 'តេឡេក្រាម', hit: true }]);
  expect(await ids('ឆានែល ferry')).toEqual([]);
});

it('a snippet is verbatim, and hostile text stays text', async () => {
  const [hit] = await search('alert script', '&order=newest');
  expect(hit!.snippet.map(({ text }) => text).join('')).toContain('<script>alert("harbour")</script>');
});

it('pages follow each other without a gap or a repeat', async () => {
  const all = await ids('harbour');
  const paged: string[] = [];
  for (let cursor = ''; ;) {
    const { json } = await api.ask('GET', `/api/v1/search?q=harbour&limit=1${cursor}`, { key: api.keys.viewer });
    paged.push(...(json.items as Hit[]).map(({ document }) => document.id));
    if (json.next === null) break;
    cursor = `&cursor=${json.next}`;
  }
  expect(paged).toEqual(all);
});

it('what is odd, long or meant to break is answered, and quickly', async () => {
  for (const q of [`'`, `"`, `\\`, `a' | 'b`, `!('x')`, `(((((`, `%_%`, `:*`, `ferry & <-> !`, '\u0000x', 'ខ', '។', 'ffl ﬁ', '😀 ferry', 'ab '.repeat(160)]) {
    const { status } = await api.ask('GET', `/api/v1/search?q=${encodeURIComponent(q)}`, { key: api.keys.viewer });
    expect([200, 400], q).toContain(status);
  }
  expect((await api.ask('GET', `/api/v1/search?q=${'a'.repeat(5000)}`, { key: api.keys.viewer })).status).toBe(400);
});

it('the best of the newest come first: with the words in the title, then often and close together; and by their age where that is asked for', async () => {
  const [far, near, titled] = [await plant('Minutes', 'A lantern was lit. Nobody came to the parade, and so it ended early.'), await plant('Report', 'The lantern parade, that is: parade of each lantern.'), await plant('Lantern parade', 'See above.')];
  await plant('Notice', 'A lantern alone.');
  await indexMissing(api.db);
  expect(await ids('lantern parade')).toEqual([titled, near, far]);
  expect(await ids('lantern parade', '&order=newest')).toEqual([titled, near, far].toReversed().toSorted((a, b) => Number(b) - Number(a)));
  expect((await api.ask('GET', '/api/v1/search?q=lantern&order=oldest', { key: api.keys.viewer })).status).toBe(400);
});

describe('of thousands of documents', () => {
  const MANY = 9000;
  const all: { id: string; text: string; day: string }[] = [];
  beforeAll(async () => {
    const textOf = (n: number): string => ['mooring', n % 3 === 0 && 'third', n % 97 === 0 && 'seldom', n % 2 === 0 ? 'left right' : 'right left', n % 4001 === 7 && 'once', n > 8000 && 'dusky', n < 5000 && 'formerly'].filter(Boolean).join(' ');
    const rows = await api.db.query<{ id: string; text: string; day: string }[]>(
      `INSERT INTO documents (election_id, source_id, actor_id, snapshot_id, reader_version, url, version, title, text, text_sha256, language, links, images, published_at, first_seen_at, last_seen_at)
       SELECT 'lowlands', 'tides-website', 'tides', $1, '1', 'https://tides.example/many/' || n, 1, NULL, t, n::text, 'en', '[]', '[]', timestamptz '2031-01-01 12:00Z' + n * interval '5 minutes', now(), now() FROM unnest($2::text[]) WITH ORDINALITY AS x (t, n)
       RETURNING id, text, to_char(published_at AT TIME ZONE (SELECT time_zone FROM elections WHERE id = 'lowlands'), 'YYYY-MM-DD') AS day`, [api.planted.snapshots[0], Array.from({ length: MANY }, (_none, n) => textOf(n))]);
    all.push(...rows.toSorted((a, b) => Number(b.id) - Number(a.id)));
    await indexMissing(api.db);
  });
  const every = async (q: string, more: string): Promise<string[]> => {
    const found: string[] = [];
    for (let cursor = '', pages = 0; pages < 120; pages++) {
      const { json } = await api.ask('GET', `/api/v1/search?q=${encodeURIComponent(q)}&limit=100${more}${cursor}`, { key: api.keys.viewer });
      found.push(...(json.items as Hit[]).map(({ document }) => document.id));
      if (json.next === null) break;
      cursor = `&cursor=${json.next}`;
    }
    return found;
  };

  it.each([['third', /third/], ['seldom', /seldom/], ['once', /once/], ['seldom third', /third seldom/], ['"left right" seldom', /seldom left right/], ['mooring -left', /never/], ['formerly', /formerly/], ['dusky -third', /^(?!.*third).*dusky/]])('the pages of %s hold all that hold it, each once, the newest first', async (q, holds) => {
    const wanted = all.filter(({ text }) => holds.test(text)).map(({ id }) => id);
    expect(await every(q, '&order=newest')).toEqual(wanted);
    expect((await every(q, '')).toSorted((a, b) => Number(b) - Number(a))).toEqual(wanted);
  });

  it('days, actor and election choose among them', async () => {
    const wanted = all.filter(({ text, day }) => text.includes('seldom') && day >= '2031-01-10' && day <= '2031-01-12').map(({ id }) => id);
    expect(wanted.length).toBeGreaterThan(5);
    expect(await every('seldom', '&order=newest&from=2031-01-10&to=2031-01-12&election=lowlands&actor=tides&source=tides-website&language=en')).toEqual(wanted);
    expect(await every('seldom', '&order=newest&from=2031-01-10&to=2031-01-12')).toEqual(wanted);
    for (const none of ['&actor=dykes', '&language=km', '&from=2031-01-12&to=2031-01-10', '&election=highlands']) expect(await every('seldom', none), none).toEqual([]);
  });

  it('a cursor of somebody\'s making is answered within what there is', async () => {
    const cursor = (...parts: string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    const ask = async (...parts: string[]) => (await api.ask('GET', `/api/v1/search?q=nowhere&cursor=${cursor(...parts)}`, { key: api.keys.viewer }));
    const began = performance.now();
    expect((await ask('999999999999999', '0', '0', '0')).json).toMatchObject({ items: [], next: null });
    expect((await ask('999999999999999', '-1', '0', '0')).json).toMatchObject({ items: [], next: null });
    // Without a bound each of them took minutes.
    expect(performance.now() - began).toBeLessThan(5000);
    for (const parts of [['5', '9', '0', '0'], ['-1', '-1', '0', '0'], ['5', '0', '101', '0'], ['5', '0', '0', 'x'], ['5']]) expect((await ask(...parts)).status, parts.join()).toBe(400);
  });

  it('what another election holds is neither found nor in the way', async () => {
    await api.db.query(`INSERT INTO elections (id, name, polity, time_zone, polling_day, phases, release_rules, allow_private, watchlist_version, watchlist_text) SELECT 'highlands', name, polity, time_zone, polling_day, phases, release_rules, allow_private, 1, '' FROM elections WHERE id = 'lowlands'`);
    await api.db.query(`INSERT INTO actors (election_id, id, name, kind, side) SELECT 'highlands', id, name, kind, side FROM actors WHERE election_id = 'lowlands'`);
    await api.db.query(`INSERT INTO sources (election_id, id, actor_id, kind, url, settings, robots, pace_ms) SELECT 'highlands', id, actor_id, kind, url, settings, robots, pace_ms FROM sources WHERE election_id = 'lowlands'`);
    await api.db.query(
      `INSERT INTO documents (election_id, source_id, actor_id, snapshot_id, reader_version, url, version, title, text, text_sha256, language, links, images, first_seen_at, last_seen_at)
       SELECT 'highlands', 'tides-website', 'tides', $1, '1', 'https://tides.example/above/' || n, 1, NULL, 'mooring overhill', n::text, 'en', '[]', '[]', now(), now() FROM generate_series(1, 5000) n`, [api.planted.snapshots[0]]);
    await indexMissing(api.db);
    const key = await makeApiKey(api.db, 'below', 'viewer', { elections: ['lowlands'] });
    const seen = async (query: string) => (await api.ask('GET', `/api/v1/search?q=${query}&order=newest`, { key })).json as { items: Hit[]; count: object };
    const { items } = await seen('mooring');
    expect(items.map(({ document }) => document.id)).toEqual(all.slice(0, 50).map(({ id }) => id));
    expect((await seen('overhill')).items).toEqual([]);
    expect((await seen('once')).items).toHaveLength(3);
    expect(await ids('overhill', '&election=highlands')).toHaveLength(50);
  });

  it('how many there are is counted to sixty', async () => {
    const count = async (q: string) => (await api.ask('GET', `/api/v1/search?q=${q}`, { key: api.keys.viewer })).json.count as unknown;
    expect(await count('mooring')).toEqual({ documents: 60, atLeast: true });
    expect(await count('seldom third')).toEqual({ documents: all.filter(({ text }) => text.includes('third seldom')).length, atLeast: false });
  });
});

it('an edit takes the older version out', async () => {
  await api.db.query('UPDATE documents SET current = false WHERE id = $1', [ferry]);
  expect(await ids('"harbour master"')).toEqual([]);
});
