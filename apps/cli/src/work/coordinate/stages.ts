import { progress } from '../../progress.js';

/** Progress of a run in stages: what is done now, how fast, how long it still takes. Silent for runs that take less than a second. */
export interface Stages { begin(name: string): void; update(done: number, of: number): void; end(): void }

export function stages(): Stages {
  let current: ReturnType<typeof progress> | null = null;
  let name = '';
  let total = 0;
  let last = 0;
  const close = () => { if (current !== null) current.end(last); current = null; };
  return {
    begin(next) { close(); name = next; last = 0; total = 0; },
    update(done, of) {
      if (current === null || of !== total) { total = of; current = progress(name, of); }
      last = done;
      current.update(done);
    },
    end: close,
  };
}
