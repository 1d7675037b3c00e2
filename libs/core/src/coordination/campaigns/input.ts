import type { AccountKey, ActorKind, Campaign, Strength, Voice } from '../../model.js';

/** A call as the store holds it, with as much of its document as linking needs. */
export interface CampaignInputCall {
  observationId: string;
  documentId: string;
  actorId: string;
  at: Date;
  target: AccountKey;
  voice: Voice;
  strength: Strength;
}

/** Who speaks. There is no side here on purpose: exchange the names of two parties and only the names change. */
export interface CampaignActor {
  id: string;
  kind: ActorKind;
  /** Accounts it publishes on or owns: calls to follow these are self-promotion. */
  accounts: AccountKey[];
}

/** What the watchlist says of an account. */
export interface CampaignTarget { key: AccountKey; ownerActorId: string | null; watched: boolean }

export interface CampaignInput {
  electionId: string;
  calls: readonly CampaignInputCall[];
  documents: readonly { id: string; text: string; forwardedFrom: string | null }[];
  actors: readonly CampaignActor[];
  targets: readonly CampaignTarget[];
  /** The time over which sources were read; without it nothing can be said about chance. */
  observed?: { from: Date; to: Date } | undefined;
  /** Campaigns as last found, so that ids stay when an earlier call arrives late. */
  known?: readonly Pick<Campaign, 'id' | 'target' | 'calls'>[];
}

export interface CampaignOptions {
  /** Longest silence within one campaign. */
  windowHours?: number;
  /** Independent actors that make a campaign when nothing but the target is the same. */
  minActors?: number;
  /** The same when the texts of at least two of them are near the same. */
  minActorsSameText?: number;
}

/** Why calls for a target are no campaign. Closed list. */
export const SET_ASIDE = ['target-not-watched', 'institution', 'unknown-account', 'one-actor', 'one-origin', 'too-few-actors'] as const;
export type SetAsideReason = (typeof SET_ASIDE)[number];
export interface SetAside { target: AccountKey; reason: SetAsideReason; actors: string[]; firstAt: Date; lastAt: Date }
