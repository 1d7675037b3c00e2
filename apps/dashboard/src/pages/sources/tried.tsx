import { Link } from 'wouter';
import type { Answer } from '../../api/client.js';
import { Theirs } from '../../parts/naming.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import { sourceWords } from './words.js';

/** What came of trying an address: the steps, what would be read, and the lines for the watchlist. */
export function Tried({ tried: { steps, found, state, url } }: { tried: Answer<'getTry'> }) {
  const t = useWords(sourceWords);
  const term = useWords(terms);
  const write = useWriting();
  return (
    <div className="stack tried" aria-live="polite">
      <details open={state !== 'done'}><summary>{t.steps}</summary><ol className="steps">{steps.map(({ step, text }, index) => <li key={index}><b>{step}</b> <bdi>{text}</bdi></li>)}</ol></details>
      {state === 'failed' ? <p className="fault">{t.failed}</p> : null}
      {found === null ? null : (
        <>
          <p><b>{termOf(term.sourceKinds, found.kind)}</b> · {t.documents(write.count(found.documents.length))} · {t.links(write.count(found.links.length))} · {found.calls.length === 0 ? t.noCalls : `${t.calls}: ${write.count(found.calls.length)}`}</p>
          {found.feeds.length > 0 ? <div><h3>{t.feeds}</h3><ul className="rows">{found.feeds.map((feed) => <li key={feed.url} className="row-plain"><b>{termOf(term.sourceKinds, feed.kind)}</b> <bdi>{feed.url}</bdi></li>)}</ul></div> : null}
          {found.calls.length > 0 ? <ul className="rows">{found.calls.map(({ kind, quote, why }, index) => <li key={index} className="row-plain"><p className="quote"><Theirs text={quote} /></p><small className="soft">{termOf(term.findings, kind)} · {why}</small></li>)}</ul> : null}
          {found.documents.slice(0, 3).map((document) => <details key={document.url}><summary><Theirs text={document.title ?? document.url} language={document.language} /></summary><p className="text" lang={document.language === 'und' ? undefined : document.language}>{document.text}</p></details>)}
          <div><h3>{t.yaml}</h3><p className="small soft">{t.yamlWhy}</p><pre className="code" tabIndex={0}>{`sources:\n  - kind: ${found.kind}\n    url: ${url}${found.feeds.slice(0, 3).map((feed) => `\n  - kind: ${feed.kind}\n    url: ${feed.url}`).join('')}`}</pre><p><Link href="/set-up">{t.addToWatchlist}</Link></p></div>
        </>
      )}
    </div>
  );
}
