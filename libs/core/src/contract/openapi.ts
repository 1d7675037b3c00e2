import { z } from 'zod';
import { ANSWERS } from './answer-examples.js';
import { CHANGES } from './change-examples.js';
import { isUnsafe, type Operation } from './operation.js';
import { PROBLEM_MEDIA, problemSchema } from './problem.js';
import { ROLES } from './roles.js';

type Json = Record<string, unknown>;

/** The session of a person; `__Host-` in front of it where the server is reached by https. */
export const SESSION_COOKIE = 'claque_session';

/** Statuses that follow from what kind of operation it is. */
export function usualProblems(operation: Operation): Record<number, string> {
  const { access, path, roles, whole, body } = operation;
  const unsafe = isUnsafe(operation);
  const problems: [boolean, number, string][] = [
    [true, 400, 'A parameter is wrong or unknown; says what is allowed'],
    [access === 'key', 401, 'No valid session or API key'],
    [access === 'key' && (roles.length < ROLES.length || whole === true || operation.people === true || unsafe), 403, 'Not with this role, not from another origin, or not without giving the password again'],
    [access === 'public' && unsafe && body !== undefined, 403, 'From a page of another origin'],
    [path.includes('{') || body !== undefined, 404, 'There is none, or not for you'],
    [unsafe, 409, 'The same Idempotency-Key came with another body, or what is asked for cannot be any more'],
    [operation.changes !== undefined, 412, 'It is no longer what `If-Match` says'],
    [unsafe, 413, 'The body is too large'],
    [true, 429, 'Too many requests; `Retry-After` says when'],
    [true, 503, 'The database is away, or took longer than a question may'],
  ];
  return Object.fromEntries(problems.filter(([applies]) => applies).map(([, status, description]) => [status, description]));
}

/** Headers that an operation understands. */
function headersOf(operation: Operation): Json[] {
  const header = (name: string, description: string, required = false): Json => ({ name, in: 'header', required, description, schema: { type: 'string', maxLength: 200 } });
  if (operation.access === 'public') return [];
  if (!isUnsafe(operation)) return operation.media === 'application/json' ? [header('If-None-Match', 'The ETag of an earlier answer: 304 where it is still the same')] : [];
  return [
    ...(operation.alone ? [] : [header('Idempotency-Key', 'Of the caller\'s making: the same key is done once, and answered alike for a day', operation.sensitive)]),
    ...(operation.changes === undefined ? [] : [header('If-Match', 'The ETag of what is changed, as last read')]),
  ];
}

/** OpenAPI 3.1 of the operations, paths in full. Schemas with an id stand once under components. */
export function openApiDocument(operations: Operation[], version: string): Json {
  const schemas: Json = {};
  const schemaOf = (schema: z.ZodType): Json => {
    // Wrapped, so that a named schema is a reference at the top too.
    const { properties, $defs } = z.toJSONSchema(z.object({ it: schema }), { io: 'input', target: 'draft-2020-12' }) as unknown as { properties: { it: Json }; $defs?: Record<string, Json> };
    for (const [name, definition] of Object.entries($defs ?? {})) schemas[name] = relink(nameless(definition));
    return relink(properties.it) as Json;
  };
  const problem = () => ({ [PROBLEM_MEDIA]: { schema: schemaOf(problemSchema) } });
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    const { method, path, id, summary, access, params, query, body, answer, media, roles, example } = operation;
    const answered = exampleOf(operation, operations);
    const content = { [media]: { schema: schemaOf(answer), ...(answered === undefined ? {} : { example: answered }) } };
    const responses: Json = { 200: { description: 'As asked', content } };
    for (const status of operation.alsoAnswers ?? []) responses[status] = { description: 'The same in trouble', content };
    for (const [status, description] of Object.entries(operation.also ?? {})) responses[status] = { description, content: problem() };
    if (access === 'key' && method === 'get' && media === 'application/json') responses[304] = { description: 'Still as `If-None-Match` says' };
    if (operation.streamed) responses[200] = { description: 'As asked, written as it comes', content: { [media]: {} } };
    for (const [status, description] of Object.entries(usualProblems(operation))) responses[status] ??= { description, content: problem() };
    responses['default'] ??= { description: 'Anything else that went wrong', content: problem() };
    const parameters = [...parametersOf(schemaOf(params), 'path'), ...parametersOf(schemaOf(query), 'query'), ...headersOf(operation)];
    paths[path] = { ...paths[path], [method]: { operationId: id, summary, ...(access === 'key' ? { security: operation.people ? [{ session: [] }] : [{ session: [] }, { bearer: [] }, { header: [] }], 'x-roles': roles } : { security: [] }), ...(parameters.length > 0 ? { parameters } : {}), ...(body === undefined ? {} : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body), ...(example === undefined ? {} : { example }) } } } }), responses } };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Claque', version, description: 'Who asks whom to follow which account around an election. Lists are paged: give `next` as `cursor`.', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: { schemas, securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE }, bearer: { type: 'http', scheme: 'bearer' }, header: { type: 'apiKey', in: 'header', name: 'X-API-Key' } } },
  };
}

/** What comes back, for the document: as taken down; of a change, what reading the same kind of thing gives. What was taken down of an earlier form is left out until it is taken anew. */
function exampleOf({ id, answer, media }: Operation, operations: Operation[]): unknown {
  if (media !== 'application/json') return undefined;
  const made = CHANGES[id];
  if (made !== undefined) return made;
  const alike = [id, ...operations.filter((other) => other.answer === answer).map((other) => other.id)].find((other) => ANSWERS[other] !== undefined);
  const example = alike === undefined ? { done: true } : ANSWERS[alike];
  return answer.safeParse(example).success ? example : undefined;
}

const nameless = ({ id: _, ...schema }: Json): Json => schema;

/** zod points into `$defs`; OpenAPI keeps its schemas under components. */
function relink(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relink);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, key === '$ref' && typeof inner === 'string' ? inner.replace('#/$defs/', '#/components/schemas/') : relink(inner)]));
}

function parametersOf(schema: Json, where: 'path' | 'query'): Json[] {
  const required = new Set((schema['required'] as string[] | undefined) ?? []);
  return Object.entries((schema['properties'] ?? {}) as Record<string, Json>).map(([name, { description, ...inner }]) => (
    { name, in: where, required: where === 'path' || required.has(name), ...(description ? { description } : {}), schema: inner }));
}
