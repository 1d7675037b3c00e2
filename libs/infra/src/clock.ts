import type { Clock } from '#core/ports.js';
import type { Config } from './config.js';

/** A clock that also says what it showed at a moment of the machine's. */
export interface ShownClock extends Clock { of: (machine: Date) => Date }

/** The machine's clock, or one that showed `clockAt` at `clockSince` (or now) and advances `clockRate` times as fast. */
export function clockOf({ clockAt, clockSince, clockRate }: Pick<Config, 'clockAt' | 'clockSince' | 'clockRate'>): ShownClock {
  if (clockAt === undefined) return { now: () => new Date(), of: (machine) => machine };
  const [at, since] = [Date.parse(clockAt), clockSince === undefined ? Date.now() : Date.parse(clockSince)];
  const of = (machine: Date): Date => new Date(at + (machine.getTime() - since) * clockRate);
  return { now: () => of(new Date()), of };
}

/**
 * A moment of the database's clock, which slots and leases go by, as the installation's clock showed it: the same where that is the machine's own, and beside the other
 * dates of a demonstration where it is not. Also of a clock that was told the time only later.
 */
export const onClock = (clock: Clock | ShownClock) => <M extends Date | null>(at: M): M => (at === null || !('of' in clock) ? at : clock.of(at) as typeof at);
