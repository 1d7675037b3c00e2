/** A terminal's Ctrl-C comes twice within a moment where npm or an older Node hands its own on. */
const SAME_MOMENT_MS = 700;

/** Calls `first` at the first SIGINT, SIGTERM or SIGHUP, and `again` at each later one that a person meant. */
export function onSignals(first: () => void, again: () => void): void {
  let at = 0;
  const hear = () => {
    const now = Date.now();
    if (at === 0) { at = now; first(); } else if (now - at > SAME_MOMENT_MS) again();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, hear);
}
