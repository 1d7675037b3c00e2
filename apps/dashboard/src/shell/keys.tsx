import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { Dialog } from '../parts/dialog.js';
import { useWords } from '../words/index.js';
import { shellWords } from './words.js';

const GO: Record<string, { to: string; page: keyof (typeof shellWords)['en']['nav'] }> = {
  t: { to: '/', page: 'today' }, d: { to: '/drives', page: 'drives' }, a: { to: '/accounts', page: 'accounts' }, r: { to: '/review', page: 'review' }, s: { to: '/sources', page: 'sources' },
  e: { to: '/editions', page: 'editions' }, u: { to: '/set-up', page: 'setUp' }, p: { to: '/settings', page: 'settings' }, q: { to: '/queues', page: 'queues' },
};
const IN_REVIEW = ['j', 'k', 'c', 'r', 'e', 'd', 'n'] as const;
/** A key is for the page, unless somebody writes, a dialog is open, or it is one of the browser's. */
export const isForPage = (event: KeyboardEvent): boolean => !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented
  && !(event.target instanceof HTMLElement && (event.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.closest('[role="dialog"], [role="menu"]') !== null));

/** `g` and a letter goes to a page, `/` to the search, `?` says so. */
export function Keys() {
  const t = useWords(shellWords);
  const [, go] = useLocation();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    // Not 0: events are timed from the opening of the page, and no key had begun anything then.
    let began = Number.NEGATIVE_INFINITY;
    const pressed = (event: KeyboardEvent): void => {
      if (!isForPage(event)) return;
      if (event.key === '?') setOpen(true);
      else if (event.key === '/') { event.preventDefault(); go('/search'); }
      else if (event.key === 'g') { began = event.timeStamp; return; }
      else if (event.timeStamp - began < 1200 && GO[event.key]) { event.preventDefault(); go(GO[event.key]!.to); }
      began = Number.NEGATIVE_INFINITY;
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [go]);
  return (
    <Dialog open={open} close={() => setOpen(false)} title={t.keys.title}>
      <dl className="facts">
        {Object.entries(GO).map(([key, { page }]) => <div key={key} className="row"><dt><kbd>g</kbd> <kbd>{key}</kbd></dt><dd>{t.nav[page]}</dd></div>)}
        <div className="row"><dt><kbd>/</kbd></dt><dd>{t.keys.search}</dd></div>
        <div className="row"><dt><kbd>?</kbd></dt><dd>{t.keys.help}</dd></div>
      </dl>
      <h3>{t.keys.inReview}</h3>
      <dl className="facts">{IN_REVIEW.map((key) => <div key={key} className="row"><dt><kbd>{key}</kbd></dt><dd>{t.keys.review[key]}</dd></div>)}</dl>
      <div className="actions"><button type="button" className="button" onClick={() => setOpen(false)}>{t.close}</button></div>
    </Dialog>
  );
}
