import { z } from 'zod';
import { ANYONE, type Role } from './roles.js';

/** Who gets an answer: anybody, or whoever is signed in or shows an API key. */
export type Access = 'public' | 'key';
export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Method = (typeof METHODS)[number];
/** What the `{id}` of a path is the id of: its election decides who sees it. */
export type Item = 'document' | 'snapshot' | 'observation' | 'campaign' | 'edition' | 'reply' | 'recipient' | 'note' | 'try' | 'webhook' | 'back-fill';

/**
 * One route of the server: the router, the check of what comes in and of what goes out, the roles, the OpenAPI document and the dashboard all use this one value.
 * `path` is written in full, `{name}` for each parameter. Without `answer` the body is not JSON and `media` says what it is.
 */
export interface Operation<P extends z.ZodType = z.ZodType, Q extends z.ZodType = z.ZodType, A extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType> {
  id: string;
  method: Method;
  path: `/${string}`;
  summary: string;
  access: Access;
  /** Who may, of those who are signed in. Reading is everybody's unless said otherwise; changing is always said. */
  roles: readonly Role[];
  /** Somebody whose rights are limited to elections may not: it is of the whole installation. */
  whole?: boolean;
  item?: Item;
  /** Asks a person for the password again (15 minutes), and everybody for an `Idempotency-Key`. */
  sensitive?: boolean;
  /** For people in a session alone: a key is nobody of whom two could be told apart. */
  people?: boolean;
  /** What goes out is shown once: it is not kept for a second call with the same `Idempotency-Key`. */
  secret?: boolean;
  /** Proves who it is before it changes anything, outside of a call's transaction and without an `Idempotency-Key`. */
  alone?: boolean;
  /** A change of what that operation reads at the same path: `If-Match` is compared with its ETag, and the audit keeps both states' digests. */
  changes?: string;
  params: P;
  query: Q;
  /** JSON that comes with it; absent where nothing does. */
  body?: B | undefined;
  /** A body that comes to mind, for the document. */
  example?: unknown;
  answer: A;
  media: string;
  /** The answer is written as it comes, in any length; the schema is not asked. */
  streamed?: boolean;
  /** Statuses besides 200 that the route gives of its own accord; those of every route of its kind follow from the rest. */
  also?: Record<number, string>;
  /** The answer's schema is also that of these statuses (a server that is not ready says so in the same words). */
  alsoAnswers?: number[];
}

const nothing = z.strictObject({});
type Given<P, Q, A, B> = Pick<Operation, 'id' | 'path' | 'summary' | 'whole' | 'item' | 'sensitive' | 'people' | 'secret' | 'alone' | 'changes' | 'example' | 'streamed' | 'also' | 'alsoAnswers'>
  & { access?: Access; media?: string; params?: P; query?: Q; body?: B; answer?: A } & ({ method?: 'get'; roles?: readonly Role[] } | { method: Exclude<Method, 'get'>; roles: readonly Role[] } | { method: 'post'; access: 'public'; roles?: never });

/** An operation with the usual: GET, for everybody signed in, no parameters, JSON. */
export function operation<P extends z.ZodType = typeof nothing, Q extends z.ZodType = typeof nothing, A extends z.ZodType = z.ZodString, B extends z.ZodType = z.ZodUndefined>(given: Given<P, Q, A, B>): Operation<P, Q, A, B> {
  return {
    access: 'key', media: given.answer ? 'application/json' : 'text/html', ...given, method: given.method ?? 'get', roles: given.roles ?? ANYONE,
    params: given.params ?? (nothing as unknown as P), query: given.query ?? (nothing as unknown as Q), answer: given.answer ?? (z.string() as unknown as A),
  };
}

export const isUnsafe = ({ method }: Pick<Operation, 'method'>): boolean => method !== 'get';

/** What the route's handler gets. */
export type InputOf<O> = O extends Operation<infer P, infer Q, z.ZodType, infer B> ? { params: z.output<P>; query: z.output<Q>; body: z.output<B> } : never;
/** What a caller gives. */
export type AskOf<O> = O extends Operation<infer P, infer Q, z.ZodType, infer B> ? { params: z.input<P>; query: z.input<Q>; body: z.input<B> } : never;
/** What the route's handler gives: times are `Date`. */
export type AnswerOf<O> = O extends Operation<z.ZodType, z.ZodType, infer A> ? z.output<A> : never;
/** What goes over the wire: times are ISO 8601 in UTC. */
export type WireOf<O> = O extends Operation<z.ZodType, z.ZodType, infer A> ? z.input<A> : never;
