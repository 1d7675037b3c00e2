import { lazy, type ComponentType } from 'react';
import Today from '../pages/today/index.js';

type Load = () => Promise<{ default: ComponentType }>;

interface PageEntry { path: string; load: Load; page: ComponentType }
const at = (path: string, load: Load): PageEntry => ({ path, load, page: lazy(load) });
/** Every page and its address behind the `#`, which no server and no proxy gets to see: what an analyst looks at is in nobody's log. Each is fetched when first opened. */
export const PAGES: PageEntry[] = [
  // The first one of the day comes with the frame.
  { path: '/', load: () => Promise.resolve({ default: Today }), page: Today },
  at('/drives', () => import('../pages/drives/index.js')),
  at('/drives/:id', () => import('../pages/drive/index.js')),
  at('/accounts', () => import('../pages/accounts/index.js')),
  at('/accounts/:key', () => import('../pages/account/index.js')),
  at('/review', () => import('../pages/review/index.js')),
  at('/search', () => import('../pages/search/index.js')),
  at('/documents/:id', () => import('../pages/document/index.js')),
  at('/sources', () => import('../pages/sources/index.js')),
  at('/sources/:id', () => import('../pages/source/index.js')),
  at('/editions', () => import('../pages/editions/index.js')),
  at('/editions/:id', () => import('../pages/edition/index.js')),
  at('/set-up', () => import('../pages/set-up/index.js')),
  at('/settings', () => import('../pages/settings/index.js')),
  at('/queues', () => import('../pages/queues/index.js')),
];

/** Begins to fetch the page that an address leads to, before it is known who asks: on a slow line that is half the wait. */
export function fetchAhead(path: string): void {
  const first = (of: string): string => of.split('/', 2)[1] ?? '';
  const depth = (of: string): number => of.split('/').filter((part) => part !== '').length;
  void PAGES.find((entry) => first(entry.path) === first(path) && depth(entry.path) === depth(path))?.load();
}
