/**
 * The nouns of the product. Every table, route and page uses these words.
 * Times are `Date` in UTC; a page's own offset is kept only by readers (`published.text`).
 * Spans are UTF-16 code units, half open, into the text exactly as stored.
 */

export type Language = string; // BCP 47 primary subtag: 'en', 'km', ...; 'und' when unknown

/** The name of something in the languages that the watchlist gives; `en` is always there. */
export type LocalName = { en: string; [language: Language]: string };

/** `YYYY-MM-DD`, a calendar day in the election's time zone. */
export type LocalDate = string;

export type PhaseName = 'pre-campaign' | 'campaign' | 'silence' | 'polling' | 'counting' | 'after';
/** Both ends are inclusive local days. */
export interface Phase { name: PhaseName; from: LocalDate; to: LocalDate }

export const AUDIENCES = ['staff', 'partners', 'public'] as const;
export type EditionAudience = (typeof AUDIENCES)[number];

export interface Election {
  id: string;
  name: LocalName;
  polity: LocalName;
  timeZone: string;
  pollingDay: LocalDate;
  phases: Phase[];
  /** Who may see editions without a person's release, and who set that rule. */
  releaseRules: ReleaseRule[];
  watchlistVersion: number;
  /** People of the country, and the share of them who use the internet, 0 to 1; null where the watchlist does not say. */
  population?: number | null;
  onlineShare?: number | null;
  /** The day around which posting before and after is compared, where the watchlist names one. */
  watershed?: LocalDate | null;
}
export interface ReleaseRule { audience: EditionAudience; setBy: string; why: string }

export const ACTOR_KINDS = ['ministry', 'state-media', 'pro-government-media', 'independent-media', 'opposition-media', 'party', 'official',
  'tycoon', 'school', 'local-authority', 'election-body', 'civil-society', 'other'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];
/** Whether carrying what others say is the work of an actor of this kind. */
export const isMedia = (kind: string): boolean => kind.endsWith('-media');
/** The side in whose table row an actor is counted. */
export const SIDES = ['government', 'state-and-allied-media', 'independent', 'opposition', 'election-body'] as const;
export type Side = (typeof SIDES)[number];
export interface Actor { id: string; name: LocalName; kind: ActorKind; side: Side }

/** The id of a source kind (a folder of `kinds/sources`). Open on purpose: a new kind needs no edit here. */
export type SourceKind = string;
export interface Source {
  id: string;
  actorId: string;
  kind: SourceKind;
  url: string;
  settings: Record<string, unknown>;
  robots: { mode: 'obey' } | { mode: 'ignore'; reason: string };
  /** Least milliseconds between two requests to the source's host, unless robots.txt asks for more. */
  paceMs: number;
  paused: boolean;
}

/** The id of a platform (a folder of `kinds/platforms`): 'telegram', 'tiktok', ...; 'other' = another one or not stated. */
export type PlatformId = string;
/** One normal form: handle without @, lower case, except ids that lead nowhere in small letters (YouTube's). Key: `platform:handle`, always lower case. */
export interface AccountRef { platform: PlatformId; handle: string | null; url: string | null }
export type AccountKey = `${string}:${string}`;
export interface Account {
  key: AccountKey;
  platform: PlatformId;
  handle: string;
  name: LocalName | null;
  ownerActorId: string | null;
  status: 'official' | 'unofficial' | 'impersonator' | 'unknown';
  watched: boolean;
  /** The account that it takes the place of, as the watchlist says. */
  replaces?: AccountKey | null;
}

/** Why a visit gave no new snapshot, or what it gave. Closed: each has a message in the digest. */
export const FETCH_OUTCOMES = ['ok', 'unchanged', 'blocked', 'geo-blocked', 'challenge', 'captcha', 'login-wall', 'refused-by-robots', 'private-address', 'not-found', 'soft-not-found', 'gone',
  'server-error', 'throttled', 'too-large', 'timed-out', 'too-many-redirects', 'connection-failed', 'tls-failed', 'dns-failed', 'broken',
  'not-html', 'unsupported-type', 'empty', 'scheme', 'bad-url'] as const;
