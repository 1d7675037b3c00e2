import { useEffect, useRef } from 'react';
import { useDo } from '../../api/use-ask.js';
import type { Answer } from '../../api/client.js';
import { Panel } from '../../parts/page.js';
import { Fault } from '../../parts/state.js';
import { useGuard } from '../../shell/guard.js';
import { useSeat } from '../../shell/session.js';
import { useWords, useWriting } from '../../words/index.js';
import { SideMeter } from './side-meter.js';
import { setUpWords } from './words.js';

/** A watchlist's text: what is wrong with it by line and column, what it would change, and putting it into force. `base`: the version that it was made from; `now`: it is checked without being asked to. */
export function Checked({ text, change, isNew, base, now = false }: { text: string; change: (text: string) => void; isNew: boolean; base?: number; now?: boolean }) {
  const t = useWords(setUpWords);
  const write = useWriting();
  const seat = useSeat();
  const check = useDo('checkWatchlist');
  const apply = useDo('applyWatchlist', ['getWatchlist', 'listSources', 'listActors', 'listAccounts', 'listElections', 'listWatchlistVersions', 'getToday']);
  const add = useDo('addElection', ['listElections']);
  const { mutate: ask } = check;
  const begun = useRef(false);
  useEffect(() => { if (now && !begun.current) { begun.current = true; ask({ body: { text } }); } }, [now, ask, text]);
  const found = check.data;
  const fine = found !== undefined && found.faults.length === 0 && check.variables?.body?.text === text;
  const done = apply.data ?? add.data;
  const { headers, notice } = useGuard('getWatchlist', { params: { election: seat.election.id } }, apply.error, base);
  const force = (): void => { if (isNew || found?.electionId !== seat.election.id) add.mutate({ body: { text } }); else apply.mutate({ params: { election: seat.election.id }, headers, body: { text } }); };
  return (
    <Panel title={t.yaml}>
      <div className="stack">
        <textarea className="code yaml" aria-label={t.yaml} value={text} spellCheck={false} onChange={({ target }) => change(target.value)} />
        <div className="actions">
          <button type="button" className="button" disabled={check.isPending} onClick={() => check.mutate({ body: { text } })}>{check.isPending ? t.checking : t.check}</button>
          <button type="button" className="button main" disabled={!fine || apply.isPending || add.isPending} onClick={force}>{t.apply}</button>
        </div>
        {check.error ? <Fault error={check.error} /> : null}
        {notice ?? (apply.error ?? add.error ? <Fault error={(apply.error ?? add.error)!} /> : null)}
        {done ? <p className="good-news" role="status">{t.applied(write.count(done.version))}</p> : null}
        {found && found.faults.length > 0 ? (
          <div className="fault" role="alert"><table><thead><tr><th>{t.line}</th><th>{t.column}</th><th>{t.fault}</th></tr></thead><tbody>{found.faults.map(({ line, column, message }, index) => <tr key={index}><td className="num">{write.count(line)}</td><td className="num">{write.count(column)}</td><td>{message}</td></tr>)}</tbody></table></div>
        ) : null}
        {fine ? <><p className="good-news">{t.fine(write.count(found.actors), write.count(found.sources), write.count(found.accounts))}</p><Changes diff={found.diff} /><SideMeter sides={found.balance} /></> : null}
      </div>
    </Panel>
  );
}

export function Changes({ diff: { added, removed, changed } }: { diff: Answer<'checkWatchlist'>['diff'] }) {
  const t = useWords(setUpWords);
  if (added.length + removed.length + changed.length === 0) return <p className="soft">{t.noChanges}</p>;
  return (
    <div>
      <h3>{t.changes}</h3>
      <ul className="rows">
        {added.map((what) => <li key={`+${what}`} className="row-plain"><span className="tag good">{t.added}</span> <bdi>{what}</bdi></li>)}
        {removed.map((what) => <li key={`-${what}`} className="row-plain"><span className="tag bad">{t.removed}</span> <bdi>{what}</bdi></li>)}
        {changed.map(({ what, before, after }) => <li key={`~${what}`} className="row-plain"><span className="tag warn">{t.changed}</span> <bdi>{what}</bdi>: <del><bdi>{before}</bdi></del> <ins><bdi>{after}</bdi></ins></li>)}
      </ul>
    </div>
  );
}
