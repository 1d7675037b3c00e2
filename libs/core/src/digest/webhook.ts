import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Telling other programs of released editions, by the conventions of Standard Webhooks (standardwebhooks.com): the same id at every try, a moment, and a signature
 * over `id.moment.body`, so that whoever is told can see that it is from us, not altered, not old, and not new to them.
 */

/** What is told: that there is an edition, its lines for a reader's first look, and where it is. Never a recipient, never what is not released. */
export interface WebhookEvent {
  type: 'edition.released' | 'edition.withdrawn' | 'edition.corrected' | 'notice';
  timestamp: string;
  data: { edition: { election: string; date: string; kind: string; audience: string; sequence: number; number: number | null }; title: string; summary: string[]; url: string | null; table: string | null };
}

/** What a test tells: nothing, but that it comes from here and is signed right. */
export interface WebhookTest { type: 'test'; timestamp: string; data: { election: string; audience: string } }

const PREFIX = 'whsec_';
/** A secret as it is shown once: 256 random bits. */
export const newWebhookSecret = (): string => `${PREFIX}${randomBytes(32).toString('base64')}`;

/** The value of `webhook-signature`. `moment`: seconds since 1970. */
export function signWebhook(secret: string, id: string, moment: number, body: string): string {
  return `v1,${createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64')).update(`${id}.${moment}.${body}`).digest('base64')}`;
}

/** Whether one of the signatures of a header is ours: for those who are told, and for tests. */
export function isSignedWebhook(secret: string, id: string, moment: number, body: string, header: string): boolean {
  const ours = Buffer.from(signWebhook(secret, id, moment, body));
  return header.split(' ').some((one) => { const theirs = Buffer.from(one); return theirs.length === ours.length && timingSafeEqual(theirs, ours); });
}

/** How long after the first, second, ... failed try the next one follows; after the last the telling has failed. A day and a half in all. */
const PAUSES_MIN = [1, 5, 30, 120, 360, 600, 960];
/** When to try again after `attempts` tries; null where there is no further one. */
export const nextTry = (attempts: number, at: Date): Date | null => { const pause = PAUSES_MIN[attempts - 1]; return pause === undefined ? null : new Date(at.getTime() + pause * 60_000); };
