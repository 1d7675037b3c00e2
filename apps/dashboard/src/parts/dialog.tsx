import { lazy, Suspense, useState } from 'react';
import type { DialogGiven } from './aria-dialog.js';

const load = (): Promise<typeof import('./aria-dialog.js')> => import('./aria-dialog.js');
const AriaDialog = lazy(load);
/** What dialogs are made of is no part of the first load: it is fetched once the page has come to rest. */
setTimeout(() => { void load(); }, 3000);

/** A question in front of the page: takes the focus, closes with Escape, gives the focus back. */
export function Dialog(given: DialogGiven) {
  // Once it was open it stays, so that it can give the focus back.
  const [used, setUsed] = useState(given.open);
  if (given.open && !used) setUsed(true);
  return used ? <Suspense fallback={null}><AriaDialog {...given} /></Suspense> : null;
}
