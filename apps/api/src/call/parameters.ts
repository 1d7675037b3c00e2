import type { Request } from 'express';
import { z } from 'zod';

/** Parameters that the contract does not allow. */
export class WrongParameters extends Error {
  override name = 'WrongParameters';
  constructor(readonly errors: { where: string; message: string }[]) { super(errors.map(({ where, message }) => `${where}: ${message}`).join('; ')); }
}

const MOST_DEPTH = 20;
const MOST_IN_ARRAY = 1000;

/** Bodies come as bytes: small JSON in UTF-8, neither deep nor long. */
export function jsonBody(request: Request): unknown {
  const type = request.headers['content-type'];
  if (type !== undefined && !/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type)) throw new WrongParameters([{ where: 'body', message: 'must be application/json in UTF-8' }]);
  const bytes: unknown = request.body;
  let value: unknown;
  try {
    const text = Buffer.isBuffer(bytes) ? new TextDecoder('utf-8', { fatal: true }).decode(bytes) : '';
    refuseDeep(text);
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof WrongParameters) throw error;
    throw new WrongParameters([{ where: 'body', message: 'must be a JSON object in UTF-8' }]);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new WrongParameters([{ where: 'body', message: 'must be a JSON object in UTF-8' }]);
  refuseLong(value);
  return value;
}

/** Before it is parsed: brackets outside of strings. */
function refuseDeep(text: string): void {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (inString) { if (c === 0x5c) at += 1; else if (c === 0x22) inString = false; } else if (c === 0x22) inString = true;
    else if (c === 0x7b || c === 0x5b) { depth += 1; if (depth > MOST_DEPTH) throw new WrongParameters([{ where: 'body', message: `nested more than ${MOST_DEPTH} deep` }]); } else if (c === 0x7d || c === 0x5d) depth -= 1;
  }
}

function refuseLong(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value) && value.length > MOST_IN_ARRAY) throw new WrongParameters([{ where: 'body', message: `a list of more than ${MOST_IN_ARRAY} entries` }]);
  for (const inner of Object.values(value)) refuseLong(inner);
}

/** What the schema makes of it; WrongParameters names each fault and what is allowed. `query` tells parameters given twice. */
export function checked(schema: z.ZodType, value: unknown, query: Record<string, unknown> = {}): unknown {
  const result = schema.safeParse({ ...(value as object) });
  if (result.success) return result.data;
  const allowed = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  throw new WrongParameters(result.error.issues.flatMap((issue) => {
    const where = issue.path.map(String).join('.');
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ where: [where, key].filter(Boolean).join('.'), message: where !== '' ? 'not known' : allowed.length === 0 ? 'not known: this takes no parameters' : `not known: allowed are ${allowed.join(', ')}` }));
    return [{ where, message: Array.isArray(query[where]) ? 'given more than once' : issue.message }];
  }));
}
