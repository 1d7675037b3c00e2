/** What the flow needs from the world, given to it as arguments. Implementations stand in `infra`. */

/** The time as people live it. Leases and slots never use it: they use the database's clock. */
export interface Clock { now(): Date }

/** Raw bytes by their SHA-256. */
export interface EvidenceStore {
  /** Resolves only when the bytes are on disk (fsync) and can be read back. Storing the same bytes twice is one file. */
  put(sha256: string, body: Uint8Array): Promise<void>;
  /** The same for many bodies at the price of one wait. */
  putAll(bodies: readonly { sha256: string; body: Uint8Array }[]): Promise<void>;
  /** Rejects with `Gone` when there is no such body. */
  get(sha256: string): Promise<Uint8Array>;
}

/** A language model, off unless configured. Its answers are hostile until checked against the text. */
export interface Model {
  readonly name: string;
  /** Asks for an object of the given JSON Schema about one document. Rejects with `ModelFailed` named by cause. */
  ask(request: ModelRequest): Promise<{ answer: unknown; promptTokens: number; answerTokens: number }>;
}
export interface ModelRequest { system: string; text: string; schemaName: string; schema: Record<string, unknown>; signal?: AbortSignal }

export interface Mail {
  from: { name: string; address: string };
  to: { name: string; address: string };
  subject: string;
  html: string;
  text: string;
  messageId: string;
  headers: Record<string, string>;
}
/** `unknown`: the connection broke after the text was handed over, so that a second try could be a second copy. */
export type SendResult = { state: 'sent'; response: string } | { state: 'failed'; error: string; retry: boolean } | { state: 'unknown'; error: string };
export interface Mailer { send(mail: Mail): Promise<SendResult> }
