import type { Clock } from '#core/ports.js';
import type { Config } from './config.js';

/** The machine's clock, or one that showed `clockAt` at `clockSince` (or now) and advances `clockRate` times as fast. */
export function clockOf({ clockAt, clockSince, clockRate }: Pick<Config, 'clockAt' | 'clockSince' | 'clockRate'>): Clock {
  if (clockAt === undefined) return { now: () => new Date() };
  const [at, since] = [Date.parse(clockAt), clockSince === undefined ? Date.now() : Date.parse(clockSince)];
  return { now: () => new Date(at + (Date.now() - since) * clockRate) };
}
