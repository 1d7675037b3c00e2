import type { z } from 'zod';
import type { Bound, ImageRef, Language, PlatformId, ReadDocument, READ_GAPS, SourceKind as SourceKindId } from '#core/model.js';

/** What was fetched, as far as a reader needs it. `headers` have lower-case names. Survives a structured clone. */
export interface Capture {
  url: string;
  finalUrl: string;
  headers: Record<string, string>;
  body: Uint8Array;
  fetchedAt: Date;
}

/** Why a URL is in the frontier. Closed: shown with the URL. */
export const FOUND = ['start', 'article-link', 'section-link', 'feed-entry', 'feed', 'sitemap', 'sitemap-entry', 'older-page', 'counter'] as const;
export type Found = (typeof FOUND)[number];
/** A URL worth a visit. Higher priority goes first; start pages have 100. `modifiedAt`: when the site says that it changed. */
export interface FrontierLink { url: string; why: Found; priority: number; modifiedAt?: Date }

/** An account's counter seen on the page itself. `text` is how the page writes it; `low` and `high` (not in it) what its rounding leaves open. */
export interface Counter { account: { platform: PlatformId; handle: string }; metric: 'followers'; value: number; bound: Bound; low?: number; high?: number; text: string }

/** What a reader makes of a capture. A page may give links and no document. */
export interface ReadResult {
  /** The kind that read it, where that is not the source's own. */
  readAs?: SourceKindId;
  documents: ReadDocument[];
  /** For the frontier: normal http(s) URLs, each once, within the source's scope. */
  links: FrontierLink[];
  /** Images worth a look (posters with codes), each once. */
  images: ImageRef[];
  counters: Counter[];
  /** Part of the capture could not be read, though the rest was: shown under "what we could not see". */
  gap?: { reason: (typeof READ_GAPS)[number] | 'login-wall'; detail: string };
}

/** A source as far as its kind needs it. `settings` are checked by the kind's schema. */
export interface SourceSpec<S> { url: string; settings: S }

/**
 * A way in which an actor publishes. A new kind is a folder here and a line in index.ts.
 * Reading is pure: no clock, no network; times and bytes come in as arguments.
 */
export interface SourceKind<S = unknown> {
  id: SourceKindId;
  /** Changes whenever the same bytes may give other documents: part of a document's key. */
  version: number;
  settings: z.ZodType<S>;
  messages: Record<Language, { name: string; description: string }> & { en: { name: string; description: string } };
  /** Where a source of this kind starts. */
  start(source: SourceSpec<S>): FrontierLink[];
  /** How well a URL fits this kind, 0 to 1; 0 when it does not. */
  guess(url: URL): number;
  /** Sources of this kind are read by it alone, whatever the bytes look like. */
  alone?: true;
  /**
   * Settings under which its pages are read back to a local day, `days` ago: older posts, older pages of a list. Absent where a source shows what it shows now and nothing before it.
   * Settings that go further back by themselves stay.
   */
  goBack?(settings: Record<string, unknown>, day: string, days: number): Record<string, unknown>;
  /** Whether an address is this source's own: what others captured of it may be read as the source's words. Without it: any address of the source's host. */
  owns?(address: string, source: string): boolean;
  /** Whether these bytes are this kind's, whatever the source said. */
  recognises(capture: Capture): boolean;
  /** Throws `Unreadable` when nothing can be read. */
  read(capture: Capture, settings: S): ReadResult;
}

/** Keeps a kind's settings type to itself, so that kinds of different settings stand in one list. */
export const sourceKind = <S>(kind: SourceKind<S>): SourceKind => kind as unknown as SourceKind;
