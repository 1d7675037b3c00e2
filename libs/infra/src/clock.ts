import type { Clock } from '#core/ports.js';
import type { Config } from './config.js';

/** The machine's clock, or one that showed `clockAt` at `clockSince` (or now) and advances `clockRate` times as fast. */
export function clockOf({ clockAt, clockSince, clockRate }: Pick<Config, 'clockAt' | 'clockSince' | 'clockRate'>): Clock {
  if (clockAt === undefined) return { now: () => new Date() };
  const [at, since] = [Date.parse(clockAt), clockSince === undefined ? Date.now() : Date.parse(clockSince)];
  return { now: () => new Date(at + (Date.now() - since) * clockRate) };
}

/**
 * A moment of the database's clock, which slots and leases go by, as the installation's clock showed it: the same where that is the machine's own, and beside the other
 * dates of a demonstration where it is not.
 */
export function onClock(clock: Clock, { clockAt, clockRate }: Partial<Pick<Config, 'clockAt' | 'clockRate'>>): <M extends Date | null>(at: M) => M {
  if (clockAt === undefined) return (at) => at;
  return (at) => (at === null ? at : new Date(clock.now().getTime() - (Date.now() - at.getTime()) * (clockRate ?? 1)) as typeof at);
}
