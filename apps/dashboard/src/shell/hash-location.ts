import { useSyncExternalStore } from 'react';
import type { BaseLocationHook } from 'wouter';

const subscribe = (changed: () => void): (() => void) => { addEventListener('hashchange', changed); return () => removeEventListener('hashchange', changed); };
const parts = (): [path: string, search: string] => { const [path = '', search = ''] = location.hash.slice(1).split('?'); return [path.startsWith('/') ? path : '/', search]; };
const navigate = (to: string, { replace = false }: { replace?: boolean } = {}): void => {
  if (!replace) { location.hash = to; return; }
  history.replaceState(null, '', `#${to}`);
  dispatchEvent(new HashChangeEvent('hashchange'));
};

/** Where the reader is: path and search both stand behind the `#`, so that neither reaches a server. (The router's own hook for hashes puts the search before it.) */
export const useHashPath: BaseLocationHook = Object.assign(() => [useSyncExternalStore(subscribe, () => parts()[0]), navigate] as [string, typeof navigate], { hrefs: (href: string) => `#${href}` });
export const useHashSearch = (): string => useSyncExternalStore(subscribe, () => parts()[1]);