export type FetchOutcome = (typeof FETCH_OUTCOMES)[number];

export interface Snapshot {
  id: string;
  sourceId: string;
  url: string;
  finalUrl: string;
  status: number;
  headers: Record<string, string>;
  sha256: string;
  bytes: number;
  fetchedAt: Date;
  redirects: string[];
}

export type Precision = 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year';
/** A moment as a page states it. `how` names the evidence: 'json-ld', 'meta', 'url', 'time-element', 'text', 'feed', 'channel'. */
export interface Published {
  at: Date; precision: Precision; how: string; text: string;
  /** The page names no zone: `at` holds its wall clock as if that were UTC's, as a bare day does. The store takes it for the election's. */
  local?: true;
}

export interface Link { href: string; text: string }
export interface ImageRef { url: string; alt: string | null }

/** What a source kind's reader makes of a snapshot. Identity within a source is `url`. */
export interface ReadDocument {
  url: string;
  /** The item's own id where it has one (a channel post's number). */
  externalId: string | null;
  title: string | null;
  text: string;
  language: Language;
  author: string | null;
  published: Published | null;
  links: Link[];
  images: ImageRef[];
  views: number | null;
  forwardedFrom: string | null;
  edited: boolean;
  /** A line that the platform wrote among the posts (a new name, a pinned post). */
  service?: true;
  /** Only of what a person captured. */
  byHand?: HandCapture;
}
export interface Document extends ReadDocument { id: string; sourceId: string; actorId: string; snapshotId: string; version: number; firstSeenAt: Date }

/**
 * A capture that a person made: a screenshot, a sheet of counts, a note of a broadcast. `by` and `confirmedBy` are codes, never names; `sha256` is that of the
 * file. What it says is marked "by hand" wherever it is shown.
 */
export interface HandCapture { by: string; at: string; how: string; sha256: string; confirmedBy: string | null }

export const CALL_ACTIONS = ['follow', 'join', 'subscribe', 'like', 'share', 'scan_qr', 'invite_others'] as const;
export type CallAction = (typeof CALL_ACTIONS)[number];
export const CALL_AUDIENCES = ['employees', 'students', 'citizens', 'local_authorities', 'members', 'fans', 'general'] as const;
export type CallAudience = (typeof CALL_AUDIENCES)[number];
export const STRENGTHS = ['invitation', 'instruction', 'mandatory'] as const;
export type Strength = (typeof STRENGTHS)[number];
export const VOICES = ['own', 'reported', 'boilerplate'] as const;
export type Voice = (typeof VOICES)[number];

export interface Span { start: number; end: number }
/** What every detector returns. `quote` is `text.slice(start, end)`, byte for byte. */
export interface Observation<K extends string = string, P = Record<string, unknown>> {
  kind: K;
  span: Span;
  quote: string;
  payload: P;
  /** The rule that found it, in words an analyst can follow. */
  why: string;
  /** 0 to 1. */
  confidence: number;
}

/** `asking`, `people` and `checked`: words of the folded text. `voice`: by what a voice other than the publisher's own was told. `account` is how the text names it. */
export interface CallReason { rule: string; voice: string | null; asking: string; people: string | null; account: string | null; place: 'sentence' | 'nearby' | 'platform' | 'none'; checked: string | null }

export interface CallPayload {
  voice: Voice;
  caller: string | null;
  audience: CallAudience;
  target: AccountRef & { owner: string | null };
  action: CallAction;
  strength: Strength;
  /** The words of the text that check who complies, verbatim: they make a call mandatory. Absent where there are none. */
  proof?: string;
  /** On what the call rests, by ids that the detector's messages put into words. Absent where another reader than the rules found it. */
  reason?: CallReason;
}
export type CallObservation = Observation<'call', CallPayload>;

