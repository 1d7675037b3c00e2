/** The first lines of the server's own postmaster.pid. `status` is null while the file is being written. */
export interface Postmaster { pid: number; folder: string; port: number; status: 'starting' | 'stopping' | 'ready' | null }

/** Parses postmaster.pid (PostgreSQL's pidfile.h: pid, data folder, start time, port, socket folder, address, shared memory, status). `null` when it holds no process number. */
export function parsePostmaster(text: string): Postmaster | null {
  const lines = text.split('\n').map((line) => line.trim());
  // A negative number marks a server in single-user mode.
  const pid = Math.abs(Number.parseInt(lines[0] ?? '', 10));
  if (!Number.isInteger(pid) || pid === 0) return null;
  const status = lines[7] ?? '';
  return {
    pid,
    folder: lines[1] ?? '',
    port: Number.parseInt(lines[3] ?? '', 10) || 0,
    status: status === 'starting' || status === 'stopping' || status === 'ready' ? status : null,
  };
}

/** Why a server ended before it was ready, from what it wrote. `words`: its own messages, in one line, for people. */
export interface StartFailure { cause: 'port-taken' | 'still-in-use' | 'other'; words: string }

export function readFailure(log: string): StartFailure {
  const lines = log.split('\n').map((line) => line.replace(/^\S+ \S+ \S+ \[\d+\] /, '').trim()).filter((line) => line !== '');
  const telling = lines.filter((line) => /^(FATAL|PANIC|HINT|DETAIL):|^postgres: |error while loading|No space left/.test(line));
  const words = [...new Set((telling.length > 0 ? telling : lines.slice(-2)))].slice(-4).join(' ');
  if (/could not (create any TCP\/IP sockets|bind .*address)/.test(log)) return { cause: 'port-taken', words };
  if (/pre-existing shared memory block|lock file ".*" already exists/.test(log)) return { cause: 'still-in-use', words };
  return { cause: 'other', words };
}
