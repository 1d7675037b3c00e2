import { clockMessageSchema, type PartMessage } from '#core/contract/process.js';
import { clockOf, type ShownClock } from '../clock.js';

/** Tells `claque start`. Does nothing where this process was not started by it (`claque worker` on another machine). */
export function tellSupervisor(message: PartMessage): void {
  // The callback takes errors of a channel that closes at this moment: `onStop` hears of that.
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}

/** The given clock, until `claque start` says what time it is in the demo country. */
export function supervisedClock(clock: ShownClock): ShownClock {
  let shown = clock;
  process.on('message', (raw) => {
    const told = clockMessageSchema.safeParse(raw);
    if (told.success) shown = clockOf({ clockAt: told.data.at, clockSince: told.data.since, clockRate: told.data.rate });
  });
  return { now: () => shown.now(), of: (machine) => shown.of(machine) };
}

/**
 * Calls `stop` once, on SIGTERM, or when the process that started this one is gone, so that nothing is left behind when it is killed with -9;
 * then ends the process. A second SIGTERM ends it at once. Ctrl-C reaches every process of the terminal: under `claque start` it is left to that one,
 * which stops the parts in order.
 */
export function onStop(stop: () => Promise<void>): void {
  let stopping = false;
  const supervised = process.send !== undefined;
  const end = () => {
    if (stopping) process.exit(1);
    stopping = true;
    stop().then(
      () => { process.exit(process.exitCode ?? 0); },
      (thrown: unknown) => { console.error(thrown); process.exit(1); },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', () => { if (!supervised) end(); });
  process.on('SIGHUP', () => { if (!supervised) end(); });
  process.once('disconnect', () => { if (!stopping) end(); });
  // It went while this process was still starting.
  if (supervised && !process.connected) end();
}
