import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApi, type Api } from './api-server.js';

let api: Api;
beforeAll(async () => { api = await startApi(); });
afterAll(() => api.close());

interface Schema { type?: string | string[]; enum?: unknown[]; const?: unknown; properties?: Record<string, Schema>; required?: string[]; items?: Schema; anyOf?: Schema[]; pattern?: string; format?: string; minimum?: number; maximum?: number; maxLength?: number; minLength?: number; $ref?: string; additionalProperties?: Schema | boolean; default?: unknown }
interface Parameter { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: Schema }
interface Described { operationId: string; parameters?: Parameter[]; requestBody?: { content: Record<string, { schema: Schema; example?: unknown }> }; responses: Record<string, unknown>; security: unknown[] }

/** What is there, what could be, and what nobody meant. */
const KNOWN = ['lowlands', 'uplands', 'tides', 'dykes', 'tides-website', 'telegram:harbour_example', 'drive-1', '1', '2', '3', 'call', 'en', 'km', '2031-03-02', 'read', 'calls', 'true', 'staff'];
const HOSTILE = ['', ' ', '0', '-1', '999999999999999999', '1e9', 'NaN', 'null', "' OR 1=1 --", '%00', '\u0000', '../../etc/passwd', '<script>alert(1)</script>', '=cmd|x', '\u202E', '😀', 'ឆានែល', 'a'.repeat(300), '{{7*7}}', '__proto__', 'constructor', '\uD800', '2031-02-30', '0000-00-00', '9999-12-31', 'telegram:\u0000', '[]', 'WyIxIl0', 'WyJ4IiwieSJd'];
const anyText = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...KNOWN) }, { weight: 2, arbitrary: fc.constantFrom(...HOSTILE) }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) });

const wordOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value) ?? 'x').toWellFormed();

/** A value that fits a schema, mostly; now and then one that does not. */
function valueOf(schema: Schema | undefined, schemas: Record<string, Schema>, depth = 0): fc.Arbitrary<unknown> {
  const off = fc.oneof(anyText, fc.integer(), fc.constant(null), fc.constant(true), fc.constant([]), fc.constant({ a: { b: 1 } }));
  const fit = fitting(schema, schemas, depth);
  return depth > 6 ? fc.constant(null) : fc.oneof({ weight: 6, arbitrary: fit }, { weight: 1, arbitrary: off });
}
function fitting(schema: Schema | undefined, schemas: Record<string, Schema>, depth: number): fc.Arbitrary<unknown> {
  if (schema === undefined) return anyText;
  if (schema.$ref !== undefined) return valueOf(schemas[schema.$ref.replace('#/components/schemas/', '')], schemas, depth + 1);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((one) => valueOf(one, schemas, depth + 1)));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'integer' || type === 'number') return fc.integer({ min: Math.max(schema.minimum ?? -5, -1e6), max: Math.min(schema.maximum ?? 200, 1e6) });
  if (type === 'boolean') return fc.boolean();
  if (type === 'array') return fc.array(valueOf(schema.items, schemas, depth + 1), { maxLength: 4 });
  if (type === 'object') return fc.record(Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, valueOf(inner, schemas, depth + 1)])), { requiredKeys: schema.required ?? [] });
  return anyText;
}

it('whatever is asked, the server answers as its own description says: no fault of its own, no status that is not told, every problem with an id', async () => {
  const document = (await api.ask('GET', '/openapi.json')).json as { paths: Record<string, Record<string, Described>>; components: { schemas: Record<string, Schema> } };
  const { schemas } = document.components;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, described]) => ({ path, method, ...described }))).filter(({ operationId }) => operationId !== 'followChanges');
  const asking = fc.constantFrom(...operations).chain((operation) => fc.record({
    operation: fc.constant(operation),
    parameters: fc.record(Object.fromEntries((operation.parameters ?? []).filter((parameter) => parameter.in !== 'header').map(({ name, schema }) => [name, valueOf(schema, schemas)])), { requiredKeys: (operation.parameters ?? []).filter((parameter) => parameter.in === 'path' || parameter.required).filter((parameter) => parameter.in !== 'header').map(({ name }) => name) }),
    stray: fc.option(fc.tuple(anyText, anyText), { freq: 12 }), key: fc.constantFrom(api.keys.admin, api.keys.admin, api.keys.admin, api.keys.editor, api.keys.viewer, api.elsewhere, 'ck_wrong', undefined),
    body: operation.requestBody === undefined ? fc.constant(undefined) : fc.oneof(valueOf(operation.requestBody.content['application/json']!.schema, schemas), fc.constant(operation.requestBody.content['application/json']!.example), anyText),
    headers: fc.record({ 'Idempotency-Key': fc.oneof(fc.uuid(), fc.constant('same')), 'If-Match': fc.constantFrom('"x"', '*'), 'If-None-Match': fc.constantFrom('"x"', '*'), Origin: fc.constantFrom('https://elsewhere.example', 'null') }, { requiredKeys: [] }),
  }));
  const wrong: string[] = [];
  await fc.assert(fc.asyncProperty(asking, async ({ operation: { path, method, parameters: described = [], responses, operationId }, parameters, stray, key, body, headers }) => {
    const inPath = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(wordOf(parameters[name])) || 'x').replaceAll('%2F', '-');
    const query = new URLSearchParams(described.filter((parameter) => parameter.in === 'query' && parameters[parameter.name] !== undefined).map(({ name }) => [name, wordOf(parameters[name])] as [string, string]));
    if (stray !== null) query.append(stray[0].toWellFormed(), stray[1].toWellFormed());
    const answer = await api.ask(method.toUpperCase(), `${inPath}${query.size > 0 ? `?${query}` : ''}`, { ...(key === undefined ? {} : { key }), headers, ...(body === undefined ? {} : { body }) });
    const told = Object.keys(responses).includes(String(answer.status));
    const problem = answer.status < 400 || answer.json?.id !== undefined || /\([0-9a-f-]{36}\)/.test(answer.text);
    // An empty or dotted part of a path is another path.
    const other = answer.status === 404 && /\/(\.{0,2})(\/|$|\?)/.test(inPath);
    if ((answer.status >= 500 || !told || !problem) && !other) wrong.push(`${operationId} ${method} ${inPath}?${query} ${JSON.stringify(body)?.slice(0, 300)} -> ${answer.status} ${answer.text.slice(0, 200)}`);
    expect(wrong).toEqual([]);
    // Only the pace of one address ends a run of questions.
    await api.db.query('DELETE FROM sign_in_tries');
  }), { numRuns: Number(process.env['CLAQUE_FUZZ_RUNS'] ?? 250), endOnFailure: true });
});
