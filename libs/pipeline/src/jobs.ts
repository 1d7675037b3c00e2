import { z } from 'zod';
import { AUDIENCES } from '#core/model.js';
import { job, type Handlers as HandlersOf, type JobOf, type Outcome as OutcomeOf } from '#infra/queue/job-table.js';

const id = z.string().regex(/^\d+$/);
const election = z.string().min(1);
/**
 * Of a job that the sweep brings: it holds what of a range of ids still lacks its result. Each range is one job however often the sweep finds it again, whatever was done
 * of it meanwhile; else a backlog would be in the queue many times over, and each would be tried and killed many times.
 */
const lacking = z.literal(true).optional();
const rangeOf = (number: string, size: number): string => String(BigInt(number) / BigInt(size));
const keyOf = (ids: string[], size: number, swept: true | undefined): string => (swept ? `lacking ${rangeOf(ids[0]!, size)}` : ids.join());
export const READ_AT_A_TIME = 20;
export const DETECTED_AT_A_TIME = 100;

/** A pause in which the results of many documents gather before the drives are computed anew. */
export const GATHER_MS = 1500;
/** Documents in one job of the model reader: each may take as long as the model's time limit, twice. */
export const ASKED_AT_A_TIME = 5;

/**
 * Every job of the product: its queue, payload, key, attempts and time limit. `handlers.ts` binds each to a step.
 * Payloads hold ids, never content: what a job works on is read from the store when it runs.
 */
export const jobs = {
  'host.visit': job({ queue: 'crawl', payload: z.object({ host: z.string().min(1) }), key: ({ host }) => host, attempts: 8, timeLimitMs: 120_000 }),
  /** One address fetched, read and detected for a person to look at; nothing of it enters the evidence. */
  'address.try': job({ queue: 'crawl', payload: z.object({ id }), key: (payload) => payload.id, attempts: 2, timeLimitMs: 120_000 }),
  'snapshot.read': job({ queue: 'read', payload: z.object({ snapshots: z.array(id).min(1).max(50), lacking }), key: (payload) => keyOf(payload.snapshots, READ_AT_A_TIME, payload.lacking), attempts: 5, timeLimitMs: 300_000 }),
  'image.read': job({ queue: 'read', payload: z.object({ snapshots: z.array(id).min(1).max(50) }), key: ({ snapshots }) => snapshots.join(), attempts: 5, timeLimitMs: 600_000 }),
  'document.detect': job({ queue: 'detect', payload: z.object({ documents: z.array(id).min(1).max(200), lacking }), key: (payload) => keyOf(payload.documents, DETECTED_AT_A_TIME, payload.lacking), attempts: 5, timeLimitMs: 300_000 }),
  'document.ask-model': job({ queue: 'model', payload: z.object({ documents: z.array(id).min(1).max(ASKED_AT_A_TIME) }), key: ({ documents }) => documents.join(), attempts: 5, timeLimitMs: 15 * 60_000 }),
  'model.batch': job({ queue: 'model', payload: z.object({ election }), key: (payload) => payload.election, attempts: 3, timeLimitMs: 15 * 60_000 }),
  'model.collect': job({ queue: 'model', payload: z.object({}), key: () => 'collect', attempts: 3, timeLimitMs: 15 * 60_000 }),
  /** Without a partition: the whole election, which is shared out when it has grown too large for one. */
  'campaign.cluster': job({
    queue: 'cluster', payload: z.object({ election, partition: z.object({ partitions: z.int().min(2).max(64), partition: z.int().min(0) }).optional() }),
    key: (payload) => [payload.election, payload.partition?.partitions, payload.partition?.partition].join(), attempts: 5, timeLimitMs: 300_000 }),
  'account.measure': job({ queue: 'cluster', payload: z.object({ election }), key: (payload) => payload.election, attempts: 5, timeLimitMs: 60_000 }),
  'edition.compose': job({
    queue: 'publish', payload: z.object({ election, date: z.iso.date(), kind: z.enum(['daily', 'bulletin']), audience: z.enum(AUDIENCES), sequence: z.int().min(1) }),
    key: (payload) => [payload.election, payload.date, payload.kind, payload.audience, payload.sequence].join(), attempts: 5, timeLimitMs: 120_000 }),
  /** Recipients by blocks, which are the same whoever asks and whatever was sent: two jobs never work on one delivery. */
  'edition.deliver': job({ queue: 'publish', payload: z.object({ edition: id, block: z.int().min(0) }), key: ({ edition, block }) => `${edition},${block}`, attempts: 8, timeLimitMs: 900_000 }),
  'webhook.tell': job({ queue: 'publish', payload: z.object({ webhook: id, edition: id }), key: ({ webhook, edition }) => `${webhook},${edition}`, attempts: 3, timeLimitMs: 60_000 }),
  'webhook.test': job({ queue: 'publish', payload: z.object({ webhook: id }), key: ({ webhook }) => webhook, attempts: 2, timeLimitMs: 60_000 }),
  /** Whether staff should be told something that names nobody: the note is late, or there is news to look at. */
  'notice.raise': job({ queue: 'publish', payload: z.object({ election }), key: (payload) => payload.election, attempts: 3, timeLimitMs: 60_000 }),
  /** What is older than a setting allows goes by itself. */
  'evidence.purge': job({ queue: 'sweep', payload: z.object({ election, before: z.iso.date() }), key: (payload) => payload.election, attempts: 3, timeLimitMs: 3_600_000 }),
  sweep: job({ queue: 'sweep', payload: z.object({}), key: () => 'sweep', attempts: 3, timeLimitMs: 60_000 }),
};

export type Jobs = typeof jobs;
export type Job = JobOf<Jobs>;
export type Outcome = OutcomeOf<Jobs>;
export type Handlers = HandlersOf<Jobs>;

/** Splits ids into jobs of at most `size`, so that a burst is many small jobs that several workers share. */
export const batches = <T>(ids: T[], size: number): T[][] => Array.from({ length: Math.ceil(ids.length / size) }, (_, index) => ids.slice(index * size, (index + 1) * size));

/** Ids in jobs by ranges of `size`, for the sweep. */
export const ranges = (ids: string[], size: number): string[][] => [...Map.groupBy(ids, (each) => rangeOf(each, size)).values()];
