import type { GateSet } from '../set.js';

/** Each is loaded only when its data is there. */
export const sets: (() => Promise<GateSet>)[] = [
  async () => (await import('./extraction.js')).default,
  async () => (await import('./dates.js')).default,
  async () => (await import('./telegram.js')).default,
  async () => (await import('./feeds.js')).default,
  async () => (await import('./qr.js')).default,
  async () => (await import('./calls.js')).default,
  async () => (await import('./calibration.js')).default,
  async () => (await import('./prevalence.js')).default,
  async () => (await import('./deeds.js')).default,
  async () => (await import('./coordination-compat.js')).default,
  async () => (await import('./coordination-accuracy.js')).default,
  async () => (await import('./coordination-long.js')).default,
  async () => (await import('./robots.js')).default,
  async () => (await import('./ssrf.js')).default,
  async () => (await import('./injection.js')).default,
  async () => (await import('./model-faults.js')).default,
  async () => (await import('./smtp-faults.js')).default,
  async () => (await import('./hostile.js')).default,
  async () => (await import('./hostile-strings.js')).default,
  async () => (await import('./flow.js')).default,
  async () => (await import('./similar.js')).default,
  async () => (await import('./anomalies.js')).default,
];
