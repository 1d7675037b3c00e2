import { holdsLeases, releaseLease, renewLease, takeLease, type Lease } from '#infra/store/leases.js';
import type { World } from '../world.js';

/** Another worker may already be asking this host: this one stops before its next request. */
export class LeaseLost extends Error { override name = 'LeaseLost'; }

/** Within three lock times of a worker's death another asks its hosts; a pause of the longest crawl-delay (60 s) between two proofs loses no lease at the default lock of 30 s. */
export const leaseMsOf = ({ jobLock }: { jobLock: number }): number => jobLock * 2500;

/**
 * Takes all that stands for a host: its name, and the address that it may share with others (ministries share servers). A host that the operator excepted by name
 * and port stands for itself. `held` are names that are ours already. Gives the name that somebody else holds where it cannot.
 */
export async function takeHost(world: World, host: string, held: readonly string[] = []): Promise<{ leases: Lease[] } | { taken: string }> {
  const address = await world.addressOf(host);
  const leases: Lease[] = [];
  for (const name of address === null ? [`host ${host}`] : [`address ${address}`, `host ${host}`]) {
    if (held.includes(name)) continue;
    const lease = await takeLease(world.db, name, world.holder, leaseMsOf(world.config));
    if (lease === null) {
      for (const taken of leases) await releaseLease(world.db, taken);
      return { taken: name };
    }
    leases.push(lease);
  }
  return { leases };
}

/**
 * The right to ask a host, proved anew before every request: the fencing tokens are read from the database after the request was about to go out, never before.
 * Requests that are about to go out together share one reading. The time is prolonged when a fifth of it is gone.
 */
export class Hold {
  private renewAt: number;
  private next: Promise<void> | null = null;
  private current: Promise<void> = Promise.resolve();

  constructor(private readonly db: World['db'], private readonly leases: Lease[], private readonly leaseMs: number) { this.renewAt = performance.now() + leaseMs / 5; }

  /** From now on this lease is proved, too. */
  add(lease: Lease): void { this.leases.push(lease); }
  get names(): readonly string[] { return this.leases.map(({ name }) => name); }

  /** Rejects with LeaseLost when another worker holds one of the leases, or their time ran out. */
  prove(): Promise<void> {
    // A reading under way may have seen the table before this request was meant: the next one is for all who come meanwhile.
    this.next ??= this.current.catch(() => {}).then(() => {
      this.current = this.read();
      this.next = null;
      return this.current;
    });
    return this.next;
  }

  private async read(): Promise<void> {
    if (performance.now() < this.renewAt) {
      if (!await holdsLeases(this.db, this.leases)) throw new LeaseLost(`the lease of ${this.leases.map(({ name }) => name).join(' or ')} was lost`);
      return;
    }
    for (const lease of this.leases) if (!await renewLease(this.db, lease, this.leaseMs)) throw new LeaseLost(`the lease of ${lease.name} was lost`);
    this.renewAt = performance.now() + this.leaseMs / 5;
  }
}
