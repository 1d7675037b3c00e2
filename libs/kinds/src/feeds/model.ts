import type { Stated } from './stated-date.js';

export type { Stated };

/** What a feed wrote, as text or as markup; markup holds nothing that is never shown (scripts, styles). */
export interface Written { value: string; markup: boolean }

/** An entry as its feed gives it: references are resolved only against the feed's own `xml:base`. */
export interface Entry {
  id: string | null;
  title: Written | null;
  url: string | null;
  author: string | null;
  published: Stated | null;
  /** When it last changed; where the feed does not say, when it was published. */
  updated: Stated | null;
  content: Written | null;
  summary: Written | null;
  images: string[];
  /** YouTube and Media RSS count views. */
  views: number | null;
}
export interface Feed { title: Written | null; url: string | null; language: string | null; entries: Entry[]; /** More entries followed than are read. */ cut: boolean }