export type Bound = '=' | '≈' | '≥' | '≤';
export interface MetricPayload { metric: 'followers' | 'likes' | 'subscribers' | 'views' | 'posts_per_day'; value: number; bound: Bound; platform: PlatformId; handle: string | null; owner: string | null; asOf: string | null }
export type MetricObservation = Observation<'metric', MetricPayload>;

export interface Reading {
  account: AccountKey;
  metric: 'followers';
  value: number;
  bound: Bound;
  at: Date;
  how: 'observed' | 'reported';
  /** What rounding leaves open; null where only the bound is known. */
  low?: number | null;
  high?: number | null;
  /** The actor whose text reports it; null where we saw it. */
  by?: string | null;
  /** Ids of the snapshot or document behind it. */
  snapshotId: string | null;
  documentId: string | null;
}

/** A goal for an account, from the watchlist or a text. `by` is a local day. */
export interface Goal { account: AccountKey; value: number; by: LocalDate | null; statedBy: string; statedOn: LocalDate | null; source: string }

export const VERDICTS = ['observed', 'reported', 'corroborated', 'alleged', 'disputed'] as const;
export type Verdict = (typeof VERDICTS)[number];
export const CHECKS = ['machine', 'one reader', 'two agree'] as const;
export type Check = (typeof CHECKS)[number];

/** One call as a member of a drive: who, when, on what evidence. */
/** How well a call's moment is known, where not to the hour: `day` where its page gives a day alone (`at` is that day's first moment), `seen` where it gives none (`at` is when we saw it). */
export type Dated = 'day' | 'seen';
export interface CampaignCall { documentId: string; actorId: string; at: Date; observationId: string; dated?: Dated }
/** Kinds of likeness that link the members of a drive; each has a message. */
export const LINK_KINDS = ['same target', 'near-same text', 'same quote', 'same link', 'same image', 'same hashtags', 'same forward'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];
/** What several members of a drive have in common beside its target. `key` names it: an address, a hash, tags, a channel, the first words of a text. */
export interface CampaignObject { kind: LinkKind; key: string; members: string[]; documentIds: string[] }
/** When a member first called, how long after the first of all, and whether in words of its own (`origin`) or by printing another's (`echo`). */
export interface CampaignMember { actorId: string; firstAt: Date; afterMs: number; calls: number; role: 'origin' | 'echo'; /** How well `firstAt` is known. */ dated?: Dated }
/** Shown to readers as *drive*, since the electoral campaign is the campaign. */
export interface Campaign {
  id: string;
  target: AccountKey;
  members: string[];
  calls: CampaignCall[];
  firstAt: Date;
  lastAt: Date;
  /** Which kinds of likeness link the members. */
  links: LinkKind[];
  objects: CampaignObject[];
  /** Who began, who followed and how fast: in order of their first calls. */
  order: CampaignMember[];
  /** Highest share of text two members' documents have in common, 0 to 1; null where no texts were alike. */
  similarity: number | null;
  /** Probability that such calls come so close together by chance, under the test of docs/methodology.md; null where too few moments are known. */
  pValue: number | null;
  verdict: Verdict;
}

/** What we could not see. Reasons are FETCH_OUTCOMES or one of these. */
export const READ_GAPS = ['parser-failed', 'parser-timed-out', 'selector-drift', 'legacy-text', 'quarantined', 'cut-short', 'endless-addresses', 'images-failed', 'no-preview', 'scanned', 'model-off', 'model-budget', 'model-failed', 'not-monitored', 'needs-browser', 'disk-full'] as const;
export type GapReason = FetchOutcome | (typeof READ_GAPS)[number];
export interface Gap { sourceId: string | null; reason: GapReason; detail: string; firstAt: Date; lastAt: Date; tries: number; open: boolean }

export interface Recipient { id: string; email: string; name: string | null; language: Language; audience: EditionAudience }
export const DELIVERY_STATES = ['pending', 'sending', 'sent', 'failed', 'unknown'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
