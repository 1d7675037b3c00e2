import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isUnsafe, type Operation } from '#core/contract/operation.js';
import { operations } from '#core/contract/operations.js';
import { ROLES } from '#core/contract/roles.js';
import { startApi, type Api } from './api-server.js';

let api: Api;
beforeAll(async () => { api = await startApi(); });
afterAll(() => api.close());

const GOLDEN = new URL('api-roles.golden.txt', import.meta.url);
const once = () => ({ 'Idempotency-Key': crypto.randomUUID() });
const line = ({ method, path, access, roles, whole, people, sensitive }: Operation): string =>
  [method.toUpperCase().padEnd(6), path.padEnd(66), access === 'public' ? 'anybody' : ROLES.filter((role) => roles.includes(role)).join(' '), ...whole ? ['whole'] : [], ...people ? ['people'] : [], ...sensitive ? ['sensitive'] : []].join(' ').trimEnd();
const keyed = operations.filter(({ access }) => access === 'key');
/** A change is asked of what is not there, so that the role alone decides and nothing is changed. */
const pathFor = ({ id, path }: Operation, unsafe: boolean): string => api.questionOf(id, unsafe ? path.replace('{id}', '999999999').replace('{election}', 'nowhere').replace('{queue}', 'nothing') : path);

it('who may do what is the committed table, and every route of the live router is in it', () => {
  const table = `${operations.map(line).sort((a, b) => a.slice(7).localeCompare(b.slice(7)) || a.localeCompare(b)).join('\n')}\n`;
  if (process.env['CLAQUE_WRITE_GOLDEN']) writeFileSync(GOLDEN, table);
  expect(table).toBe(readFileSync(GOLDEN, 'utf8'));
  interface Layer { route?: { path: string; methods: Record<string, boolean> } }
  const { stack } = (api.server.getHttpAdapter().getInstance() as { router: { stack: Layer[] } }).router;
  const live = stack.flatMap(({ route }) => (route ? Object.keys(route.methods).map((method) => `${method.toUpperCase().padEnd(6)} ${route.path.replaceAll(/:(\w+)/g, '{$1}')}`) : []));
  expect(live.sort()).toEqual(table.trim().split('\n').map((text) => text.slice(0, 73).trimEnd()).sort());
});

it('the live server lets each role do what the table says and nothing else', async () => {
  const wrong: string[] = [];
  for (const operation of keyed.filter(({ path, id }) => !path.startsWith('/api/v1/session') && id !== 'followChanges')) {
    for (const role of ROLES) {
      const { status } = await api.ask(operation.method, pathFor(operation, isUnsafe(operation)), { key: api.keys[role] });
      // A key is nobody in person.
      const may = operation.roles.includes(role) && !operation.people;
      if (status === 401 || status === 429 || (status === 403) === may || status >= 500) wrong.push(`${role} ${operation.method} ${operation.path}: ${status}`);
    }
  }
  expect(wrong).toEqual([]);
});

it('without a right to an election, what belongs to it is not there: for reading and for changing', async () => {
  const wrong: string[] = [];
  const { cookie } = await api.signedIn('stranger', 'admin', ['uplands']);
  for (const { id, method, path, whole, item, roles, example, body } of keyed) {
    if (!roles.includes('admin') || path.startsWith('/api/v1/session') || id === 'followChanges') continue;
    const named = path.includes('{election}') || item !== undefined || (typeof example === 'object' && example !== null && 'election' in example) || id.startsWith('export');
    const answer = await api.ask(method, api.questionOf(id, path), { cookie, headers: once(), ...(body === undefined ? {} : { body: example }) });
    if (whole ? answer.status !== 403 : named ? answer.status !== 404 : answer.status >= 400 && answer.status !== 404) wrong.push(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 200)}`);
    if (!whole && /lowlands|tides|dykes|harbour/.test(answer.text)) wrong.push(`${method} ${path} tells: ${answer.text.slice(0, 200)}`);
  }
  expect(wrong).toEqual([]);
});

it('what needs an election\'s right says so in the contract', () => {
  const silent = keyed.filter(({ path, item, whole }) => path.includes('{id}') && item === undefined && !whole && !path.startsWith('/api/v1/session')).map(({ path }) => path);
  expect(silent).toEqual([]);
});
