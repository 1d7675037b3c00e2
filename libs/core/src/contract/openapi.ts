import { z } from 'zod';
import { type Operation } from './operation.js';
import { PROBLEM_MEDIA, problemSchema } from './problem.js';

type Json = Record<string, unknown>;

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
    const { method, path, id, summary, access, params, query, body, answer, media } = operation;
    const content = { [media]: { schema: schemaOf(answer) } };
    const responses: Json = { 200: { description: 'As asked', content } };
    for (const status of operation.alsoAnswers ?? []) responses[status] = { description: 'The same in trouble', content };
    for (const [status, description] of Object.entries(operation.also ?? {})) responses[status] = { description, content: problem() };
    responses[400] = { description: 'A parameter is wrong or unknown; says what is allowed', content: problem() };
    if (access === 'key') responses[401] = { description: 'No valid API key', content: problem() };
    if (path.includes('{')) responses[404] = { description: 'There is none, or not for you', content: problem() };
    responses['default'] ??= { description: 'Anything else that went wrong', content: problem() };
    const parameters = [...parametersOf(schemaOf(params), 'path'), ...parametersOf(schemaOf(query), 'query')];
    paths[path] = { ...paths[path], [method]: { operationId: id, summary, ...(access === 'key' ? { security: [{ bearer: [] }, { header: [] }] } : { security: [] }), ...(parameters.length > 0 ? { parameters } : {}), ...(body === undefined ? {} : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } } }), responses } };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Claque', version, description: 'Who asks whom to follow which account around an election. Lists are paged: give `next` as `cursor`.', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: { schemas, securitySchemes: { bearer: { type: 'http', scheme: 'bearer' }, header: { type: 'apiKey', in: 'header', name: 'X-API-Key' } } },
  };
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
