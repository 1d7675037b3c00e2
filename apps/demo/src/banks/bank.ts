import type { DemoLanguage } from '../calendar.js';
import type { Section } from '../model.js';

/** Templates hold `{slots}`. A bank is one way of wording everything in the country; another bank words it otherwise and plants the same things. */

export interface OrdinaryTopic { titles: string[]; leads: string[]; facts: string[]; quotes: string[]; closings: string[] }
export type OrdinarySection = Exclude<Section, 'announcements' | 'society'>;
export interface LetterBank {
  titles: string[];
  openings: string[];
  reasons: string[];
  /** The sentence that asks. Holds {premier} and {link}. */
  asks: string[];
  duties: string[];
  closings: string[];
  /** Asks for proof, which makes the letter mandatory. Holds {deadline}. */
  proofs: string[];
}
/** A story: a title and paragraphs. */
export interface StoryText { title: string; paragraphs: string[] }
export const STORIES = ['wire', 'denial', 'goal', 'count', 'classrooms', 'promise', 'reversal', 'threat', 'abroad', 'purge', 'returned', 'photos',
  'conditional', 'unanswered', 'student', 'reports', 'oldPlatform', 'republished', 'renamed'] as const;
export type StoryName = (typeof STORIES)[number];

/**
 * What several voices ask for, each as an article and as a channel's post. `shortVideo`: the Premier's TikTok account ({tiktok}); `poster`: a notice under a
 * printed code, which alone says where it leads; `video`: the Premier himself about his YouTube channel ({youtube}); `challenger`: the opposition
 * leader's new channel ({challengerLink}); `results`: the election body's channel ({commissionLink}); `warning`: institutions against an account that
 * is not theirs ({falseLink}).
 */
export const APPEALS = ['shortVideo', 'poster', 'video', 'challenger', 'results', 'warning'] as const;
export type AppealName = (typeof APPEALS)[number];
export interface AppealTexts { articles: StoryText[]; posts: string[] }

export interface LanguageBank {
  ordinary: Record<OrdinarySection, OrdinaryTopic>;
  letter: LetterBank;
  /** The health ministry's own calls about its own channel. */
  healthAppeals: StoryText[];
  stories: Record<StoryName, StoryText[]>;
  /** A news event that everybody covers, each in other words: pieces from which an outlet builds its article. */
  event: { titles: string[]; leads: string[]; facts: string[]; quotes: string[] };
  /** What the opposition party says on its own channel to win followers for it. */
  partyAppeals: string[];
  channelNotes: { premier: string[]; party: string[]; radio: string[] };
  appeals: Record<AppealName, AppealTexts>;
  /** Under recordings and albums. */
  captions: { voice: string[]; album: string[] };
}
export type Bank = Record<DemoLanguage, LanguageBank>;

/** Replaces each `{slot}`; a slot without a value is a fault of the bank and throws. */
export function fill(template: string, slots: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = slots[name];
    if (value === undefined) throw new Error(`the phrase "${template.slice(0, 60)}…" needs {${name}}`);
    return value;
  });
}

/** Fills a story's slots once, so that every outlet that prints it prints the same words. */
export function tell(story: StoryText, slots: Record<string, string>): { title: string; paragraphs: string[] } {
  return { title: fill(story.title, slots), paragraphs: story.paragraphs.map((paragraph) => fill(paragraph, slots)) };
}
