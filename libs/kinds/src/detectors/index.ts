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
import { type DetectInput, type Detector, type Found, proseOf, type Tongue } from './detector.js';

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
  if (reason !== undefined) return language === 'en' || language === 'km' ? reasonIn(language, reason) : null;
  // Of two that find one kind, the first has the words: a service's line is told by its own.
  const of = (payload as { service?: unknown }).service === true ? serviceMessage : kind === 'call' || kind === 'code' ? qrCode : detectors.find(({ kinds }) => kinds.includes(kind));
  const words = of?.why?.[language as Tongue] as ((held: object) => string) | undefined;
  return words === undefined ? null : words(payload);
}

/** The same in every language that there are words of. */
export function whyInAll(found: Pick<Found, 'kind' | 'payload'>): Record<string, string> {
  const km = whyIn('km', found);
  return km === null ? {} : { km };
}

/** `id@version` of every detector: what a document must have been read by. */
export const detectorVersions = (): string[] => detectors.map((detector) => `${detector.id}@${detector.version}`);
