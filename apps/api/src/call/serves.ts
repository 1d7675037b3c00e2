import { createParamDecorator, HttpCode, RequestMapping, RequestMethod, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Method, Operation } from '#core/contract/operation.js';
import type { Caller } from '../access/caller.js';

export const OPERATION = 'operation';
/** What the contract made of the parameters; set before the handler runs. */
export const inputs = new WeakMap<Request, unknown>();
/** Who asks; set by the guard. */
export const callers = new WeakMap<Request, Caller>();

type Controller = abstract new (...all: never[]) => object;
/** Where an operation's handler stands: a change looks at what it changes through the handler that reads it. */
export const handlers = new Map<string, { operation: Operation; controller: Controller; name: string }>();

const METHOD: Record<Method, RequestMethod> = { get: RequestMethod.GET, post: RequestMethod.POST, put: RequestMethod.PUT, patch: RequestMethod.PATCH, delete: RequestMethod.DELETE };

/** `/a/{b}` of the contract as the router writes it. */
export const routerPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

/** Binds a handler to an operation of the contract: its route, its access, what comes in and what goes out. */
export const Serves = (operation: Operation): MethodDecorator => (target, key, descriptor) => {
  handlers.set(operation.id, { operation, controller: target.constructor as Controller, name: String(key) });
  for (const decorate of [RequestMapping({ path: routerPath(operation.path), method: METHOD[operation.method] }), HttpCode(200), SetMetadata(OPERATION, operation)]) decorate(target, key, descriptor);
};

/** `Asked<InputOf<typeof operation>>`: parameters and body, checked, and who asks. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext) => inputs.get(context.switchToHttp().getRequest<Request>()));
