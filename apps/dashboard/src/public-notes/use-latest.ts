import { useEffect, useState } from 'react';

/** Asks at once and then again and again, faster while there is nothing; keeps the last good answer when one fails. */
export function useLatest<T>(load: (signal: AbortSignal) => Promise<T>, key: string, pauseMs: (value: T | null) => number): { value: T | null; failed: boolean } {
  const [state, setState] = useState<{ key: string; value: T | null; failed: boolean }>({ key, value: null, failed: false });
  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last: T | null = null;
    const turn = async (): Promise<void> => {
      try {
        const value = await load(controller.signal);
        last = value;
        setState((before) => (before.key === key && !before.failed && JSON.stringify(before.value) === JSON.stringify(value) ? before : { key, value, failed: false }));
      } catch {
        if (controller.signal.aborted) return;
        setState((before) => ({ ...before, failed: true }));
      }
      timer = setTimeout(() => { void turn(); }, pauseMs(last));
    };
    void turn();
    return () => { controller.abort(); clearTimeout(timer); };
    // `load` and `pauseMs` belong to `key`.
  }, [key]);
  return state;
}
