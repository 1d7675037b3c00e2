/** Requests in one process, where the database cannot be asked: the limits of all processes together, for one. */
export interface Limits { atOnce: number; aSecond: number }
/** Addresses remembered; the oldest are forgotten first. */
const MOST = 10_000;
/** What a process was granted and did not use lapses. */
const LAPSE_MS = 2000;

interface Known { left: number; at: number; /** Until then it is told to wait, and nobody is asked. */ refusedUntil: number; asking: Promise<number> | null }

/**
 * How fast one address may ask all processes of an installation together: each is granted some requests at a time. What a proxy says of others' addresses is not believed.
 * An address of IPv6 is its network: whoever has one address there has them all.
 */
export class Pace {
  private readonly known = new Map<string, Known>();
  /** `grant` resolves with how many requests an address may make; where it rejects, this process counts for itself. */
  constructor(private readonly grant: (network: string) => Promise<number>, private readonly limits: Limits, private readonly now: () => number = () => performance.now()) {}

  /** Seconds to wait; 0 where it may go on. */
  async ask(address: string): Promise<number> {
    const network = networkOf(address);
    const state = this.of(network);
    for (;;) {
      const now = this.now();
      if (state.refusedUntil > now) return Math.ceil((state.refusedUntil - now) / 1000);
      if (now - state.at > LAPSE_MS) state.left = 0;
      if (state.left >= 1) { state.left -= 1; return 0; }
      // Of many at once, one asks for all.
      state.asking ??= this.granted(network).finally(() => { state.asking = null; });
      const granted = await state.asking;
      if (granted <= 0 && state.left < 1) { state.refusedUntil = Math.max(state.refusedUntil, this.now() + 1000); return 1; }
    }
  }

  private async granted(network: string): Promise<number> {
    const state = this.of(network);
    const granted = await inTime(this.grant(network)).catch(() => this.alone(network));
    state.left += granted;
    state.at = this.now();
    return granted;
  }

  private readonly buckets = new Map<string, { left: number; at: number }>();
  /** Out of a bucket of this process's own. */
  private alone(network: string): number {
    const now = this.now();
    const bucket = this.buckets.get(network);
    const left = Math.min(this.limits.atOnce, (bucket?.left ?? this.limits.atOnce) + (now - (bucket?.at ?? now)) / 1000 * this.limits.aSecond);
    const granted = Math.min(Math.floor(left), this.limits.aSecond);
    remember(this.buckets, network, { left: left - granted, at: now });
    return granted;
  }

  private of(network: string): Known {
    const state = this.known.get(network) ?? { left: 0, at: 0, refusedUntil: 0, asking: null };
    remember(this.known, network, state);
    return state;
  }
}

/** A database that is silent holds up nobody who asks for what needs none. */
const GRANT_MS = 250;
const inTime = <T>(work: Promise<T>): Promise<T> => new Promise((resolve, reject) => {
  const timer = setTimeout(() => reject(new Error('no answer in time')), GRANT_MS);
  work.then(resolve, reject).finally(() => clearTimeout(timer));
});

function remember<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > MOST) map.delete(map.keys().next().value!);
}

/** Whom an address stands for: itself, or of IPv6 the first half (a network as one customer gets it). */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('%')[0]!.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const parts = tail === undefined ? first : [...first, ...Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0'), ...last];
  return `${parts.slice(0, 4).map((part) => part.toLowerCase().replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
