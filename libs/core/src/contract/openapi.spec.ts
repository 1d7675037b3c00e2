import { expect, it } from 'vitest';
import { z } from 'zod';
import { campaignSchema, editionSummarySchema } from './answers.js';
import { openApiDocument } from './openapi.js';
import { listDocuments, operations } from './operations.js';

const document = openApiDocument(operations, '0.0.0') as { paths: Record<string, Record<string, { operationId: string; parameters?: { name: string; in: string; required: boolean }[]; security: unknown[]; responses: Record<string, unknown> }>>; components: { schemas: Record<string, unknown> } };

it('has every operation once, under its full path', () => {
  const listed = Object.values(document.paths).flatMap((methods) => Object.values(methods)).map(({ operationId }) => operationId);
  expect(listed.sort()).toEqual(operations.map(({ id }) => id).sort());
  expect(Object.keys(document.paths)).toContain('/api/v1/documents/{id}');
});

it('every reference leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target!);
  expect(references.length).toBeGreaterThan(20);
  for (const target of references) expect(Object.keys(document.components.schemas)).toContain(target.replace('#/components/schemas/', ''));
});

it('every name in a path is a required parameter, and nothing else is in the path', () => {
  for (const [path, methods] of Object.entries(document.paths)) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();
    for (const { parameters = [] } of Object.values(methods)) expect(parameters.filter((parameter) => parameter.in === 'path' && parameter.required).map(({ name }) => name).sort()).toEqual(names);
  }
});

it('without a key only pages meant for everybody are open', () => {
  const open = operations.filter(({ access }) => access === 'public').map(({ path }) => path);
  expect(open.filter((path) => !/^\/($|health\/|openapi\.json$|editions($|\/)|notes\/|feed\.|unsubscribe\/|mail-reports$|api\/v1\/(session|set-up(\/link)?)$)/.test(path))).toEqual([]);
});

it('what the schema does not know does not go out, and times go out in UTC', () => {
  const row = { id: '1', electionId: 'e', date: '2031-03-01', kind: 'daily', audience: 'public' as const, sequence: 1, composedAt: new Date('2031-03-01T00:00:00+07:00'), releasedAt: null, releasedBy: null, byRule: false, withdrawnAt: null, withdrawnBy: null, withdrawnWhy: null, secret: 'x' };
  expect(z.encode(editionSummarySchema, row)).toEqual({ id: '1', electionId: 'e', date: '2031-03-01', kind: 'daily', audience: 'public', sequence: 1, composedAt: '2031-02-28T17:00:00.000Z', releasedAt: null, releasedBy: null, byRule: false, withdrawnAt: null, withdrawnBy: null, withdrawnWhy: null });
});

it('an answer of the wrong shape is refused, not sent', () => {
  expect(() => z.encode(campaignSchema, { id: 'd1' } as never)).toThrow();
});

it('a wrong parameter is told what is allowed', () => {
  const messages = (query: Record<string, string>) => listDocuments.query.safeParse(query).error?.issues.map(({ message }) => message).join(' ');
  expect(messages({ limit: '1000' })).toBe('at most 100');
  expect(messages({ from: 'yesterday' })).toBe('a calendar day, YYYY-MM-DD');
  expect(messages({ colour: 'red' })).toContain('colour');
});

it('answers have examples that their schemas hold for: every change, and most routes that read', () => {
  const shown = Object.values(document.paths).flatMap((methods) => Object.values(methods)).flatMap(({ operationId, responses }) => { const example = (responses['200'] as { content?: Record<string, { example?: unknown }> }).content?.['application/json']?.example; return example === undefined ? [] : [{ operationId, example }]; });
  const unshown = operations.filter(({ id, media, method }) => media === 'application/json' && method !== 'get' && !shown.some(({ operationId }) => operationId === id)).map(({ id }) => id);
  expect(unshown, 'every change has an answer that comes to mind').toEqual([]);
  expect(operations.filter(({ body, example, method }) => method !== 'get' && body !== undefined && example === undefined).map(({ id }) => id)).toEqual([]);
  for (const { operationId, example } of shown) expect(operations.find(({ id }) => id === operationId)!.answer.safeParse(example).error, operationId).toBeUndefined();
  const reading = operations.filter(({ method, media, access }) => method === 'get' && media === 'application/json' && access === 'key');
  expect(reading.filter(({ id }) => !shown.some(({ operationId }) => operationId === id)).length).toBeLessThan(reading.length / 10);
});
