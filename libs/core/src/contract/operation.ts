import { z } from 'zod';

/** Who gets an answer: anybody, or whoever shows an API key. */
export type Access = 'public' | 'key';

/**
 * One route of the server: the router, the check of what comes in and of what goes out, the OpenAPI document and the dashboard all use this one value.
 * `path` is written in full, `{name}` for each parameter. Without `answer` the body is not JSON and `media` says what it is.
 */
export interface Operation<P extends z.ZodType = z.ZodType, Q extends z.ZodType = z.ZodType, A extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType> {
  id: string;
  method: 'get' | 'post';
  path: `/${string}`;
  summary: string;
  access: Access;
  params: P;
  query: Q;
  /** JSON that comes with it; absent where nothing does. */
  body?: B | undefined;
  answer: A;
  media: string;
  /** Statuses besides 200 that the route gives of its own accord; 400, 401 and 404 follow from the rest. */
  also?: Record<number, string>;
  /** The answer's schema is also that of these statuses (a server that is not ready says so in the same words). */
  alsoAnswers?: number[];
}

const nothing = z.strictObject({});
type Given<P, Q, A, B> = { id: string; path: `/${string}`; summary: string; access?: Access; method?: 'get' | 'post'; params?: P; query?: Q; body?: B; answer?: A; media?: string; also?: Record<number, string>; alsoAnswers?: number[] };

/** An operation with the usual: GET, behind a key, no parameters, JSON. */
export function operation<P extends z.ZodType = typeof nothing, Q extends z.ZodType = typeof nothing, A extends z.ZodType = z.ZodString, B extends z.ZodType = z.ZodUndefined>(given: Given<P, Q, A, B>): Operation<P, Q, A, B> {
  return {
    method: 'get', access: 'key', media: given.answer ? 'application/json' : 'text/html', ...given,
    params: given.params ?? (nothing as unknown as P), query: given.query ?? (nothing as unknown as Q), answer: given.answer ?? (z.string() as unknown as A),
  };
}

/** What the route's handler gets. */
export type InputOf<O> = O extends Operation<infer P, infer Q, z.ZodType, infer B> ? { params: z.output<P>; query: z.output<Q>; body: z.output<B> } : never;
/** What the route's handler gives: times are `Date`. */
export type AnswerOf<O> = O extends Operation<z.ZodType, z.ZodType, infer A> ? z.output<A> : never;
/** What goes over the wire: times are ISO 8601 in UTC. */
export type WireOf<O> = O extends Operation<z.ZodType, z.ZodType, infer A> ? z.input<A> : never;
