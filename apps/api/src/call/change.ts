import { Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Operation } from '#core/contract/operation.js';
import { Clash, messageOf } from '#core/errors.js';
import { sha256Of } from '#core/sha256.js';
import { lastChange, noteAudit } from '#infra/store/audit.js';
import { keepAnswer, takeOnce } from '#infra/store/once-calls.js';
import type { Sql } from '#infra/store/open.js';
import type { Asked, Caller } from '../access/caller.js';
import { Stale } from '../access/refusals.js';
import type { Parts } from '../parts.js';
import { etagOf, isKnown } from './etag.js';
import { handlers } from './serves.js';
import { WrongParameters } from './parameters.js';

export type Input = Asked<{ params: Record<string, unknown>; query: unknown; body: unknown }>;

const log = new Logger('api');
const oneHeader = (request: Request, name: string): string | undefined => { const value = request.headers[name]; return typeof value === 'string' ? value : undefined; };

/**
 * A call that changes something: the change, its entry in the audit and its idempotency key are one transaction, so that all are there or none.
 * A key that comes again is answered as before, without doing it again. `If-Match` is compared while nobody else can change the same thing.
 */
export async function change(parts: Parts, modules: ModuleRef, operation: Operation, request: Request, response: Response, input: Input, run: () => Promise<unknown>): Promise<string> {
  const { caller } = input;
  const key = oneHeader(request, 'idempotency-key');
  if (key !== undefined && !/^[\x21-\x7e]{1,200}$/.test(key)) throw new WrongParameters([{ where: 'Idempotency-Key', message: 'one word of at most 200 characters' }]);
  if (key === undefined && operation.sensitive) throw new WrongParameters([{ where: 'Idempotency-Key', message: 'needed here: a word of your own making, so that this is done once' }]);
  const who = `${caller.kind}:${caller.id}`;
  const later: (() => Promise<unknown>)[] = [];
  const answer = await parts.db.transaction(async (tx) => {
    if (key !== undefined) {
      const before = await takeOnce(tx, who, key, sha256Of(`${operation.method} ${request.path} ${operation.secret ? '' : JSON.stringify(input.body)}`));
      if (before !== null) {
        if (!before.same) throw new Clash('this Idempotency-Key came with another request before: take a new one');
        if (operation.secret) throw new Clash('it was done with this Idempotency-Key; what was shown then is not shown again');
        response.setHeader('Idempotent-Replay', 'true');
        return before.answer;
      }
    }
    input.db = tx;
    input.after = (work) => { later.push(work); };
    const before = await stateBefore(modules, operation, request, input, tx);
    const text = JSON.stringify(z.encode(operation.answer, await run() as never));
    const after = operation.changes === undefined ? null : await stateOf(modules, operation.changes, { ...input, db: tx });
    if (after !== null) response.setHeader('ETag', etagOf(after));
    if (key !== undefined && !operation.secret) await keepAnswer(tx, who, key, text);
    await noteAudit(tx, { who: caller.code, did: operation.id, electionId: electionIn(input), about: request.path.slice(0, 500), outcome: 'done', before: before && sha256Of(before), after: sha256Of(after ?? text) });
    return text;
  });
  // It is done: what cannot be nudged now is found by the clock, and is no fault of the call.
  for (const work of later) await work().catch((error: unknown) => { log.warn({ did: operation.id, message: `a worker could not be told: ${messageOf(error)}` }); });
  return answer;
}

/** What is about to be changed, as it stands; Stale where `If-Match` says another. */
async function stateBefore(modules: ModuleRef, operation: Operation, request: Request, input: Input, tx: Sql): Promise<string | null> {
  if (operation.changes === undefined) return null;
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${operation.changes} ${JSON.stringify(input.params)}`]);
  const before = await stateOf(modules, operation.changes, { ...input, db: tx });
  const asked = oneHeader(request, 'if-match');
  if (asked !== undefined && !isKnown(asked, etagOf(before))) throw new Stale('it was changed meanwhile: read it again', await lastChange(tx, changesOf(operation.changes), aboutOf(operation.changes, request.path)));
  return before;
}

/** Operations that change what that one reads. */
const changesOf = (id: string): string[] => [...handlers.values()].flatMap(({ operation }) => (operation.changes === id ? [operation.id] : []));
/** The path of what is changed, with which the path of the change begins. */
const aboutOf = (id: string, path: string): string => path.split('/').slice(0, handlers.get(id)!.operation.path.split('/').length).join('/');

/** What an operation reads, as it would go out to this caller. */
async function stateOf(modules: ModuleRef, id: string, input: Input): Promise<string> {
  const handler = handlers.get(id);
  if (handler === undefined) throw new Error(`no handler serves ${id}`);
  const controller = modules.get<Record<string, (input: Input) => Promise<unknown>>>(handler.controller, { strict: false });
  return JSON.stringify(z.encode(handler.operation.answer, await controller[handler.name]!(input) as never));
}

/** The election that a call is about, where it says so. */
function electionIn({ params, body }: Input): string | null {
  const named = params['election'] ?? (body as Record<string, unknown> | undefined)?.['election'];
  return typeof named === 'string' ? named : null;
}

/** What a handler of its own transaction notes: sign-in and the like, where nobody is known before. */
export const noteAct = (db: Sql, caller: Pick<Caller, 'code'> | null, did: string, outcome: string): Promise<void> =>
  noteAudit(db, { who: caller?.code ?? 'nobody', did, electionId: null, about: null, outcome, before: null, after: null });
