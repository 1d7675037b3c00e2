import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { Dialog } from '../parts/dialog.js';
import { useWords } from '../words/index.js';
import { shellWords } from './words.js';

const GO: Record<string, string> = { t: '/', d: '/drives', a: '/accounts', r: '/review', s: '/sources' };
/** A key is for the page, unless somebody writes, a dialog is open, or it is one of the browser's. */
export const isForPage = (event: KeyboardEvent): boolean => !event.ctrlKey && !event.metaKey && !event.altKey && !event.defaultPrevented
  && !(event.target instanceof HTMLElement && (event.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.closest('[role="dialog"], [role="menu"]') !== null));

/** `g` and a letter goes to a page, `/` to the search, `?` says so. */
export function Keys() {
  const t = useWords(shellWords);
  const [, go] = useLocation();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    let began = 0;
    const pressed = (event: KeyboardEvent): void => {
      if (!isForPage(event)) return;
      if (event.key === '?') setOpen(true);
      else if (event.key === '/') { event.preventDefault(); go('/search'); }
      else if (event.key === 'g') { began = event.timeStamp; return; }
      else if (event.timeStamp - began < 1200 && GO[event.key]) { event.preventDefault(); go(GO[event.key]!); }
      began = 0;
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [go]);
  return (
    <Dialog open={open} close={() => setOpen(false)} title={t.keys.title}>
      <dl className="facts">
        {(['t', 'd', 'a', 'r', 's'] as const).map((key) => <div key={key} className="row"><dt><kbd>g</kbd> <kbd>{key}</kbd></dt><dd>{t.keys[key]}</dd></div>)}
        <div className="row"><dt><kbd>/</kbd></dt><dd>{t.keys.search}</dd></div>
        <div className="row"><dt><kbd>?</kbd></dt><dd>{t.keys.help}</dd></div>
      </dl>
      <div className="actions"><button type="button" className="button" onClick={() => setOpen(false)}>{t.close}</button></div>
    </Dialog>
  );
}
