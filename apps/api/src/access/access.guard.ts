import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { isUnsafe, type Operation } from '#core/contract/operation.js';
import { callers, OPERATION } from '../call/serves.js';
import { PARTS, type Parts } from '../parts.js';
import { identify } from './identify.js';
import { refuseOtherOrigin } from './origin.js';
import { Forbidden, NoKey } from './refusals.js';

/** Who may: by the operation's access and roles. A route without an operation is closed: only what the contract calls public is open. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector, @Inject(PARTS) private readonly parts: Parts) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const operation = this.reflector.get<Operation | undefined>(OPERATION, context.getHandler());
    const request = context.switchToHttp().getRequest<Request>();
    const { baseUrl } = this.parts.config;
    if (operation?.access === 'public') {
      if (isUnsafe(operation) && operation.body !== undefined) refuseOtherOrigin(request, baseUrl, false);
      return true;
    }
    const caller = await identify(this.parts, request, context.switchToHttp().getResponse<Response>());
    if (caller === null) throw new NoKey('Bearer');
    if (operation === undefined || !operation.roles.includes(caller.role)) throw new Forbidden(`the role "${caller.role}" may not do this`);
    if (operation.people && caller.kind !== 'person') throw new Forbidden('this is for people who signed in, not for keys');
    if (operation.whole && caller.elections !== null) throw new Forbidden('this is for those whose rights are not limited to some elections');
    if (isUnsafe(operation) && caller.kind === 'person') refuseOtherOrigin(request, baseUrl, true);
    if (operation.sensitive && caller.session?.confirmed === false) throw new Forbidden('give your password again first', true);
    callers.set(request, caller);
    return true;
  }
}
