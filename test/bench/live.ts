import type { CampaignContext, CampaignDocument, CampaignInputCall } from '#core/coordination/campaigns/input.js';
import { LiveCampaigns } from '#core/coordination/campaigns/live.js';
import { seeded as random } from '#core/accounts/statistics.js';
import { peakMemoryMb } from '../material/peak-memory.js';

/** `CLAQUE_BENCH_CALLS`: how many; ten million is what one worker must hold of one election. */
const CALLS = Number(process.env['CLAQUE_BENCH_CALLS'] ?? 1_000_000);
/** An election is shared out by target where it has more calls, and each share is judged by itself (`libs/pipeline/src/steps/cluster.ts`); here one process holds them all. */
const CALLS_A_SHARE = 2_000_000;
const TARGETS = 5000;
const ACTORS = 800;
const HOURS = 60 * 24;

/**
 * A million calls of sixty days in one election, one in twenty late, targets by Zipf's law: time of each insert and removal, bytes a call, the time to judge all of
 * them and again after a hundred changes, and the peak of memory of it all, the times that are measured (8 bytes a call) included.
 */
export async function run(): Promise<void> {
  const next = random(3);
  const start = Date.UTC(2031, 0, 1);
  const actors = Array.from({ length: ACTORS }, (_none, at) => `actor-${at}`);
  const context: CampaignContext = {
    electionId: 'bench', actors: actors.map((id) => ({ id, kind: 'ministry', accounts: [] })),
    // Most targets are of no interest, as in life: one in fifty is watched.
    targets: Array.from({ length: TARGETS }, (_none, at) => ({ key: `telegram:t${at}` as const, ownerActorId: null, watched: at % 50 === 49 })),
    observed: { from: new Date(start), to: new Date(start + HOURS * 3_600_000) },
  };
  const call = (id: number, late: boolean): CampaignInputCall => ({
    observationId: String(id), documentId: String(id), actorId: actors[Math.floor(next() * ACTORS)]!, target: `telegram:t${Math.floor(Math.exp(next() * Math.log(TARGETS))) - 1}`,
    at: new Date(start + (late ? next() : 1) * id / CALLS * HOURS * 3_600_000), voice: next() < 0.7 ? 'own' : 'reported', strength: 'invitation' });
  const words = ['follow', 'the', 'channel', 'of', 'our', 'friend', 'today', 'and', 'tell', 'all', 'your', 'neighbours', 'about', 'roads', 'rice', 'schools'];
  const documents = { get: (id: string): CampaignDocument => { const own = random(Number(id)); return { id, forwardedFrom: null, text: Array.from({ length: 30 }, () => words[Math.floor(own() * words.length)]! + Math.floor(own() * 40)).join(' ') }; } } as unknown as ReadonlyMap<string, CampaignDocument>;

  globalThis.gc?.();
  const before = memory();
  const shares = Array.from({ length: Math.ceil(CALLS / CALLS_A_SHARE) }, () => new LiveCampaigns());
  const put = (one: CampaignInputCall): void => { shares[Number(one.target.slice('telegram:t'.length)) % shares.length]!.put(one); };
  const judge = (): void => { for (const share of shares) share.judge(context, documents); };
  const inserts = new Float64Array(CALLS);
  for (let id = 0; id < CALLS; id++) {
    const one = call(id, next() < 0.05);
    const from = performance.now();
    put(one);
    inserts[id] = performance.now() - from;
  }
  globalThis.gc?.();
  const bytes = (memory() - before - inserts.byteLength) / CALLS;
  const removals = new Float64Array(20_000);
  for (let at = 0; at < removals.length; at++) {
    const id = String(Math.floor(next() * CALLS));
    const from = performance.now();
    shares.some((share) => share.remove(id));
    removals[at] = performance.now() - from;
  }
  console.log(`${CALLS.toLocaleString('en')} calls in ${shares.length} ${shares.length === 1 ? 'share' : 'shares'}: insert ${quantiles(inserts)}; removal ${quantiles(removals)}; ${bytes.toFixed(0)} bytes a call`);

  let from = performance.now();
  judge();
  console.log(`first judging of all: ${((performance.now() - from) / 1000).toFixed(2)} s`);
  const turns: number[] = [];
  for (let turn = 0; turn < 5; turn++) {
    for (let at = 0; at < 100; at++) put(call(CALLS + turn * 100 + at, next() < 0.05));
    from = performance.now();
    judge();
    turns.push(performance.now() - from);
  }
  console.log(`judging after 100 changes: ${turns.sort((a, b) => a - b)[2]!.toFixed(0)} ms; peak ${peakMemoryMb().toFixed(0)} MB`);
}

const memory = (): number => { const { heapUsed, arrayBuffers } = process.memoryUsage(); return heapUsed + arrayBuffers; };
function quantiles(times: Float64Array): string {
  const sorted = times.toSorted();
  const at = (share: number): string => `${(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]! * 1000).toFixed(1)} µs`;
  return `p50 ${at(0.5)}, p99 ${at(0.99)}, p99.9 ${at(0.999)}, longest ${(sorted.at(-1)! ).toFixed(1)} ms`;
}
