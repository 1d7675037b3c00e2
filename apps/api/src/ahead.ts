import type { ModuleRef } from '@nestjs/core';
import { z } from 'zod';
import { AHEAD, aheadSchema, FIRST_ELECTIONS } from '#core/contract/ahead.js';
import type { AnswerOf, InputOf } from '#core/contract/operation.js';
import type * as contract from '#core/contract/operations.js';
import type { Asked, Caller } from './access/caller.js';
import { handlers } from './call/serves.js';
import type { Parts } from './parts.js';

type Read = 'getSession' | 'listElections' | 'getToday';
/** The page waits no longer than this for what it can also ask for itself. */
const PATIENCE_MS = 500;

/** What the page of this person would ask for first, by the handlers that would answer: nothing that they could not ask for. */
async function stateFor(modules: ModuleRef, { db }: Parts, caller: Caller): Promise<z.output<typeof aheadSchema>> {
  const read = <K extends Read>(id: K, input: Partial<InputOf<(typeof contract)[K]>>): Promise<AnswerOf<(typeof contract)[K]>> => {
    const { controller, name } = handlers.get(id)!;
    const asked: Asked<unknown> = { params: {}, query: {}, ...input, caller, db, after: () => { /* nothing is changed */ } };
    return modules.get<Record<string, (asked: unknown) => Promise<AnswerOf<(typeof contract)[K]>>>>(controller, { strict: false })[name]!(asked);
  };
  const [session, elections] = await Promise.all([read('getSession', {}), read('listElections', { query: { ...FIRST_ELECTIONS } })]);
  const first = elections.items[0];
  return { session, elections, today: first === undefined ? null : await read('getToday', { params: { election: first.id } }) };
}

/**
 * A page with that state in its head, or the page as it is where nobody is signed in, the state is not there in time or the database is away: the page asks then,
 * and says itself what is the matter.
 */
export async function withState(page: string, modules: ModuleRef, parts: Parts, who: Promise<Caller | null>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((give) => { timer = setTimeout(() => give(null), PATIENCE_MS); });
  const there = who.then((caller) => (caller?.kind === 'person' ? stateFor(modules, parts, caller) : null)).catch(() => null);
  const state = await Promise.race([there, late]);
  clearTimeout(timer);
  if (state === null) return page;
  // No text of others can end the element, or begin another.
  const json = JSON.stringify(z.encode(aheadSchema, state)).replaceAll('<', '\\u003c');
  return page.replace('</head>', () => `<script type="application/json" id="${AHEAD}">${json}</script></head>`);
}
