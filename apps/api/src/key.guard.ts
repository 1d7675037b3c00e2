import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import type { Operation } from '#core/contract/operation.js';
import type { Role } from '#core/contract/roles.js';
import { findApiKey } from '#infra/store/keys.js';
import type { Caller } from './caller.js';
import { PARTS, type Parts } from './parts.js';
import { NoKey } from './problem.filter.js';
import { callers, OPERATION } from './serves.js';

/** A route without an operation is closed: only what the contract calls public is open. */
@Injectable()
export class KeyGuard implements CanActivate {
  constructor(private readonly reflector: Reflector, @Inject(PARTS) private readonly parts: Parts) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const operation = this.reflector.get<Operation | undefined>(OPERATION, context.getHandler());
    if (operation?.access === 'public') return true;
    const request = context.switchToHttp().getRequest<Request>();
    callers.set(request, await requireKey(this.parts.db, request, 'Bearer'));
    return true;
  }
}

/** Rejects with NoKey unless the request shows a valid key. It is asked of the database each time, so that a revoked key ends at once. */
export async function requireKey(db: Parts['db'], request: Request, challenge: 'Bearer' | 'Basic'): Promise<Caller> {
  const key = keyOf(request);
  const holder = key === null ? null : await findApiKey(db, key);
  if (holder === null) throw new NoKey(challenge === 'Basic' ? 'Basic realm="key as password", charset="UTF-8"' : 'Bearer');
  return { kind: 'key', id: holder.id, code: `key:${holder.name}`, role: holder.role as Role, elections: null };
}

/** `Authorization: Bearer KEY`, `X-API-Key: KEY`, or the password of Basic, as a browser asks for it. */
export function keyOf(request: Pick<Request, 'headers'>): string | null {
  const header = request.headers['x-api-key'];
  if (typeof header === 'string' && header !== '') return plausible(header);
  const [, scheme, value] = /^(\w+) +(\S+)$/.exec(request.headers.authorization ?? '') ?? [];
  if (value === undefined) return null;
  if (scheme?.toLowerCase() === 'bearer') return plausible(value);
  if (scheme?.toLowerCase() === 'basic') return plausible(Buffer.from(value, 'base64').toString('utf8').replace(/^[^:]*:/, ''));
  return null;
}

const plausible = (key: string): string | null => (/^ck_[\w-]{20,100}$/.test(key) ? key : null);
