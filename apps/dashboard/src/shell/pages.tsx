import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

interface PageEntry { path: string; page: LazyExoticComponent<ComponentType> }
/** Every page and its address behind the `#`, which no server and no proxy gets to see: what an analyst looks at is in nobody's log. Each is fetched when first opened. */
export const PAGES: PageEntry[] = [
  { path: '/', page: lazy(() => import('../pages/today/index.js')) },
  { path: '/drives', page: lazy(() => import('../pages/drives/index.js')) },
  { path: '/drives/:id', page: lazy(() => import('../pages/drive/index.js')) },
  { path: '/accounts', page: lazy(() => import('../pages/accounts/index.js')) },
  { path: '/accounts/:key', page: lazy(() => import('../pages/account/index.js')) },
  { path: '/review', page: lazy(() => import('../pages/review/index.js')) },
  { path: '/search', page: lazy(() => import('../pages/search/index.js')) },
  { path: '/documents/:id', page: lazy(() => import('../pages/document/index.js')) },
  { path: '/sources', page: lazy(() => import('../pages/sources/index.js')) },
  { path: '/sources/:id', page: lazy(() => import('../pages/source/index.js')) },
  { path: '/editions', page: lazy(() => import('../pages/editions/index.js')) },
  { path: '/editions/:id', page: lazy(() => import('../pages/edition/index.js')) },
  { path: '/set-up', page: lazy(() => import('../pages/set-up/index.js')) },
  { path: '/settings', page: lazy(() => import('../pages/settings/index.js')) },
  { path: '/queues', page: lazy(() => import('../pages/queues/index.js')) },
];
