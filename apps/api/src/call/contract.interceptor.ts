import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { z } from 'zod';
import { isUnsafe, type Operation } from '#core/contract/operation.js';
import { Gone } from '#core/errors.js';
import { electionOf } from '#infra/store/rights.js';
import { mayNotSee, type Caller } from '../access/caller.js';
import { PARTS, type Parts } from '../parts.js';
import { change, type Input } from './change.js';
import { etagOf, isKnown } from './etag.js';
import { checked, jsonBody } from './parameters.js';
import { callers, inputs, OPERATION } from './serves.js';

/** Nothing comes in and nothing goes out but what the operation's schemas know, and nothing of an election that the caller has no right to. */
@Injectable()
export class ContractInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector, private readonly modules: ModuleRef, @Inject(PARTS) private readonly parts: Parts) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const operation = this.reflector.get<Operation>(OPERATION, context.getHandler());
    return from(this.answer(operation, context.switchToHttp().getRequest<Request>(), context.switchToHttp().getResponse<Response>(), () => lastValueFrom(next.handle())));
  }

  private async answer(operation: Operation, request: Request, response: Response, run: () => Promise<unknown>): Promise<unknown> {
    const caller = callers.get(request);
    const input = {
      caller, db: this.parts.db, after: () => {}, params: checked(operation.params, request.params, request.query), query: checked(operation.query, request.query, request.query),
      body: operation.body === undefined ? undefined : checked(operation.body, jsonBody(request)),
    } as unknown as Input;
    inputs.set(request, input);
    if (caller !== undefined) await this.refuseOthers(operation, caller, input);
    if (operation.streamed) return run();
    if (operation.access === 'key' && isUnsafe(operation) && !operation.alone) {
      const text = await change(this.parts, this.modules, operation, request, response, input, run);
      response.type(operation.media);
      return text;
    }
    const value: unknown = z.encode(operation.answer, await run() as never);
    response.type(operation.media);
    // Nest would make JSON of an object but not of a media type of our own.
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    if (operation.access !== 'key' || operation.media !== 'application/json') return text;
    const etag = etagOf(text);
    response.setHeader('ETag', etag);
    if (!isKnown(request.headers['if-none-match'], etag)) return text;
    response.status(304);
    return '';
  }

  /** What belongs to an election that the caller has no right to is answered as if it were not there. */
  private async refuseOthers({ item, path, streamed }: Operation, caller: Caller, { params, query, body }: Input): Promise<void> {
    if (caller.elections === null) return;
    // A list of another's election is empty, as that of one that is not there; an export of either is not there.
    const ofQuery = streamed ? (query as Record<string, unknown>)['election'] : undefined;
    const named = [params['election'], (body as Record<string, unknown> | undefined)?.['election'], ofQuery].filter((election) => typeof election === 'string');
    if (item !== undefined && path.includes('{id}')) named.push(await electionOf(this.parts.db, item, String(params['id'])) ?? '');
    if (named.some((election) => mayNotSee(caller, election))) throw new Gone('there is no such thing');
  }
}
