import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { BadInput, Clash, Gone, messageOf } from '#core/errors.js';
import { PROBLEM_MEDIA, problemSchema, type Problem } from '#core/contract/problem.js';
import { Forbidden, NoKey, NoLonger, NoSuchMethod, NotSignedIn, Stale, TooMany } from './access/refusals.js';
import { WrongParameters } from './call/parameters.js';
import { sendPage } from './pages.js';

/** Everything that goes wrong leaves as RFC 9457, or as a page for a person: an id and what to do, never a stack, a path or a query. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('api');

  catch(thrown: unknown, host: ArgumentsHost): void {
    this.answer(thrown, host.switchToHttp().getRequest<Request>(), host.switchToHttp().getResponse<Response>());
  }

  answer(thrown: unknown, request: Request, response: Response): void {
    const id = randomUUID();
    const problem = describe(thrown, request);
    if (problem.status >= 500) this.log.error({ id, method: request.method, route: routeOf(request), message: messageOf(thrown) }, thrown instanceof Error ? thrown.stack : undefined);
    if (response.headersSent) { response.destroy(); return; }
    if (thrown instanceof NoKey) response.setHeader('WWW-Authenticate', thrown.challenge);
    if (thrown instanceof TooMany) response.setHeader('Retry-After', String(thrown.seconds));
    response.status(problem.status).setHeader('Cache-Control', 'no-store');
    if (forPerson(request)) { sendPage(response, problem.title, [problem.detail ?? '', `(${id})`], 'en'); return; }
    response.type(PROBLEM_MEDIA).send(JSON.stringify(problemSchema.parse({ type: 'about:blank', id, ...problem })));
  }
}

type Described = Pick<Problem, 'title' | 'status' | 'detail' | 'changed' | 'errors'> & { type?: string };
/** What a page looks for, to ask for the password and try again. */
const CONFIRM = 'urn:claque:confirm';

function describe(thrown: unknown, request: Request): Described {
  if (thrown instanceof WrongParameters) return { status: 400, title: 'Wrong parameters', detail: thrown.message, errors: thrown.errors };
  if (thrown instanceof BadInput) return { status: 400, title: 'Wrong parameters', detail: thrown.message };
  if (thrown instanceof NoKey) return { status: 401, title: 'Sign in', detail: 'Programs send an API key as `Authorization: Bearer …` or `X-API-Key: …`.' };
  if (thrown instanceof NotSignedIn) return { status: 401, title: 'That was not right', detail: thrown.message };
  if (thrown instanceof Forbidden) return { status: 403, title: 'Not allowed', detail: thrown.message, ...(thrown.confirm ? { type: CONFIRM } : {}) };
  if (thrown instanceof Clash) return { status: 409, title: 'Not as things stand', detail: thrown.message };
  if (thrown instanceof Stale) return { status: 412, title: 'Changed meanwhile', detail: thrown.message, ...(thrown.changed ? { changed: { ...thrown.changed, at: thrown.changed.at.toISOString() } } : {}) };
  if (thrown instanceof TooMany) return { status: 429, title: 'Too many', detail: thrown.message };
  if (thrown instanceof NoSuchMethod) return { status: 405, title: 'No such method', detail: thrown.message };
  if (isTooSlow(thrown)) return { status: 503, title: 'That took too long', detail: 'Ask for less: an election, days, fewer words.' };
  if (thrown instanceof NoLonger) return { status: 410, title: 'No longer kept', detail: thrown.message };
  if (thrown instanceof Gone) return { status: 404, title: 'Not found', detail: thrown.message };
  const status = thrown instanceof HttpException ? thrown.getStatus() : statusOf(thrown);
  const title = STATUS_CODES[status] ?? 'Problem';
  if (status === 404) return { status, title, detail: request.path.startsWith('/api') ? 'There is no such route; /openapi.json lists them all.' : 'There is nothing at this address.' };
  if (status === 413) return { status, title, detail: 'The body is too large.' };
  return { status, title: status >= 500 ? 'Something went wrong here' : title, detail: status >= 500 ? 'It is in the log under this id.' : 'The request could not be understood.' };
}

/** Express's own errors (a body too large, a broken escape in the address) carry their status. */
function statusOf(thrown: unknown): number {
  const status = Number((thrown as { status?: unknown } | null)?.status);
  return Number.isInteger(status) && status >= 400 && status < 500 ? status : 500;
}

/** The database ended the query after the time that one may take. */
const isTooSlow = (thrown: unknown): boolean => (thrown as { code?: unknown } | null)?.code === '57014';

/** The route, not the address: an address may hold a secret, such as the token of an unsubscribe link. */
const routeOf = (request: Request): string => (request.route as { path?: string } | undefined)?.path ?? '(no route)';
const forPerson = (request: Request): boolean => !request.path.startsWith('/api') && request.accepts([PROBLEM_MEDIA, 'html']) === 'html';
