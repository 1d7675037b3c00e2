import { lazy, Suspense, useState } from 'react';
import type { Answer } from '../../api/client.js';
import { useAsk } from '../../api/use-ask.js';
import { Download } from '../../parts/download.js';
import { Panel } from '../../parts/page.js';
import { Answered, Waiting } from '../../parts/state.js';
import { useSeat } from '../../shell/session.js';
import { useWords, useWriting } from '../../words/index.js';
import { Changes, Checked } from '../set-up/checked.js';
import { settingsWords } from './words.js';
import '../set-up/set-up.css';

const WatchlistForm = lazy(() => import('./watchlist-form.js'));

/** The watchlist as a form and as YAML: two views of one text, checked before it comes into force. */
export function WatchlistTab() {
  const { election } = useSeat();
  const present = useAsk('getWatchlist', { params: { election: election.id } });
  return <Answered of={present}>{(of) => <div className="stack"><Edited present={of} /><History /></div>}</Answered>;
}

function Edited({ present }: { present: Answer<'getWatchlist'> }) {
  const t = useWords(settingsWords);
  const [base, setBase] = useState(present);
  const [text, setText] = useState(present.text);
  const [form, setForm] = useState(present.watchlist !== null);
  // A version that comes meanwhile is shown, unless somebody has begun to write here.
  if (base.version !== present.version && (text === base.text || text === present.text)) { setBase(present); setText(present.text); }
  return (
    <>
      <div className="row spread">
        <div className="row" role="group">{[true, false].map((which) => <button key={String(which)} type="button" className="button little" aria-pressed={form === which} onClick={() => setForm(which)}>{which ? t.asForm : t.asYaml}</button>)}</div>
        <Download ask="getWatchlistFile" given={{ params: { election: present.electionId } }}>{t.file}</Download>
      </div>
      {form ? present.watchlist === null ? <p className="hint">{t.unfit}</p> : <Suspense fallback={<Waiting />}><WatchlistForm text={text} change={setText} /></Suspense> : null}
      {!form || text !== present.text ? <Checked text={text} change={setText} isNew={false} base={base.version} /> : null}
    </>
  );
}

function History() {
  const t = useWords(settingsWords);
  const write = useWriting();
  const { election } = useSeat();
  const versions = useAsk('listWatchlistVersions', { params: { election: election.id } });
  const [shown, show] = useState<number | null>(null);
  const diff = useAsk('diffWatchlist', { params: { election: election.id }, query: { from: (shown ?? 2) - 1, to: shown ?? 2 } }, { when: shown !== null });
  return (
    <Panel title={t.history}>
      <Answered of={versions}>{({ items }) => <ul className="rows">{items.map(({ version, at, by }) => (
        <li key={version} className="row-plain"><p className="row spread"><span><b>{t.version(write.count(version))}</b> <span className="soft small">{write.moment(at)} {t.by(by)}</span></span>{version > 1 ? <button type="button" className="button little" aria-expanded={shown === version} onClick={() => show(shown === version ? null : version)}>{t.compare}</button> : null}</p>{shown === version ? <Answered of={diff}>{(of) => <Changes diff={of} />}</Answered> : null}</li>
      ))}</ul>}</Answered>
    </Panel>
  );
}
