import type { z } from 'zod';

type Path = readonly PropertyKey[];
/** Where more is refused, that is enough to say: each place costs some readings of the whole, on the thread that serves everybody. */
const MOST_REPLACED = 20;
/** Tried in this order where a value is refused, after leaving it out and after what the schema itself names. */
const CANDIDATES: readonly unknown[] = ['stand-in', 'https://stand-in.invalid/', '2031-01-01', 'UTC', 'stand-in:x', 'stand@in.invalid', '127.0.0.1:1', 1, { en: 'stand-in' }, {}, []];

/**
 * A value with something that the schema takes in place of all that it refuses, so that checks which need a whole value can say at once what else is wrong; and where
 * those places are. Null where nothing is taken, or too much would have to be.
 */
export function withStandIns<Schema extends z.ZodType>(schema: Schema, value: unknown): { data: z.output<Schema>; replaced: Path[] } | null {
  const copy: unknown = structuredClone(value);
  const replaced: Path[] = [];
  for (let round = 0; round <= MOST_REPLACED; round++) {
    const result = schema.safeParse(copy);
    if (result.success) return { data: result.data, replaced };
    if (result.error.issues.length > MOST_REPLACED - round) return null;
    const issue = result.error.issues[0]!;
    if (issue.code === 'unrecognized_keys') {
      const holder = at(copy, issue.path);
      for (const key of issue.keys) delete holder?.[key];
      replaced.push(...issue.keys.map((key) => [...issue.path, key]));
      continue;
    }
    const holder = at(copy, issue.path.slice(0, -1));
    const key = issue.path.at(-1);
    if (holder === null || key === undefined) return null;
    const named = issue.code === 'invalid_value' ? issue.values : [];
    if (![undefined, ...named, ...CANDIDATES].some((candidate) => { put(holder, key, candidate); return !refuses(schema, copy, issue.path); })) return null;
    replaced.push(issue.path);
  }
  return null;
}

/** Whether one path begins with the other. */
export const isWithin = (one: Path, other: Path): boolean => one.slice(0, other.length).every((part, index) => part === other[index]);

function at(value: unknown, path: Path): Record<PropertyKey, unknown> | null {
  for (const part of path) value = typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined;
  return typeof value === 'object' && value !== null ? value as Record<PropertyKey, unknown> : null;
}

function put(holder: Record<PropertyKey, unknown>, key: PropertyKey, value: unknown): void {
  if (value === undefined && !Array.isArray(holder)) delete holder[key]; else holder[key] = structuredClone(value);
}

function refuses(schema: z.ZodType, value: unknown, path: Path): boolean {
  const result = schema.safeParse(value);
  return !result.success && result.error.issues.some((issue) => isWithin(issue.path, path) || (issue.path.length < path.length && isWithin(path, issue.path) && issue.code !== 'unrecognized_keys'));
}
