import pg from 'pg';

/** What the driver calls a query whose answer did not come; it leaves the connection waiting for it. */
const SILENT = 'Query read timeout';
/** The server says so itself first, where it can. */
const GRACE_MS = 5000;

/**
 * Options of a pool whose statements end after `timeoutMs` (0: never, for migrations and purges, which take as long as they take): the server cancels them, and where it is silent (a half-open connection, a partition) the client gives up
 * and destroys the connection, so that the pool opens another instead of handing out one on which every query would wait.
 */
export function guardedClient(timeoutMs: number): pg.PoolConfig & Record<string, unknown> {
  const alive = { Client: GuardedClient, keepAlive: true, keepAliveInitialDelayMillis: 10_000 };
  return timeoutMs === 0 ? alive : { ...alive, statement_timeout: timeoutMs, query_timeout: timeoutMs + GRACE_MS, idle_in_transaction_session_timeout: Math.max(60_000, timeoutMs) };
}

class GuardedClient extends pg.Client {
  // The driver's own overloads: a promise, or a callback as the last argument.
  override query(...args: never[]): never {
    const last = args.at(-1) as unknown;
    if (typeof last === 'function') args[args.length - 1] = ((error: unknown, ...rest: unknown[]) => { this.endIfSilent(error); (last as (...all: unknown[]) => void)(error, ...rest); }) as never;
    const answer = (super.query as (...all: unknown[]) => unknown)(...args);
    if (answer instanceof Promise) answer.catch((error: unknown) => this.endIfSilent(error));
    return answer as never;
  }

  private endIfSilent(error: unknown): void {
    if (!(error instanceof Error) || error.message !== SILENT) return;
    (this as unknown as { connection: { stream: { destroy(error: Error): void } } }).connection.stream.destroy(new Error('the database did not answer in time'));
  }
}
