import { ModelFailed } from '#core/errors.js';
import type { Clock, Embedder } from '#core/ports.js';
import { openAiClient, withDeadline } from './openai.js';

/** Texts in one request, and the longest of them in UTF-16 code units. */
const AT_A_TIME = 64;
const LONGEST_TEXT = 6000;
const LONGEST_ANSWER = 32 << 20;

/** The configured embedder, or null: comparing by meaning is off unless a model for it is named. */
export function embedderFrom(config: { openaiEmbeddingModel?: string | undefined; openaiBaseUrl?: string | undefined; openaiKey?: string | undefined }, clock: Clock): Embedder | null {
  const { openaiEmbeddingModel: model, openaiBaseUrl: baseUrl, openaiKey: key } = config;
  if (model === undefined) return null;
  const client = openAiClient({ baseUrl, key }, LONGEST_ANSWER);
  return {
    name: model,
    async embed(texts, signal) {
      const vectors: Float32Array[] = [];
      let tokens = 0;
      for (let at = 0; at < texts.length; at += AT_A_TIME) {
        const input = texts.slice(at, at + AT_A_TIME).map((text) => text.slice(0, LONGEST_TEXT).toWellFormed().replaceAll('\u0000', '') || ' ');
        // Float is asked for by name: servers other than OpenAI's own do not know base64.
        const answer = await withDeadline(clock, 60_000, signal, (until) => client.embeddings.create({ model, input, encoding_format: 'float' }, { signal: until }));
        const found = Array.isArray(answer?.data) ? answer.data : [];
        if (found.length !== input.length) throw new ModelFailed('malformed', `the server gave ${found.length} vectors for ${input.length} texts`);
        for (const { embedding } of [...found].sort((a, b) => a.index - b.index)) vectors.push(unit(embedding, vectors[0]?.length));
        tokens += answer.usage?.total_tokens ?? 0;
      }
      return { vectors, tokens };
    },
  };
}

/** A vector of length one, so that a product of two is their cosine. */
function unit(numbers: unknown, length: number | undefined): Float32Array {
  if (!Array.isArray(numbers) || numbers.length === 0 || (length !== undefined && numbers.length !== length) || !numbers.every((n) => typeof n === 'number' && Number.isFinite(n))) throw new ModelFailed('malformed', 'the server gave a vector that is none');
  const norm = Math.hypot(...(numbers as number[]));
  return Float32Array.from(numbers as number[], (n) => (norm === 0 ? 0 : n / norm));
}
