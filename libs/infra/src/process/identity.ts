import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Names one run of one process, so that a number used again after a restart is not taken for the old process: boot and start time
 * on Linux, start time elsewhere. `null` when no such process lives; a zombie, which only waits to be reaped, does not.
 */
export function processIdentity(pid: number): string | null {
  if (process.platform !== 'linux') {
    const { status, stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
    return status === 0 && stdout.trim() !== '' ? stdout.trim() : null;
  }
  try {
    // The command's name is in brackets and may itself hold brackets and spaces: fields count from the last one.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()} ${fields[19]}`;
  } catch {
    return null;
  }
}

/** The command line of a living process, its words separated by single spaces; '' when it cannot be seen. */
export function commandLine(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}
