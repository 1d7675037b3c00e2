import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { map, type Observable } from 'rxjs';
import { z } from 'zod';
import type { Operation } from '#core/contract/operation.js';
import { WrongParameters } from './problem.filter.js';
import { callers, inputs, OPERATION } from './serves.js';

/** Nothing comes in and nothing goes out but what the operation's schemas know. */
@Injectable()
export class ContractInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { params, query, body: sent, answer, media } = this.reflector.get<Operation>(OPERATION, context.getHandler());
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    inputs.set(request, { caller: callers.get(request), params: check(params, request.params, request.query), query: check(query, request.query, request.query), body: sent === undefined ? undefined : check(sent, jsonOf(request), {}) });
    return next.handle().pipe(map((value: unknown) => {
      const body: unknown = z.encode(answer, value as never);
      response.type(media);
      // Nest would make JSON of an object but not of a media type of our own.
      return typeof body === 'string' ? body : JSON.stringify(body);
    }));
  }
}

/** Bodies come as bytes, since no route takes anything but small JSON. */
function jsonOf(request: Request): unknown {
  const bytes: unknown = request.body;
  try {
    const value: unknown = JSON.parse(Buffer.isBuffer(bytes) ? new TextDecoder('utf-8', { fatal: true }).decode(bytes) : '');
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch { /* told below */ }
  throw new WrongParameters([{ where: 'body', message: 'must be a JSON object in UTF-8' }]);
}

function check(schema: z.ZodType, value: unknown, query: Record<string, unknown>): unknown {
  const result = schema.safeParse({ ...(value as object) });
  if (result.success) return result.data;
  const allowed = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  throw new WrongParameters(result.error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ where: key, message: allowed.length === 0 ? 'not known: this takes no query parameters' : `not known: allowed are ${allowed.join(', ')}` }));
    const where = String(issue.path[0] ?? '');
    return [{ where, message: Array.isArray(query[where]) ? 'given more than once' : issue.message }];
  }));
}
