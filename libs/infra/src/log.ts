import { pino } from 'pino';
import { currentTrace } from './trace.js';

export type LogLevel = 'error' | 'warn' | 'info' | 'debug';
/** One JSON line an event; within a job it carries the id of the job's trace. `fields` carry the ids of what it is about, never a text that was fetched and never a secret. */
export type Log = (level: LogLevel, event: string, fields?: Record<string, unknown>) => void;

/** A log to standard output (`name` says which process), or to nowhere for `null`. */
export function openLog(name: string | null, level: LogLevel): Log {
  if (name === null) return () => {};
  const logger = pino({ level, name, base: { pid: process.pid, name }, timestamp: pino.stdTimeFunctions.isoTime, mixin: () => { const trace = currentTrace(); return trace === null ? {} : { trace: trace.id }; } }, pino.destination({ dest: 1, sync: true }));
  return (at, event, fields = {}) => logger[at](fields, event);
}
