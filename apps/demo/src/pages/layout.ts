import type { Article, Site } from '../model.js';

/** A page of a list: articles newest first. `page` counts from 1; `section` is null on the front page. */
export interface ListView { articles: Article[]; page: number; pages: number; section: Article['section'] | null }
/** What a layout may know of its surroundings. `origin` has no slash at its end. */
export interface Surroundings { site: Site; origin: string; sections: Article['section'][] }

/** The look of a site's software: its addresses and its markup (well-formed XML, so that a test can tell a slip from a style). */
export interface LayoutPages {
  pathOf: (article: Article) => string;
  /** The address of a list; page 1 of section null is `/`. */
  listPath: (section: Article['section'] | null, page: number) => string;
  article: (article: Article, related: Article[], around: Surroundings) => string;
  list: (view: ListView, around: Surroundings) => string;
  /** Any other page: about us, staff area, not found. */
  plain: (title: string, text: string, around: Surroundings) => string;
  feedPath: string | null;
  sitemapPath?: string;
}
