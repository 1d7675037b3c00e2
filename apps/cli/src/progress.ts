/** Progress of long work on standard error: one line that renews itself on a terminal, a line every ten seconds elsewhere. */
export function progress(what: string, total: number | null = null) {
  const started = performance.now();
  let shown = 0;
  let line = '';
  const render = (done: number, note: string) => {
    const seconds = (performance.now() - started) / 1000;
    const rate = done / Math.max(seconds, 0.001);
    const left = total !== null && done > 0 ? `, ${Math.max(0, Math.round((total - done) / rate))} s left` : '';
    return `${what}: ${done.toLocaleString('en')}${total === null ? '' : ` of ${total.toLocaleString('en')}`} (${Math.round(rate).toLocaleString('en')}/s${left})${note ? ` ${note}` : ''}`;
  };
  return {
    /** `note` is asked only when the line is shown: this is called for every item of long work. */
    update(done: number, note: string | (() => string) = '') {
      const now = performance.now();
      if (now - shown < (process.stderr.isTTY ? 100 : 10_000)) return;
      if (shown === 0 && !process.stderr.isTTY) { shown = now; return; }
      shown = now;
      line = render(done, typeof note === 'string' ? note : note());
      process.stderr.write(process.stderr.isTTY ? `\r\u001B[2K${line}` : `${line}\n`);
    },
    /** Clears the line; prints the total when it took longer than a second. */
    end(done: number, note = '') {
      if (process.stderr.isTTY && line !== '') process.stderr.write('\r\u001B[2K');
      if (performance.now() - started > 1000) process.stderr.write(`${render(done, note)}\n`);
    },
  };
}

/** How far work of many kinds is: one line that renews itself on a terminal, a line every few seconds elsewhere. `text` is asked only when it is shown. */
export function statusLine({ terminal = process.stderr.isTTY, everyMs = 5000, write = (text: string): void => { process.stderr.write(text); } } = {}) {
  let shown = Number.NEGATIVE_INFINITY;
  return {
    async show(text: () => string | Promise<string>): Promise<void> {
      if (!terminal && performance.now() - shown < everyMs) return;
      shown = performance.now();
      const line = await text();
      write(terminal ? `\r\u001B[2K${line}` : `${line}\n`);
    },
    clear(): void { if (terminal) write('\r\u001B[2K'); },
  };
}
