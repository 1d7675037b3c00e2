import type { AccountKey, Observation } from '#core/model.js';
import type { DetectorResult } from '#infra/store/documents.js';
import { createThreadPool } from '#infra/threads/pool.js';
import { detectors, type Detected, type DetectInput } from '#kinds/detectors/index.js';
import { accountKey } from '#kinds/platforms/index.js';
import { builtEntry } from './threads/built-entry.js';

export interface Detection {
  /** Rules in force: a document that lacks one of them is detected again. */
  detectors: { id: string; version: number }[];
  /** Rejects with `Unreadable` when the rules take too long over a text. */
  detect(input: DetectInput): Promise<DetectorResult[]>;
  close(): Promise<void>;
}

/** The rules in threads that can be killed. */
export function openDetection(threads: number): Detection {
  const pool = createThreadPool<DetectInput, Detected[]>({ entry: builtEntry('#pipeline/threads/detect-entry.js'), threads, wallMs: 30_000 });
  return {
    detectors: detectors.map(({ id, version }) => ({ id, version })),
    async detect(input) {
      const found = await pool.run(input);
      return found.map(({ detector, version, observations }) => ({ detector, version, observations: observations.map((observation) => ({ ...observation, target: targetOf(observation) })) }));
    },
    close: () => pool.close(),
  };
}

/** The account that an observation is about, in its one normal form; null where the document names none. */
export function targetOf({ payload }: Observation<string, object>): AccountKey | null {
  const about = ('target' in payload ? payload.target : payload) as { platform?: unknown; handle?: unknown } | null;
  if (about === null || typeof about.platform !== 'string' || typeof about.handle !== 'string') return null;
  return accountKey({ platform: about.platform, handle: about.handle, url: null });
}
