import { accountEvent } from './account-event/detector.js';
import { accountLink } from './account-link/detector.js';
import type { CallPayload } from '#core/model.js';
import { callToFollow } from './call-to-follow/detector.js';
import { reasonIn } from './call-to-follow/messages.js';
import { commitment } from './commitment/detector.js';
import { conduct } from './conduct/detector.js';
import { followerCount } from './follower-count/detector.js';
import { goal } from './goal/detector.js';
import { lookalikeAccount } from './lookalike-account/detector.js';
import { qrCode } from './qr-code/detector.js';
import { ruling } from './ruling/detector.js';
import { serviceMessage } from './service-message/detector.js';
import { threat } from './threat/detector.js';
import { type DetectInput, type Detector, type Found, proseOf } from './detector.js';

export { type DetectInput, type Detector, type Found, type PageCall, type Prose, proseOf } from './detector.js';

/** The rules, in the order in which they run. One line adds a detector. */
export const detectors: Detector[] = [callToFollow, followerCount, goal, accountEvent, serviceMessage, commitment, threat, conduct, ruling, qrCode, accountLink, lookalikeAccount];

export interface Detected { detector: string; version: number; observations: Found[] }

/**
 * Runs the rules over one document: pure, no network. `seen` holds `id@version` of detectors that have read this document already;
 * they are left out. Every quote is `input.text.slice(span.start, span.end)`.
 */
export function runDetectors(input: DetectInput, seen: ReadonlySet<string> = new Set()): Detected[] {
  const due = detectors.filter((detector) => !seen.has(`${detector.id}@${detector.version}`));
  if (due.length === 0) return [];
  const doc = proseOf(input);
  return due.map((detector) => ({ detector: detector.id, version: detector.version, observations: detector.detect(doc) }));
}

/** Why the rules found something, in a language other than English: null where the detector has no words of it. */
export function whyIn(language: string, { kind, payload }: Pick<Found, 'kind' | 'payload'>): string | null {
  const reason = kind === 'call' ? (payload as Partial<CallPayload>).reason : undefined;
  return reason !== undefined && (language === 'en' || language === 'km') ? reasonIn(language, reason) : null;
}

/** `id@version` of every detector: what a document must have been read by. */
export const detectorVersions = (): string[] => detectors.map((detector) => `${detector.id}@${detector.version}`);
