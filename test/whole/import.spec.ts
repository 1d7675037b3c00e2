import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { watchlistSchema } from '#core/election/watchlist.js';
import { oneDocument } from '#infra/store/lists.js';
import { applyWatchlist } from '#infra/store/watchlist.js';
import { warc } from '../material/archives.js';
import { freshDatabase } from '../store/database.js';

/** The verb as people call it, on a real database. */
const claque = fileURLToPath(new URL('../../apps/cli/bin/claque.js', import.meta.url));
let db: DataSource;
let url: string;
let close: () => Promise<void>;
let folder: string;

beforeAll(async () => {
  ({ db, url, close } = await freshDatabase());
  folder = await mkdtemp(join(tmpdir(), 'claque-import-'));
  const watchlist = watchlistSchema.parse({
    version: 1, election: { id: 'lowlands', name: { en: 'Vote' }, polity: { en: 'Lowlands' }, time_zone: 'Asia/Phnom_Penh', polling_day: '2031-03-14' },
    actors: [{ id: 'tides', name: { en: 'Ministry of Tides' }, kind: 'ministry', side: 'government', sources: [
      { kind: 'website', url: 'https://tides.example/' }, { id: 'tides-page', kind: 'posts', url: 'https://facebook.com/tides' }, { id: 'tides-channel', kind: 'telegram-channel', url: 'https://t.me/TidesNews' }] }],
  });
  await applyWatchlist(db, watchlist, 'text', () => []);
});
afterAll(async () => { await close?.(); await rm(folder, { recursive: true, force: true }); });

interface Result { code: number; out: { files: { captures: number; known: number; documents: number; rejected: Record<string, number> }[] } | null; err: string }
const run = (source: string, ...more: string[]): Promise<Result> => new Promise((resolve) => {
  execFile(process.execPath, [claque, 'import', '--election', 'lowlands', '--source', source, '--data', join(folder, 'data'), '--rejects', join(folder, 'rejects.jsonl'), ...more], { env: { ...process.env, DATABASE_URL: url, CLAQUE_CLOCK_AT: '2031-03-06T00:00:00Z' } }, (error, stdout, stderr) => {
    resolve({ code: error === null ? 0 : Number(error.code), out: stdout === '' ? null : JSON.parse(stdout) as Result['out'], err: stderr });
  });
});
const file = async (name: string, content: string | Buffer): Promise<string> => { await writeFile(join(folder, name), content); return join(folder, name); };
const documents = (source: string) => db.query<Record<string, unknown>[]>('SELECT d.url, d.title, d.text, d.author, d.published_at AS at, d.by_hand AS "byHand", n.origin, n.fetched_at AS fetched FROM documents d JOIN snapshots n ON n.id = d.snapshot_id WHERE d.source_id = $1 AND d.current ORDER BY d.id', [source]);
const rejects = async () => (await readFile(join(folder, 'rejects.jsonl'), 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as Record<string, string>);

const story = (words: string) => `<html lang="en"><head><title>Ferry</title><meta property="og:type" content="article"></head><body><article><h1>Ferry</h1><p>${`${words} on the northern canal, said the ministry in its morning note. `.repeat(6)}</p><a href="/news/2031/03/another-ferry-story">more</a></article></body></html>`;

it('takes pages of an archive as they were captured, and only the source\'s own', async () => {
  const archive = await file('a.warc.gz', warc([{ url: 'https://tides.example/ferry', body: story('The ferry sails') }, { url: 'https://other.example/x', body: story('Elsewhere') }, { url: 'https://tides.example/logo.png', type: 'image/png', body: 'x' }]));
  const first = await run('tides-website', archive);
  expect([first.code, first.out?.files[0]]).toMatchObject([0, { captures: 1, known: 0, documents: 1, rejected: { elsewhere: 1, 'not-a-page': 1 } }]);
  expect(await documents('tides-website')).toMatchObject([{ url: 'https://tides.example/ferry', origin: 'archive', fetched: new Date('2031-03-04T05:06:07Z'), byHand: null }]);
  expect(await db.query('SELECT 1 FROM frontier')).toEqual([]);
});

it('changes nothing when the same is imported again, and an older capture is no newer version', async () => {
  expect((await run('tides-website', join(folder, 'a.warc.gz'))).out?.files[0]).toMatchObject({ captures: 0, known: 1, documents: 0 });
  await run('tides-website', await file('old.warc.gz', warc([{ url: 'https://tides.example/ferry', body: story('The ferry is planned'), date: '2031-02-01T00:00:00Z' }])));
  expect(await documents('tides-website')).toMatchObject([{ text: expect.stringContaining('The ferry sails') }]);
  expect(await db.query('SELECT 1 FROM documents')).toHaveLength(2);
});

it('takes rows of posts, hides private authors, and writes what it does not take with line and reason', async () => {
  const posts = await file('4cat.csv', 'id,thread_id,timestamp,body,author\n1,1,2031-03-04 05:06:07,"Follow t.me/first_citizen, all of you",Ministry of Tides\n2,1,2031-03-04 05:07:00,I did,Rana Reed\n3,1,soon,Me too,Rana Reed\n4,1\n');
  const first = await run('tides-page', posts);
  expect([first.code, first.out?.files[0]]).toMatchObject([0, { captures: 1, documents: 2 }]);
  expect(await documents('tides-page')).toMatchObject([
    { url: 'https://facebook.com/tides#post-1', text: 'Follow t.me/first_citizen, all of you', author: 'Ministry of Tides', at: new Date('2031-03-04T05:06:07Z'), origin: 'posts' }, { author: expect.stringMatching(/^anon-[0-9a-f]{16}$/) }]);
  expect(await rejects()).toMatchObject([{ at: 'line 4', reason: expect.stringContaining('"soon" is no date') }, { at: 'line 5', reason: 'it has more or fewer columns than the header' }]);
  expect((await run('tides-page', posts)).out?.files[0]).toMatchObject({ captures: 0, known: 1, documents: 0 });
});

it('takes a public channel\'s export and refuses a group; nothing of a refused file is kept', async () => {
  const chat = (type: string, name: string) => JSON.stringify({ type, messages: [{ id: 5, type: 'message', date_unixtime: '1930367167', from: name, text: 'Good morning' }] });
  expect((await run('tides-channel', await file('result.json', chat('public_channel', 'Tides')))).code).toBe(0);
  expect(await documents('tides-channel')).toMatchObject([{ url: 'https://t.me/TidesNews/5', text: 'Good morning', origin: 'telegram-export' }]);
  const evidence = async () => (await readdir(join(folder, 'data', 'evidence'), { recursive: true })).length;
  const before = await evidence();
  const group = await file('group.json', chat('private_group', 'Rana Reed'));
  const refused = await run('tides-channel', group);
  expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/private group.*--hash-authors/)]);
  expect(await evidence()).toBe(before);
  expect((await run('tides-channel', group, '--hash-authors')).code).toBe(0);
  expect((await documents('tides-channel'))[1]).toMatchObject({ author: expect.stringMatching(/^anon-/) });
});

