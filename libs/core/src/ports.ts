import type { ModelFailed } from './errors.js';

/** What the flow needs from the world, given to it as arguments. Implementations stand in `infra`. */

/** The time as people live it. Leases and slots never use it: they use the database's clock. */
export interface Clock { now(): Date }

/** Raw bytes by their SHA-256. */
export interface EvidenceStore {
  /** Resolves only when the bytes are on disk (fsync) and can be read back. Storing the same bytes twice is one file. */
  put(sha256: string, body: Uint8Array): Promise<void>;
  /** The same for many bodies at the price of one wait. */
  putAll(bodies: readonly { sha256: string; body: Uint8Array }[]): Promise<void>;
  /** Rejects with `Gone` when there is no such body, or when its bytes are no longer those of its name. */
  get(sha256: string): Promise<Uint8Array>;
  /** Takes a body away for good. One that is not there is no fault. */
  remove(sha256: string): Promise<void>;
  /** Takes away what processes that died in the middle of writing left, when it is older than so many milliseconds; resolves with how many. */
  tidy(olderMs: number): Promise<number>;
}

/** A language model, off unless configured. Its answers are hostile until checked against the text. */
export interface Model {
  readonly name: string;
  /** Asks for an object of the given JSON Schema about one document. Rejects with `ModelFailed` named by cause. */
  ask(request: ModelRequest): Promise<ModelAnswer>;
  /** Many requests answered within a day at half the price; null where the server is not known to offer it. */
  batches: ModelBatches | null;
}
/** `longestAnswer`: most tokens that the answer may have. */
export interface ModelRequest { system: string; text: string; schemaName: string; schema: Record<string, unknown>; longestAnswer: number; signal?: AbortSignal }
/** `model`: the name that the server gives itself, which may be another than was asked for. */
export interface ModelAnswer { answer: unknown; model: string; promptTokens: number; answerTokens: number }

export interface ModelBatches {
  /** Hands over requests, each with a key of its own. Returns the server's id of the batch. */
  submit(requests: readonly { key: string; request: ModelRequest }[]): Promise<string>;
  /** `working`: ask again later. `failed`: the server gave the batch up, with its reason. A request without an answer is missing from `answers`. */
  collect(id: string): Promise<{ state: 'working' } | { state: 'failed'; why: string } | { state: 'done'; answers: Map<string, ModelAnswer | ModelFailed> }>;
}

/** Texts as points: near ones mean alike, also across languages. */
export interface Embedder {
  readonly name: string;
  /** One unit vector a text, in order; all of one length. Rejects with `ModelFailed`. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<{ vectors: Float32Array[]; tokens: number }>;
}

export interface Mail {
  from: { name: string; address: string };
  to: { name: string; address: string };
  subject: string;
  html: string;
  text: string;
  messageId: string;
  headers: Record<string, string>;
  /** Pictures that the HTML shows as `cid:` and their id; PNG. */
  pictures?: { id: string; png: Uint8Array }[];
}
/** `unknown`: the connection broke after the text was handed over, so that a second try could be a second copy. `server`: the fault is the server's (unreachable, a refused login), and nothing was said of this mail. */
export type SendResult = { state: 'sent'; response: string } | { state: 'failed'; error: string; retry: boolean; server?: true } | { state: 'unknown'; error: string };
export interface Mailer {
  /** `begin` is awaited when it is the mail's turn and the server has let us in, before its first byte: where it resolves false nothing is sent and null comes back. */
  send(mail: Mail, begin?: () => Promise<boolean>): Promise<SendResult | null>;
  close(): void;
}
