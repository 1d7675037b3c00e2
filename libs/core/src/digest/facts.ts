import type { Account, AccountKey, Actor, Campaign, CallObservation, Check, Election, EditionAudience, Gap, Goal, HandCapture, LocalDate, LocalName, MetricObservation, Reading, Side, Source, Strength, Verdict } from '../model.js';

/** A call or count with the document that it stands in: all that an edition may say of it. */
export interface FactDocument {
  id: string; url: string; title: string | null; actorId: string; sourceId: string; language: string; at: Date; atPrecision: string; version: number;
  /** Who captured it, where a person did. */
  byHand?: Pick<HandCapture, 'by' | 'confirmedBy'> | null;
  /** The mark of the news agency whose text it is. */
  agency?: string | null;
}
/** `id` is the observation's, the same as in `CampaignCall.observationId`. */
export interface CallFact {
  id: string; document: FactDocument; observation: CallObservation; verdict: Verdict; check: Check;
  /** The words of the same text that check who complies, in their sentence. */
  proof?: { words: string; sentence: string };
  /** Why the rules found it, by language. */
  whyIn?: Record<string, string>;
}
/** A threat, a promise or conduct, as a text of the day has it. `payload` is the detector's. */
export interface StatementFact { id: string; kind: 'threat' | 'commitment' | 'conduct'; document: FactDocument; quote: string; payload: Record<string, unknown>; verdict: Verdict; check: Check }
/** A question that was put to an actor, and its answer. `about`: a finding's id. */
export interface ReplyFact { id: string; about: string | null; actorId: string; channel: string; askedAt: Date; deadline: Date | null; answer: string | null; answerLanguage: string | null; answeredAt: Date | null }
/** What became of a page, seen at `at`. `said`: findings of the versions before and after. */
export interface ChangeFact { id: string; kind: 'edited' | 'vanished' | 'returned'; actorId: string; title: string | null; url: string; documentId: string; beforeId: string | null; at: Date; lastSeenAt: Date | null; said: { before: number; after: number } }
export interface MetricFact { id: string; document: FactDocument; observation: MetricObservation; verdict: Verdict; check: Check }

/**
 * What the store knows when an edition is composed. Composition is pure: the same facts give the same edition.
 * `day` is the local day covered; `calls`, `metrics` hold `day` and the day before it, by the documents' publication.
 * `campaigns` are those active up to the end of `day`; `readings` reach back four weeks before it.
 */
export interface DayFacts {
  election: Election;
  day: LocalDate;
  /** The edition's own date: the morning after `day`. */
  date: LocalDate;
  audience: EditionAudience;
  number: number;
  cutOff: Date;
  actors: Actor[];
  sources: Source[];
  accounts: Account[];
  goals: Goal[];
  calls: CallFact[];
  metrics: MetricFact[];
  campaigns: Campaign[];
  /** How hard the drives' calls of days before were, by observation. */
  strengths?: Record<string, Strength>;
  readings: Reading[];
  gaps: Gap[];
  /** Ids of sources read at least once with a usable answer on `day` / on the day before. */
  readSources: { day: string[]; before: string[] };
  /** Documents first seen for `day`. */
  documents: { bySide: Partial<Record<Side, number>>; total: number };
  model: { on: boolean; name: string | null };
  /** `rule`: by a standing rule, which nobody applied by hand. */
  release: { state: 'released'; by: string; at: Date; rule?: true } | { state: 'held' };
  baseUrl: string | null;
  /** What was found of accounts on `day` and the day before: anomalies, events, promises against acts. */
  accountFindings?: AccountFindingFact[];
  /** Of `day`. */
  statements?: StatementFact[];
  /** Seen on `day`, oldest first. */
  changes?: ChangeFact[];
  /** Forms of address of which a source has without end, most refused first. */
  endless?: { sourceId: string; shape: string; taken: number; refused: number }[];
  /** Asked before the cut-off, and still open or answered since the day began. */
  replies?: ReplyFact[];
  /** A bulletin covers its own day up to the cut-off; the daily note (the default) covers the day before. */
  kind?: 'daily' | 'bulletin';
  /** 1 unless an edition of the same key was composed again. */
  sequence?: number;
  /** Errors in earlier notes, as an editor worded them. */
  corrections?: Correction[];
  /** Random pages without a finding that people read again, and how many calls they found there. */
  sample?: { checked: number; missed: number } | null;
}
/** `payload` holds the evidence, by kind: docs/methodology.md, "Accounts". */
export interface AccountFindingFact { id: string; class: 'anomaly' | 'event' | 'commitment'; kind: string; account: AccountKey | null; actorId: string | null; day: LocalDate; verdict: Verdict; unexplained: boolean; payload: Record<string, unknown>; documentId: string | null }
/** `note` is the number of the edition that was wrong. */
export interface Correction { note: number; text: LocalName }
