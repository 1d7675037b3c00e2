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
export const STORIES = ['wire', 'denial', 'goal', 'count', 'classrooms', 'promise', 'reversal', 'threat', 'abroad', 'purge', 'returned', 'photos'] as const;
export type StoryName = (typeof STORIES)[number];

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
