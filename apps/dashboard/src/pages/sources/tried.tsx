import type { Answer } from '../../api/client.js';
import { FoundIn } from '../../parts/found-in.js';
import { Theirs } from '../../parts/naming.js';
import { may, useSeat } from '../../shell/session.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import { AddFound } from './add-found.js';
import { sourceWords } from './words.js';

/** What came of trying an address: the steps, what would be read, and putting it on the watchlist. */
export function Tried({ tried: { steps, found, state, url } }: { tried: Answer<'getTry'> }) {
  const t = useWords(sourceWords);
  const term = useWords(terms);
  const write = useWriting();
  const seat = useSeat();
  const watch = found?.watch ?? (found === null ? [] : [{ kind: found.kind, url }, ...found.feeds.slice(0, 3)]);
  const calls = found?.calls.filter(({ kind }) => kind === 'call').length ?? 0;
  return (
    <div className="stack tried" aria-live="polite">
      <details open={state !== 'done'}><summary>{t.steps}</summary><ol className="steps">{steps.map(({ step, text }, index) => <li key={index}><b>{step}</b> <bdi>{text}</bdi></li>)}</ol></details>
      {state === 'failed' ? <p className="fault">{t.failed}</p> : null}
      {found === null ? null : (
        <>
          <p><b>{termOf(term.sourceKinds, found.kind)}</b> · {t.documents(write.count(found.documents.length))} · {t.links(write.count(found.links.length))} · {calls === 0 ? t.noCalls : t.callsOn(write.count(calls))}</p>
          {found.calls.length > 0 ? <ul className="rows">{found.calls.map((of, index) => <li key={index} className="row-plain"><p className="quote"><Theirs text={of.quote} /></p><FoundIn of={of} /></li>)}</ul> : null}
          {found.documents.slice(0, 3).map((document) => <details key={document.url}><summary><Theirs text={document.title ?? document.url} language={document.language} /></summary><p className="text" lang={document.language === 'und' ? undefined : document.language}>{document.text}</p></details>)}
          {watch[0]?.url === url ? null : <p className="hint">{t.itsSite}</p>}
          {may(seat, 'admin') ? <AddFound key={url} watch={watch} /> : <div><h3>{t.yaml}</h3><p className="small soft">{t.yamlWhy}</p><pre className="code" tabIndex={0}>{`sources:${watch.map((one) => `\n  - kind: ${one.kind}\n    url: ${one.url}`).join('')}`}</pre></div>}
        </>
      )}
    </div>
  );
}
