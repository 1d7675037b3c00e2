import { randomUUID } from 'node:crypto';
import { ModelFailed } from '#core/errors.js';
import type { AccountKey, Observation } from '#core/model.js';
import type { Model } from '#core/ports.js';
import type { DetectorResult } from '#infra/store/documents.js';
import { createThreadPool } from '#infra/threads/pool.js';
import { detectors, type Detected, type DetectInput } from '#kinds/detectors/index.js';
import { LLM_READER, LLM_READER_VERSION, readWithModel } from '#kinds/detectors/llm-reader/reader.js';
import { accountKey } from '#kinds/platforms/index.js';
import { builtEntry } from './threads/built-entry.js';

export interface Detection {
  /** Detectors in force: a document that lacks one of them is detected again. */
  detectors: { id: string; version: number }[];
  /** Rejects with `Unreadable` when the rules take too long over a text. `modelFailed` says why the model gave nothing. */
  detect(input: DetectInput): Promise<{ results: DetectorResult[]; modelFailed: string | null }>;
  close(): Promise<void>;
}

/** The rules in threads that can be killed, and the model reader where a model is configured. */
export function openDetection(threads: number, model: Model | null): Detection {
  const pool = createThreadPool<DetectInput, Detected[]>({ entry: builtEntry('#pipeline/threads/detect-entry.js'), threads, wallMs: 30_000 });
  return {
    detectors: [...detectors.map(({ id, version }) => ({ id, version })), ...(model === null ? [] : [{ id: LLM_READER, version: LLM_READER_VERSION }])],
    async detect(input) {
      const found = await pool.run(input);
      const results = found.map(({ detector, version, observations }) => ({ detector, version, observations: observations.map((observation) => ({ ...observation, target: targetOf(observation) })) }));
      if (model === null) return { results, modelFailed: null };
      const { observations, modelFailed } = await askModel(model, input, results.flatMap((result) => result.observations));
      return { results: [...results, { detector: LLM_READER, version: LLM_READER_VERSION, observations }], modelFailed };
    },
    close: () => pool.close(),
  };
}

type Targeted = DetectorResult['observations'][number];

/** The model adds what the rules have not found: an overlapping call for the same account is the rules' own, and counted once. */
async function askModel(model: Model, input: DetectInput, known: Targeted[]): Promise<{ observations: Targeted[]; modelFailed: string | null }> {
  try {
    const { observations } = await readWithModel(model, input, randomUUID());
    const added = observations.map((observation) => ({ ...observation, target: targetOf(observation) }))
      .filter((one) => !known.some((rule) => rule.kind === one.kind && rule.target === one.target && rule.span.start < one.span.end && one.span.start < rule.span.end));
    return { observations: added, modelFailed: null };
  } catch (error) {
    if (!(error instanceof ModelFailed)) throw error;
    return { observations: [], modelFailed: error.message };
  }
}

/** The account that an observation is about, in its one normal form; null where the document names none. */
function targetOf({ payload }: Observation<string, object>): AccountKey | null {
  const about = ('target' in payload ? payload.target : payload) as { platform?: unknown; handle?: unknown };
  if (typeof about.platform !== 'string' || typeof about.handle !== 'string') return null;
  return accountKey({ platform: about.platform, handle: about.handle, url: null });
}
