import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** What ties the log lines and spans of one item together through all queues: an id that every job of its chain has, and the span that is at work. Hexadecimal, as W3C has them. */
export interface Trace { id: string; span: string }
const current = new AsyncLocalStorage<Trace>();

/** The trace in whose course this is called; null outside of any. */
export const currentTrace = (): Trace | null => current.getStore() ?? null;

/** A new span: of the trace that `carried` names, or, where that is absent or no trace, of a new one. `parent` is the span that caused it. */
export function continueTrace(carried: unknown): { trace: Trace; parent: string | null } {
  const [, id, parent] = typeof carried === 'string' ? /^00-([0-9a-f]{32})-([0-9a-f]{16})-01$/.exec(carried) ?? [] : [];
  return { trace: { id: id ?? randomBytes(16).toString('hex'), span: randomBytes(8).toString('hex') }, parent: parent ?? null };
}

/** How a job carries it (W3C `traceparent`); undefined outside of a trace. */
export function carriedTrace(): string | undefined {
  const trace = current.getStore();
  return trace === undefined ? undefined : `00-${trace.id}-${trace.span}-01`;
}

export const inTrace = <T>(trace: Trace, work: () => T): T => current.run(trace, work);
