import type { Operation } from '#core/contract/operation.js';
import type * as contract from '#core/contract/operations.js';
import type { Problem } from '#core/contract/problem.js';
import type { z } from 'zod';

/** Written in by the build (vite.config.ts). */
declare const ROUTES_OF_CONTRACT: Record<string, [method: string, path: string]>;
const routes = ROUTES_OF_CONTRACT;

type Contract = typeof contract;
/** Ids of the contract's operations. */
export type Ask = { [K in keyof Contract]: Contract[K] extends Operation<infer _P, infer _Q, infer _A, infer _B> ? K : never }[keyof Contract];
type Wire<S> = S extends z.ZodType ? z.input<S> : never;
type Parts<K extends Ask> = Contract[K] extends Operation<infer P, infer Q, infer A, infer B> ? { params: Wire<P>; query: Wire<Q>; answer: Wire<A>; body: Wire<B> } : never;
/** What goes over the wire as the answer: times are ISO 8601 in UTC. */
export type Answer<K extends Ask> = Parts<K>['answer'];
export type Item<K extends Ask> = Answer<K> extends { items: (infer I)[] } ? I : never;
type Plain = string | number | boolean | undefined;
export interface Given<K extends Ask> { params?: Parts<K>['params']; query?: Partial<Parts<K>['query']>; body?: Parts<K>['body']; headers?: Record<string, string> }

/** What the server says went wrong, in its own words; `problem.id` is also in its log. */
export class Refusal extends Error {
  constructor(readonly status: number, readonly problem: Problem | null) { super(problem?.detail ?? problem?.title ?? `HTTP ${status}`); }
}
/** No answer at all: the server is away, or the way to it. */
export class Unreachable extends Error {}

/** Address of an operation with its parameters written in, as links for downloads need it. */
export function addressOf<K extends Ask>(ask: K, { params, query }: Given<K> = {}): string {
  const [, path] = routes[ask]!;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent((params as Record<string, Plain> | undefined)?.[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, Plain>)) if (value !== undefined && value !== '') search.set(name, String(value));
  const written = search.toString();
  return written === '' ? filled : `${filled}?${written}`;
}

/** Versions of what was read last, by address: what a later change is to be of. */
const versions = new Map<string, string>();
export const versionOf = <K extends Ask>(ask: K, given: Given<K>): string | undefined => versions.get(addressOf(ask, given));

/** A new Idempotency-Key. Not crypto.randomUUID: browsers have that over https and on this machine alone. */
export const newKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

async function send<K extends Ask>(ask: K, given: Given<K>, signal?: AbortSignal): Promise<Response> {
  const [method] = routes[ask]!;
  const unsafe = method !== 'GET';
  const body = given.body === undefined ? undefined : JSON.stringify(given.body);
  const headers = { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...(unsafe ? { 'Idempotency-Key': newKey() } : {}), ...given.headers };
  let response: Response;
  try {
    response = await fetch(addressOf(ask, given), {
      method, credentials: 'same-origin', redirect: 'error', headers,
      ...(body === undefined ? {} : { body }), ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unreachable('the server does not answer', { cause: error });
  }
  if (!response.ok) throw new Refusal(response.status, await response.json().catch(() => null) as Problem | null);
  const version = response.headers.get('etag');
  if (!unsafe && version !== null) versions.set(addressOf(ask, given), version);
  return response;
}

/** Asks one operation of the contract. Rejects with Refusal or Unreachable. */
export const ask = async <K extends Ask>(id: K, given: Given<K> = {}, signal?: AbortSignal): Promise<Answer<K>> => (await send(id, given, signal)).json() as Promise<Answer<K>>;

/** An answer that is no JSON: a page, a text. */
export const askText = async <K extends Ask>(id: K, given: Given<K> = {}, signal?: AbortSignal): Promise<string> => (await send(id, given, signal)).text();

/** Follows a list to its end, or to `most` items. */
export async function askAll<K extends Ask>(id: K, given: Given<K>, most: number, signal?: AbortSignal): Promise<{ items: Item<K>[]; cut: boolean }> {
  const items: Item<K>[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Item<K>[]; next: string | null } = await ask(id, { ...given, query: { ...given.query, limit: 100, ...(cursor === null ? {} : { cursor }) } as never }, signal) as never;
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null && items.length < most);
  return { items, cut: cursor !== null };
}
