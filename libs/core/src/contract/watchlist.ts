import { z } from 'zod';
import { operation } from './operation.js';
import { id, moment, name, slug } from './parts.js';
import { ADMINS, EDITORS } from './roles.js';

const election = z.strictObject({ election: slug });
/** YAML, as in a file. */
const text = z.string().min(1).max(1_000_000);
const fault = z.object({ line: z.int(), column: z.int(), message: z.string() });

export const getWatchlist = operation({
  id: 'getWatchlist', path: '/api/v1/elections/{election}/watchlist', summary: 'Who is watched: as written, and as data', roles: ADMINS, params: election,
  answer: z.object({ electionId: id, version: z.int(), text: z.string(), watchlist: z.record(z.string(), z.unknown()).nullable().describe('As checked; null where an older release wrote it and it no longer fits') }).meta({ id: 'Watchlist' }),
});
export const getWatchlistFile = operation({ id: 'getWatchlistFile', path: '/api/v1/elections/{election}/watchlist.yaml', summary: 'The watchlist as a file', roles: ADMINS, params: election, media: 'application/yaml' });
const checked = z.object({
  faults: z.array(fault), electionId: id.nullable(), actors: z.int(), sources: z.int(), accounts: z.int(), recipients: z.int(),
  balance: z.array(z.object({ side: z.string(), actors: z.int(), sources: z.int() })).describe('Whether all sides are watched alike'),
  diff: z.object({ from: z.int().nullable(), added: z.array(z.string()), removed: z.array(z.string()), changed: z.array(z.object({ what: z.string(), before: z.string(), after: z.string() })) }),
}).meta({ id: 'WatchlistCheck' });
export const checkWatchlist = operation({
  id: 'checkWatchlist', method: 'post', path: '/api/v1/watchlist-checks', summary: 'Says what is wrong with a watchlist and what it would change; changes nothing', roles: EDITORS, body: z.strictObject({ text }), example: { text: 'version: 1' }, answer: checked,
});
export const readWatchlistSheet = operation({
  id: 'readWatchlistSheet', method: 'post', path: '/api/v1/watchlist-sheets', summary: 'Reads a spreadsheet (XLSX, CSV) of actors, sources and accounts, names each wrong cell, and gives the watchlist with it: check that, then put it into force. Changes nothing', roles: ADMINS,
  body: z.strictObject({ election: slug.optional().describe('Whose watchlist in force it is put into; without it a new one begins'), name: z.string().max(200).regex(/\.(xlsx|csv|tsv|txt)$/i, 'a name that ends in .xlsx, .csv or .tsv'), file: z.base64('the file in base64').min(1).max(1_000_000) }),
  example: { election: 'lowlands', name: 'actors.csv', file: 'YWN0b3IsbmFtZSxraW5kLHNpZGUKdGlkZXMsTWluaXN0cnkgb2YgVGlkZXMsbWluaXN0cnksZ292ZXJubWVudAo=' },
  answer: z.object({
    faults: z.array(z.object({ cell: z.string().describe('As spreadsheets name it: B7'), message: z.string() })), rows: z.int(), actors: z.int(), sources: z.int(), accounts: z.int(),
    text: z.string().nullable().describe('The watchlist, comments and all, with what the sheet says; null while a cell is wrong'),
  }).meta({ id: 'SheetRead' }),
});
const applied = z.object({ electionId: id, version: z.int() }).meta({ id: 'Applied' });
export const applyWatchlist = operation({
  id: 'applyWatchlist', method: 'put', path: '/api/v1/elections/{election}/watchlist', summary: 'Puts a watchlist into force; what it no longer lists is kept and no longer asked', roles: ADMINS, changes: 'getWatchlist', params: election, body: z.strictObject({ text }), example: { text: 'version: 1' }, answer: applied,
});
export const addElection = operation({ id: 'addElection', method: 'post', path: '/api/v1/elections', summary: 'A new election, by its watchlist', roles: ADMINS, whole: true, body: z.strictObject({ text }), example: { text: 'version: 1' }, answer: applied, also: { 409: 'There is an election of that id already' } });
export const listWatchlistVersions = operation({
  id: 'listWatchlistVersions', path: '/api/v1/elections/{election}/watchlist/versions', summary: 'Its history, newest first', params: election, answer: z.object({ items: z.array(z.object({ version: z.int(), at: moment, by: z.string() })) }).meta({ id: 'WatchlistVersions' }),
});
const version = z.coerce.number('a version').int().min(1).max(1_000_000_000);
export const getWatchlistVersion = operation({ id: 'getWatchlistVersion', path: '/api/v1/elections/{election}/watchlist/versions/{version}', summary: 'One version as written', roles: ADMINS, params: election.extend({ version }), answer: z.object({ version: z.int(), at: moment, by: z.string(), text: z.string() }).meta({ id: 'WatchlistVersion' }) });
export const diffWatchlist = operation({
  id: 'diffWatchlist', path: '/api/v1/elections/{election}/watchlist/diff', summary: 'What changed between two versions', params: election, query: z.strictObject({ from: version, to: version }), answer: checked.shape.diff.meta({ id: 'WatchlistDiff' }),
});

export const listActors = operation({
  id: 'listActors', path: '/api/v1/elections/{election}/actors', summary: 'Who is watched, with how much of each', params: election,
  answer: z.object({ items: z.array(z.object({ id, name, kind: z.string(), side: z.string(), active: z.boolean(), sources: z.int(), documents: z.int() })) }).meta({ id: 'Actors' }),
});
export const getSettings = operation({
  id: 'getSettings', path: '/api/v1/settings', summary: 'What the administrator of this installation decided; secrets are hidden', roles: ADMINS, whole: true,
  answer: z.object({ version: z.string(), settings: z.array(z.object({ name: z.string(), value: z.string().nullable(), help: z.string(), secret: z.boolean() })) }).meta({ id: 'Settings' }),
});
export const listSourceKinds = operation({
  id: 'listSourceKinds', path: '/api/v1/source-kinds', summary: 'Kinds of source and platform that this release knows', roles: EDITORS, answer: z.object({ kinds: z.array(z.string()), platforms: z.array(z.string()) }).meta({ id: 'Kinds' }),
});