it('keeps captures made by hand with their file, marked for ever', async () => {
  await file('seen.png', 'a picture');
  await file('sheet.csv', 'telegram,1200');
  const note = await file('note.yaml', `- { kind: screenshot, file: seen.png, by: A7, at: "2031-03-04T19:30:00+07:00", how: Seen on a telephone that was not logged in, text: "Follow him now", confirmed_by: B2 }
- { kind: counts, file: sheet.csv, by: A7, at: "2031-03-04T20:00:00+07:00", how: Read from the page of the channel, counts: [{ account: "telegram:first_citizen", value: 1200 }] }
- { kind: broadcast, file: gone.ogg, by: A7, at: "2031-03-04T20:00:00+07:00", how: Heard on the morning programme, text: "Join us" }
- { kind: screenshot, file: seen.png, by: Rana Reed, at: "2031-03-04T19:30:00+07:00", how: Seen on a telephone, text: "x" }`);
  const first = await run('tides-page', note);
  expect([first.code, first.out?.files[0]]).toMatchObject([0, { captures: 2, documents: 2 }]);
  expect((await documents('tides-page')).filter(({ origin }) => origin === 'by-hand')).toMatchObject([{ text: 'Follow him now', byHand: { by: 'A7', confirmedBy: 'B2', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } }, { byHand: { by: 'A7', confirmedBy: null } }]);
  const [{ id }] = await db.query<[{ id: string }]>(`SELECT id FROM documents WHERE text = 'Follow him now'`);
  expect(await oneDocument(db, id)).toMatchObject({ byHand: { by: 'A7', how: 'Seen on a telephone that was not logged in', confirmedBy: 'B2' } });
  expect(await db.query('SELECT account, value, at FROM readings')).toEqual([{ account: 'telegram:first_citizen', value: '1200', at: new Date('2031-03-04T13:00:00Z') }]);
  expect(await rejects()).toMatchObject([{ at: 'note 3', reason: expect.stringContaining('gone.ogg') }, { at: 'note 4', reason: expect.stringContaining('never a name') }]);
});

it('says what is wrong with a source, a format or a list of people', async () => {
  expect((await run('tides-web', join(folder, 'a.warc.gz'))).err).toMatch(/no source "tides-web": there are tides-channel, tides-page, tides-website/);
  expect(await run('tides-page', await file('x.bin', 'x'))).toMatchObject({ code: 2, err: expect.stringMatching(/give --format/) });
  expect((await run('tides-channel', await file('messages.html', '<html>'))).err).toMatch(/Machine-readable JSON.*result\.json/);
  expect(await run('tides-page', await file('people.csv', 'follower_id,text,id\n1,x,2\n'))).toMatchObject({ code: 1, err: expect.stringMatching(/lists of people who follow/) });
});
