import { applyDecorators, createParamDecorator, HttpCode, RequestMapping, RequestMethod, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Method, Operation } from '#core/contract/operation.js';
import type { Caller } from './caller.js';

export const OPERATION = 'operation';
/** What the contract made of the parameters; set before the handler runs. */
export const inputs = new WeakMap<Request, unknown>();
/** Who asks; set by the guard. */
export const callers = new WeakMap<Request, Caller>();

const METHOD: Record<Method, RequestMethod> = { get: RequestMethod.GET, post: RequestMethod.POST, put: RequestMethod.PUT, patch: RequestMethod.PATCH, delete: RequestMethod.DELETE };

/** `/a/{b}` of the contract as the router writes it. */
export const routerPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

/** Binds a handler to an operation of the contract: its route, its access, what comes in and what goes out. */
export const Serves = (operation: Operation): MethodDecorator => applyDecorators(
  RequestMapping({ path: routerPath(operation.path), method: METHOD[operation.method] }), HttpCode(200), SetMetadata(OPERATION, operation));

/** `InputOf<typeof operation>`: path and query parameters, checked. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext) => inputs.get(context.switchToHttp().getRequest<Request>()));
