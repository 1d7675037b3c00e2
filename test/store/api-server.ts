import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operations } from '#core/contract/operations.js';
import { ROLES, type Role } from '#core/contract/roles.js';
import { sha256Of } from '#core/sha256.js';
import { sealerOf } from '#infra/crypto/sealer.js';
import type { Config } from '#infra/config.js';
import { openQueues } from '#infra/queue/open.js';
import { makeApiKey } from '#infra/store/keys.js';
import { addPerson, makeOneTimeLink } from '#infra/store/people.js';
import { createServer } from '#apps/api/src/server.js';
import { FileEvidenceStore } from '#infra/evidence/file-store.js';
import { jobs } from '#pipeline/jobs.js';
import { createSheetPool } from '#pipeline/threads/sheet-pool.js';
import { freshDatabase } from './fresh-database.js';
import { plantSmallElection } from './small-election.js';

export const PASSWORD = 'a long enough password';

// Whatever an answer holds, a test says what it expects of it.
// oxlint-disable-next-line typescript/no-explicit-any
export interface Answer { status: number; headers: Headers; text: string; json: any }
export interface Asking { key?: string; cookie?: string; headers?: Record<string, string>; body?: unknown; raw?: string | Uint8Array<ArrayBuffer> }

/** The API over a small election on a database of its own, with a key for every role. Without a dashboard, a page of one line stands in its place. */
export async function startApi(dashboard?: string, settings: Partial<Config> = {}) {
  const closers: (() => Promise<unknown>)[] = [];
  const database = await freshDatabase();
  closers.push(() => database.drop());
  const planted = await plantSmallElection(database.db);
  const queues = await openQueues(jobs, { databaseUrl: database.url, workers: 0 });
  closers.push(() => queues.close());
  const evidence = new FileEvidenceStore(mkdtempSync(join(tmpdir(), 'claque-evidence-')));
  await evidence.put(sha256Of('0'), Buffer.from('0'));
  const dashboardDir = dashboard ?? mkdtempSync(join(tmpdir(), 'claque-dashboard-'));
  if (dashboard === undefined) writeFileSync(join(dashboardDir, 'index.html'), '<!doctype html><head><title>face</title></head>');
  const sheets = createSheetPool();
  closers.push(() => sheets.close());
  const server = await createServer({ sheets, db: database.db, queues, evidence, config: { baseUrl: undefined, logLevel: 'error', ...settings }, sealer: sealerOf(new Uint8Array(32)), clock: { now: () => new Date('2031-03-05T00:00:00Z') }, dashboardDir, version: '0.0.0' });
  closers.push(() => server.close());
  await server.listen(0, '127.0.0.1');
  const base = await server.getUrl();
  const keys = Object.fromEntries(await Promise.all(ROLES.map(async (role) => [role, await makeApiKey(database.db, role, role)] as const))) as Record<Role, string>;
  const elsewhere = await makeApiKey(database.db, 'elsewhere', 'admin', { elections: ['uplands'] });

  await database.db.query(`INSERT INTO back_fills (election_id, source_id, back_to, by, asked_at, after_address, after_document, ended_at) VALUES ('lowlands', 'dykes-website', '2031-02-01', 'A1', now(), 0, 0, now())`);
  await database.db.query(`INSERT INTO webhooks (election_id, audience, url, secret, created_at) VALUES ('lowlands', 'staff', 'https://desk.example/first', 'whsec_SECRET-HOOK', now())`);
  await database.db.query(`INSERT INTO tries (election_id, url, asked_by) VALUES ('lowlands', 'https://tides.example/', 'A1')`);

  const ask = async (method: string, path: string, { key, cookie, headers = {}, body, raw }: Asking = {}): Promise<Answer> => {
    // More questions at once than one address may have, since all of them come from here: wait for the next second.
    const response = await paced(() => fetch(`${base}${path}`, {
      method: method.toUpperCase(), redirect: 'manual', ...(raw !== undefined ? { body: raw } : body === undefined ? {} : { body: JSON.stringify(body) }),
      headers: { ...(key === undefined ? {} : { 'X-API-Key': key }), ...(cookie === undefined ? {} : { Cookie: cookie, Origin: base }), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    }));
    const text = await response.text();
    let json: unknown;
    try { json = JSON.parse(text); } catch { json = undefined; }
    return { status: response.status, headers: response.headers, text, json };
  };
  /** Somebody signed in; their cookie. */
  const signedIn = async (name: string, role: Role, elections: string[] | null = null): Promise<{ cookie: string; id: string }> => {
    const { id } = await addPerson(database.db, { name, role, elections });
    const { token } = await makeOneTimeLink(database.db, id);
    const answer = await ask('POST', '/api/v1/set-up', { body: { token, password: PASSWORD } });
    return { cookie: cookieIn(answer), id };
  };
  /** Paths of the contract with its parameters filled in. */
  const filled = (path: string): string => path.replace('{election}', 'lowlands').replace('{source}', 'tides-website').replace('{account}', 'telegram:harbour_example').replace('{date}', '2031-03-02').replace('notes/{token}', `notes/${planted.noteToken}`).replace('{token}', planted.token)
    .replace('{queue}', 'read').replace('{table}', 'calls').replace('{version}', '1').replace('{decision}', '1').replace('campaigns/{id}', 'campaigns/drive-1').replace('editions/{id}', `editions/${planted.releasedEdition}`)
    .replace('documents/{id}', `documents/${planted.documents[0]!}`).replace('snapshots/{id}', `snapshots/${planted.snapshots[0]!}`).replace('{id}', '1');
  /** A right question, with what its parameters must say. */
  const questionOf = (id: string, path: string): string => filled(path) + (id === 'searchDocuments' ? '?q=harbour_example' : id === 'diffWatchlist' ? '?from=1&to=1' : path.startsWith('/api/v1/exports') ? '?election=lowlands' : '');
  return { questionOf, evidence, db: database.db, server, base, keys, elsewhere, planted, queues, ask, signedIn, filled, close: async () => { for (const close of closers.reverse()) await close(); } };
}
/** Asks again where the server's pace for one address, and not what is tested, said to wait. */
async function paced(ask: () => Promise<Response>): Promise<Response> {
  for (;;) {
    const response = await ask();
    if (response.status !== 429 || response.headers.get('retry-after') !== '1' || !(await response.clone().text()).includes('from this address')) return response;
    await new Promise((resolve) => { setTimeout(resolve, 1000); });
  }
}
export type Api = Awaited<ReturnType<typeof startApi>>;

/** `name=value` of the session's cookie that an answer sets. */
export const cookieIn = ({ headers }: Answer): string => (headers.getSetCookie()[0] ?? '').split(';')[0]!;
export const asked = (id: string) => operations.find((operation) => operation.id === id)!;
