import { existsSync, readFileSync } from 'node:fs';

/**
 * The largest resident set that this process has had, MB. Of Linux by VmHWM: what getrusage calls maxRSS begins there with the peak of the process that spawned
 * this one (exec keeps it), so that a child of a large parent would answer for its parent.
 */
export function peakMemoryMb(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const ownKb = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
  return (ownKb === undefined ? process.resourceUsage().maxRSS : Number(ownKb)) / 1024;
}
