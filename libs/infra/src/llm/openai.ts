import OpenAI, { APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import { ModelFailed } from '#core/errors.js';
import type { Clock, Model, ModelAnswer, ModelBatches, ModelRequest } from '#core/ports.js';

export interface OpenAiSettings {
  model: string;
  /** Any OpenAI-compatible server; OpenAI's own by default. */
  baseUrl?: string | undefined;
  key?: string | undefined;
  /** Total time for an answer, in milliseconds, however it drips in. */
  timeoutMs?: number;
  /** Longest answer in bytes. */
  maxBytes?: number;
  clock: Clock;
}

class TooLarge extends Error { override name = 'TooLarge'; }

/** The configured model, or null: the model reader is off unless a model is named. */
export function modelFrom(config: { openaiModel?: string | undefined; openaiBaseUrl?: string | undefined; openaiKey?: string | undefined; openaiBatch?: boolean }, clock: Clock): Model | null {
  return config.openaiModel === undefined ? null : openAiModel({ model: config.openaiModel, baseUrl: config.openaiBaseUrl, key: config.openaiKey, batch: config.openaiBatch ?? false, clock });
}

/** Longest output file of a batch, in bytes. */
const LONGEST_BATCH = 256 << 20;

/** No redirect is followed, so that the key reaches no other origin. Nothing is retried here: the flow does that. */
export const openAiClient = ({ baseUrl, key, timeoutMs = 60_000 }: Omit<OpenAiSettings, 'model' | 'clock'>, maxBytes: number): OpenAI => new OpenAI({
  // Local servers ask for no key, but the client insists on one.
  apiKey: key ?? 'none', ...(baseUrl === undefined ? {} : { baseURL: baseUrl }), maxRetries: 0, timeout: timeoutMs, logLevel: 'off',
  fetch: async (url, init) => capped(await fetch(url as string, { ...(init as RequestInit), redirect: 'manual' }), maxBytes),
});

/** A `Model` over chat completions with a JSON schema. No tools are offered. Rejects with `ModelFailed`. */
export function openAiModel(settings: OpenAiSettings & { batch?: boolean }): Model {
  const { model, timeoutMs = 60_000, maxBytes = 1 << 20, clock, batch = false } = settings;
  const client = openAiClient(settings, maxBytes);
  return {
    name: model,
    ask: ({ signal, ...request }) => withDeadline(clock, timeoutMs, signal, async (until) => answerOf(await client.chat.completions.create(bodyOf(model, request), { signal: until }), model)),
    batches: batch ? openAiBatches(openAiClient(settings, LONGEST_BATCH), settings) : null,
  };
}

/** Runs a call with a total deadline, however its answer drips in, and names its failure. */
export async function withDeadline<T>(clock: Clock, timeoutMs: number, signal: AbortSignal | undefined, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const deadline = AbortSignal.timeout(timeoutMs);
  try {
    return await call(signal ? AbortSignal.any([signal, deadline]) : deadline);
  } catch (thrown) {
    if (thrown instanceof ModelFailed) throw thrown;
    if (signal?.aborted) throw signal.reason;
    throw failure(thrown, deadline.aborted, timeoutMs, clock);
  }
}

const bodyOf = (model: string, { system, text, schemaName, schema, longestAnswer }: Omit<ModelRequest, 'signal'>): OpenAI.ChatCompletionCreateParamsNonStreaming => ({
  model, temperature: 0, max_completion_tokens: longestAnswer, messages: [{ role: 'system', content: system }, { role: 'user', content: text }],
  response_format: { type: 'json_schema', json_schema: { name: schemaName, strict: true, schema } },
});

/** The answer of a completion; throws `ModelFailed` for one that is refused, cut off or empty. */
function answerOf(completion: OpenAI.ChatCompletion, asked: string): ModelAnswer {
  const choice = completion?.choices?.[0];
  if (choice === undefined) throw new ModelFailed('malformed', 'the answer has no choices');
  if (choice.message?.refusal) throw new ModelFailed('refused', `the model refused: ${choice.message.refusal.slice(0, 200)}`);
  if (choice.finish_reason === 'content_filter') throw new ModelFailed('refused', 'the server\'s content filter stopped the answer');
  if (choice.finish_reason === 'length') throw new ModelFailed('incomplete', 'the answer was cut off at its longest length');
  const content = choice.message?.content;
  if (typeof content !== 'string' || content.trim() === '') throw new ModelFailed('malformed', 'the answer is empty');
  const count = (tokens: unknown) => (typeof tokens === 'number' && Number.isFinite(tokens) && tokens > 0 ? Math.round(tokens) : 0);
  const named = typeof completion.model === 'string' && completion.model !== '' ? completion.model.slice(0, 100).toWellFormed().replaceAll('\u0000', '') : asked;
  return { answer: parsed(content), model: named, promptTokens: count(completion.usage?.prompt_tokens), answerTokens: count(completion.usage?.completion_tokens) };
}

/** The batch interface: a file of requests, a batch, a file of answers within a day. */
function openAiBatches(client: OpenAI, { model, timeoutMs = 60_000, clock }: OpenAiSettings): ModelBatches {
  const within = <T>(call: (signal: AbortSignal) => Promise<T>): Promise<T> => withDeadline(clock, timeoutMs * 5, undefined, call);
  return {
    submit: (requests) => within(async (signal) => {
      const lines = requests.map(({ key, request }) => JSON.stringify({ custom_id: key, method: 'POST', url: '/v1/chat/completions', body: bodyOf(model, request) }));
      const file = await client.files.create({ file: new File([`${lines.join('\n')}\n`], 'requests.jsonl'), purpose: 'batch' }, { signal });
      return (await client.batches.create({ input_file_id: file.id, endpoint: '/v1/chat/completions', completion_window: '24h' }, { signal })).id;
    }),
    collect: (id) => within(async (signal) => {
      const batch = await client.batches.retrieve(id, { signal });
      if (['validating', 'in_progress', 'finalizing', 'cancelling'].includes(batch.status)) return { state: 'working' };
      if (!batch.output_file_id) return { state: 'failed', why: batch.errors?.data?.[0]?.message?.slice(0, 200) ?? batch.status };
      const answers = new Map<string, ModelAnswer | ModelFailed>();
      for (const line of (await (await client.files.content(batch.output_file_id, { signal })).text()).split('\n')) if (line.trim() !== '') answerInBatch(line, model, answers);
      return { state: 'done', answers };
    }),
  };
}

function answerInBatch(line: string, model: string, answers: Map<string, ModelAnswer | ModelFailed>): void {
  let entry: { custom_id?: unknown; response?: { status_code?: number; body?: OpenAI.ChatCompletion } | null };
  try { entry = JSON.parse(line) as typeof entry; } catch { return; }
  if (typeof entry?.custom_id !== 'string') return;
  try {
    if (entry.response?.status_code !== 200) throw new ModelFailed('unavailable', `the batch could not ask (${entry.response?.status_code ?? 'no answer'})`);
    answers.set(entry.custom_id, answerOf(entry.response.body as OpenAI.ChatCompletion, model));
  } catch (error) {
    answers.set(entry.custom_id, error instanceof ModelFailed ? error : new ModelFailed('malformed', 'the answer is not what a model server sends'));
  }
}

/** The answer's JSON; one code fence around it is taken off, since many servers add it. */
function parsed(content: string): unknown {
  const fenced = /```(?:json)?\s*\n([\s\S]*?)\n```/.exec(content);
  try { return JSON.parse(fenced ? fenced[1]! : content); } catch { throw new ModelFailed('malformed', 'the answer is not JSON'); }
}

function failure(thrown: unknown, late: boolean, timeoutMs: number, clock: Clock): ModelFailed {
  if (late || thrown instanceof APIConnectionTimeoutError) return new ModelFailed('timed-out', `no whole answer within ${timeoutMs} ms`);
  for (let cause: unknown = thrown; cause instanceof Error; cause = cause.cause) if (cause instanceof TooLarge) return new ModelFailed('too-large', cause.message);
  if (thrown instanceof APIUserAbortError) return new ModelFailed('timed-out', 'the request was stopped');
  if (!(thrown instanceof APIError)) return new ModelFailed('malformed', 'the answer is not what a model server sends');
  const { status } = thrown;
  if (status === 429) return new ModelFailed('throttled', 'the model server asks to wait', retryAt(thrown.headers?.get('retry-after') ?? null, clock));
  if (status === 401 || status === 403) return new ModelFailed('unauthorised', `the model server refuses the key (${status}): check OPENAI_API_KEY`);
  if (status === 402) return new ModelFailed('over-budget', 'the model server asks for payment (402)');
  if (status === 413 || (status === 400 && thrown.code === 'context_length_exceeded')) return new ModelFailed('too-long', 'the document is longer than the model can read');
  if (status !== undefined && status >= 300 && status < 400) return new ModelFailed('unavailable', `the model server redirects (${status}); redirects are not followed: check OPENAI_BASE_URL`);
  if (status !== undefined && status >= 400 && status < 500) return new ModelFailed('malformed', `the model server does not accept the request (${status})`);
  return new ModelFailed('unavailable', status === undefined ? 'the model server cannot be reached' : `the model server failed (${status})`);
}

/** Seconds or an HTTP date; ten seconds where the server does not say, a day at most. */
function retryAt(header: string | null, clock: Clock): Date {
  const now = clock.now().getTime();
  const seconds = header === null ? Number.NaN : /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - now) / 1000;
  return new Date(now + Math.min(86_400, Math.max(1, Number.isFinite(seconds) ? seconds : 10)) * 1000);
}

/** The response with its body read whole, up to a number of bytes. */
async function capped(response: Response, maxBytes: number): Promise<Response> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop by a throw cancels the body.
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new TooLarge(`the answer is longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  const whole = Buffer.concat(chunks);
  return new Response(whole.byteLength === 0 ? null : whole, { status: response.status === 0 ? 502 : response.status, headers: response.headers });
}
