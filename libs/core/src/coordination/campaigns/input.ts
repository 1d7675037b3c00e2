import type { AccountKey, ActorKind, Campaign, Dated, Strength, Voice } from '../../model.js';

/** A call as the store holds it. */
export interface CampaignInputCall {
  observationId: string;
  documentId: string;
  actorId: string;
  at: Date;
  target: AccountKey;
  voice: Voice;
  strength: Strength;
  /** How well `at` is known, where not to the hour: a day alone, or only when we saw it. */
  dated?: Dated | null;
}

/** What linking needs of a call's document. */
export interface CampaignDocument {
  id: string;
  text: string;
  forwardedFrom: string | null;
  /** Addresses that it links to, as found. */
  links?: readonly string[];
  images?: readonly CampaignImage[];
  /** A picture on a page, whose text is what its codes say. */
  poster?: boolean;
}
/** SHA-256 of the bytes, and the perceptual hash (64 bits as 16 hexadecimal digits) where the image could be read. */
export interface CampaignImage { sha256: string; perceptual: string | null }

/** Who speaks. There is no side here on purpose: exchange the names of two parties and only the names change. */
export interface CampaignActor {
  id: string;
  kind: ActorKind;
  /** Accounts it publishes on or owns: calls to follow these are self-promotion. */
  accounts: AccountKey[];
}

/** What the watchlist says of an account. */
export interface CampaignTarget { key: AccountKey; ownerActorId: string | null; watched: boolean }

export interface CampaignOptions {
  /** Longest silence within one campaign. */
  windowHours?: number;
  /** Independent actors that make a campaign when nothing but the target is the same. */
  minActors?: number;
  /** The same when the texts of at least two of them are near the same, or pass on the same post, quote or image. */
  minActorsSameText?: number;
}

/** What is known beside the calls. */
export interface CampaignContext {
  electionId: string;
  actors: readonly CampaignActor[];
  targets: readonly CampaignTarget[];
  /** The time over which sources were read; without it nothing can be said about chance. */
  observed?: { from: Date; to: Date } | undefined;
  /** Campaigns as last found, so that ids stay when an earlier call arrives late. */
  known?: readonly Pick<Campaign, 'id' | 'target' | 'calls'>[];
}

export interface CampaignInput extends CampaignContext {
  calls: readonly CampaignInputCall[];
  documents: readonly CampaignDocument[];
}

/** Why calls for a target are no campaign. Closed list. */
export const SET_ASIDE = ['target-not-watched', 'institution', 'unknown-account', 'one-actor', 'one-origin', 'too-few-actors', 'by-chance'] as const;
export type SetAsideReason = (typeof SET_ASIDE)[number];
export interface SetAside { target: AccountKey; reason: SetAsideReason; actors: string[]; firstAt: Date; lastAt: Date }

/** What became of campaigns since they were last found: one took others in, or fell into several. */
export interface Lineage { kind: 'merged' | 'split'; id: string; /** The campaign taken in, or the one it came off. */ other: string }
export interface Judged { campaigns: Campaign[]; setAside: SetAside[]; lineage: Lineage[] }
