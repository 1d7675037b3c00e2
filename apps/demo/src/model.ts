import type { ActorKind, LocalDate, Side } from '#core/model.js';
import type { DemoLanguage } from './calendar.js';

/** The demo country as data. Everything that its servers show is rendered from this; `truth` is never given to what renders. */

export interface DemoName { en: string; km: string }

export interface DemoActor { id: string; name: DemoName; kind: ActorKind; side: Side }

/** An article as its author wrote it. Bare `t.me/…` and `https://…` become links when it is rendered. */
export interface Article {
  /** Counts up from 1 within its site in the order of publication. */
  number: number;
  at: Date;
  language: DemoLanguage;
  section: Section;
  title: string;
  paragraphs: string[];
  author: string | null;
  /** A poster under the text: the address that its printed code holds. */
  code?: string;
  /** Sent out as a PDF that the page only names: with its text, or as a picture of the sheet. */
  paper?: 'pdf' | 'scan';
}
export const SECTIONS = ['announcements', 'elections', 'roads', 'schools', 'weather', 'sport', 'health', 'society'] as const;
export type Section = (typeof SECTIONS)[number];
/** An article before it has its place in a site. */
export type Placed = Omit<Article, 'number'> & { actorId: string };

export const LAYOUTS = ['wordpress', 'tables', 'modern', 'legacy', 'portal', 'journal'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** A web site: one origin of its own. */
export interface Site {
  id: string;
  actor: DemoActor;
  layout: Layout;
  /** How the watchlist reads it. */
  readAs: 'website' | 'feed' | 'sitemap';
  /** The language of menus and footers. */
  language: DemoLanguage;
  /** Khmer with zero-width spaces between words, as many sites there write it. */
  wordBreaks: boolean;
  /** Accounts promoted at the foot of every page, whatever the page is about. */
  footer: { platform: string; handle: string; url: string }[];
  articles: Article[];
}

/** A site that cannot be read, and in which way. */
export interface BrokenSite { id: string; actor: DemoActor; fault: 'down' | 'blocks' | 'login-wall' | 'redirects-to-private' }

export interface ChannelPost {
  number: number;
  at: Date;
  language: DemoLanguage;
  text: string;
  forwardedFrom: { title: string; url: string } | null;
  /** Pictures; more than one make an album. */
  photos: number;
  /** Seconds of a recording; null for none. */
  voice: number | null;
  /** The address that the code on its (first) picture holds. */
  code: string | null;
  edited: boolean;
  views: number;
}
/** A post before it has its place in a channel; `channel` is the channel's key in `world.handles`. */
export type PlacedPost = Pick<ChannelPost, 'at' | 'language' | 'text'> & Partial<Pick<ChannelPost, 'forwardedFrom' | 'photos' | 'code'>> & { channel: string };
/** A public channel with a preview page. */
export interface Channel {
  handle: string;
  actor: DemoActor;
  title: DemoName;
  description: string;
  posts: ChannelPost[];
  status: 'official' | 'unofficial';
  /** Whether the watchlist follows its subscriber counter, and whether it reads its posts (how far back). */
  watched: boolean;
  readFrom: LocalDate | null;
  /** Subscribers at the start of each local day, from `firstDay` on; between two days it moves evenly. */
  subscribers: { firstDay: LocalDate; values: number[] };
  /** It had this address until then. */
  formerly?: { handle: string; until: Date };
}

export interface DemoGoal { account: string; value: number; by: LocalDate; statedBy: string; statedOn: LocalDate; siteId: string; articleNumber: number }

export interface TruthCampaign { id: string; target: string; members: string[] }
export interface TruthDecoy { kind: 'wire' | 'news-event' | 'public-health' | 'election-info' | 'footer' | 'denial'; target: string | null; members: string[] }
/** What was planted. Written by the process that made the country and read by no other. */
export interface Truth { seed: number; date: LocalDate; campaigns: TruthCampaign[]; decoys: TruthDecoy[] }

export interface Country {
  seed: number;
  /** The edition's date: its digest covers the day before. */
  date: LocalDate;
  pollingDay: LocalDate;
  timeZone: string;
  name: DemoName;
  electionName: DemoName;
  actors: DemoActor[];
  sites: Site[];
  broken: BrokenSite[];
  channels: Channel[];
  /** Accounts on platforms that show nothing to those who do not log in. */
  otherAccounts: { platform: string; handle: string; actor: DemoActor; name: DemoName }[];
  goals: DemoGoal[];
  truth: Truth;
}
