import { useState, type FormEvent } from 'react';
import { useAsk, useDo } from '../../api/use-ask.js';
import { Panel } from '../../parts/page.js';
import { Fault, Waiting } from '../../parts/state.js';
import { useSeat } from '../../shell/session.js';
import { useWords } from '../../words/index.js';
import { Tried } from './tried.js';
import { sourceWords } from './words.js';

/** A pasted address: fetched, read and detected as the crawl would, with every step shown. */
export function TryAddress({ url: given }: { url?: string }) {
  const t = useWords(sourceWords);
  const { election } = useSeat();
  const [url, setUrl] = useState(given ?? '');
  const begin = useDo('tryAddress');
  const id = begin.data?.id;
  const tried = useAsk('getTry', { params: { id: id ?? '' } }, { when: id !== undefined, everyMs: 1200 });
  const state = tried.data?.state ?? (begin.isPending ? 'waiting' : undefined);
  const busy = state === 'waiting' || state === 'working';
  const send = (event: FormEvent): void => {
    event.preventDefault();
    // People copy addresses without their scheme.
    const address = /^[a-z][a-z0-9+.-]*:/i.test(url.trim()) ? url.trim() : `https://${url.trim()}`;
    setUrl(address);
    begin.mutate({ body: { election: election.id, url: address } });
  };
  return (
    <Panel title={given === undefined ? t.add : t.tryNow}>
      <form className="filters" onSubmit={send}>
        <label className="field wide"><span>{t.url}</span><input type="text" inputMode="url" autoCapitalize="none" required value={url} onChange={({ target }) => { setUrl(target.value); if (!busy) begin.reset(); }} placeholder="https://" spellCheck={false} /></label>
        <button type="submit" className="button main" disabled={busy}>{busy ? t.trying : t.go}</button>
      </form>
      {given === undefined && id === undefined ? <p className="small soft">{t.addLead}</p> : null}
      {begin.error ? <Fault error={begin.error} /> : null}
      {id !== undefined && tried.data ? <Tried tried={tried.data} /> : busy ? <Waiting /> : null}
    </Panel>
  );
}
