import type { Account, Actor, Campaign, CallObservation, Check, Election, EditionAudience, Gap, Goal, LocalDate, MetricObservation, Reading, Side, Source, Verdict } from '../model.js';

/** A call or count with the document that it stands in: all that an edition may say of it. */
export interface FactDocument { id: string; url: string; title: string | null; actorId: string; sourceId: string; language: string; at: Date; atPrecision: string; version: number }
export interface CallFact { id: string; document: FactDocument; observation: CallObservation; verdict: Verdict; check: Check }
export interface MetricFact { id: string; document: FactDocument; observation: MetricObservation; verdict: Verdict; check: Check }

/**
 * What the store knows when an edition is composed. Composition is pure: the same facts give the same edition.
 * `day` is the local day covered; `calls`, `metrics` hold `day` and the day before it, by the documents' publication.
 * `campaigns` are those active up to the end of `day`.
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
  readings: Reading[];
  gaps: Gap[];
  /** Ids of sources read at least once with a usable answer on `day` / on the day before. */
  readSources: { day: string[]; before: string[] };
  /** Documents first seen for `day`. */
  documents: { bySide: Partial<Record<Side, number>>; total: number };
  model: { on: boolean; name: string | null };
  release: { state: 'released'; by: string; at: Date } | { state: 'held' };
  baseUrl: string | null;
}
