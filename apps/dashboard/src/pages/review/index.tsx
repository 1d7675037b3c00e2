import { useEffect, useRef, useState } from 'react';
import type { Item } from '../../api/client.js';
import { useAsk, useDo, usePages } from '../../api/use-ask.js';
import { ActorName, Strength, Theirs, useAccountLabel } from '../../parts/naming.js';
import { Page, Panel } from '../../parts/page.js';
import { Answered, Fault } from '../../parts/state.js';
import { isForPage } from '../../shell/keys.js';
import { may, useSeat } from '../../shell/session.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import { Agreement } from './agreement.js';
import { foldCopies } from './copies.js';
import { DecisionDialog, type Act } from './decision-dialog.js';
import { Finding } from './finding.js';
import { reviewWords } from './words.js';
import './review.css';

export type Observation = Item<'listReview'>;
/** Findings asked for at once; more are asked for before these are read. */
const PAGE = 50;
const KINDS = ['call', 'conduct', 'threat', 'commitment', 'event', 'goal', 'metric', 'ruling'];
const KEY_OF: Record<string, Act> = { c: 'confirm', r: 'reject', e: 'correct', d: 'dispute', n: 'note' };

/** One finding's turn with a reader: in another state it is another turn. */
const turnOf = ({ id, review }: Observation): string => `${id} ${review.state}`;

/** The queue of what somebody has to read: one at a time, by keys, the page beside it. */
export default function ReviewPage() {
  const t = useWords(reviewWords);
  const seat = useSeat();
  if (!may(seat, 'coder')) return <Page title={t.title}><p className="hint">{t.forbidden}</p></Page>;
  return <Page title={t.title}><div className="stack"><Queue /><Agreement /></div></Page>;
}

function Queue() {
  const t = useWords(reviewWords);
  const term = useWords(terms);
  const write = useWriting();
  const label = useAccountLabel();
  const seat = useSeat();
  const [kind, setKind] = useState('');
  const [state, setState] = useState('');
  const query = { election: seat.election.id, limit: PAGE, ...(kind === '' ? {} : { kind }), ...(state === '' ? {} : { state }) };
  const waiting = usePages('listReview', { query: query as never });
  // All that wait, where nothing is chosen from them.
  const mine = useAsk('getToday', { params: { election: seat.election.id } }, { everyMs: 30_000 }).data?.review.mine;
  const all = kind === '' && state === '' ? mine : undefined;
  // The finding that is being read stays in front of its reader, whatever comes before it meanwhile; once it is gone, the one in its place.
  const [at, setAt] = useState(0);
  const [reading, setReading] = useState<string | null>(null);
  const [act, setAct] = useState<Act | null>(null);
  const [said, setSaid] = useState('');
  // What was decided leaves the list at once; the server's next answer agrees. In another state, such as when two do not agree, it may come back.
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const [folded, setFolded] = useState(true);
  const left = waiting.items?.filter((item) => !done.has(turnOf(item)));
  const groups = left && (folded ? foldCopies(left) : left.map((first) => ({ first, copies: [] })));
  const items = groups?.map(({ first }) => first);
  const place = items?.findIndex(({ id }) => id === reading) ?? -1;
  const index = place >= 0 ? place : Math.min(at, (items?.length ?? 1) - 1);
  const shown = items?.[index];
  // Copies of one wording are decided with it, unless the reader wants each for itself.
  const copies = groups?.[index]?.copies ?? [];
  useEffect(() => { setAt(Math.max(0, index)); setReading(shown?.id ?? null); }, [index, shown?.id]);
  const read = (to: number): void => { setAt(to); setReading(items?.[to]?.id ?? null); setSaid(''); };
  const anew = (): void => { setAt(0); setReading(null); };
  const confirm = useDo('decideObservation', ['getToday', 'getAgreement']);
  const list = useRef<HTMLOListElement>(null);

  const decided = (all: Observation[], what: string): void => {
    setDone((before) => new Set([...before, ...all.map(turnOf)]));
    setSaid(all.length > 1 ? t.savedAll(what, write.count(all.length)) : t.saved(what));
    setAct(null);
    if ((items?.length ?? 0) <= 5) void waiting.refetch();
  };
  const confirming = useRef(false);
  const confirmAll = async (all: Observation[]): Promise<void> => {
    const sure: Observation[] = [];
    confirming.current = true;
    try { for (const item of all) { await confirm.mutateAsync({ params: { id: item.id }, body: { decision: 'confirm' } }); sure.push(item); } } catch { /* shown above the list */ }
    confirming.current = false;
    if (sure.length > 0) decided(sure, t.did['confirm']!);
  };
  const begin = (which: Act): void => {
    if (shown === undefined || confirming.current) return;
    // Confirming needs no words, unless it is an allegation, or an editor settles what two readers dispute.
    if (which === 'confirm' && !shown.review.allegation && shown.review.state !== 'split') void confirmAll([shown, ...copies]);
    else setAct(which);
  };
  const move = (by: number): void => read(Math.max(0, Math.min((items?.length ?? 1) - 1, index + by)));
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      // A key that is held decides once: the next finding has not been read yet.
      if (!isForPage(event) || act !== null || (event.repeat && KEY_OF[event.key] !== undefined)) return;
      if (event.key === 'j') move(1);
      else if (event.key === 'k') move(-1);
      else if (KEY_OF[event.key] !== undefined) { event.preventDefault(); begin(KEY_OF[event.key]!); }
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  });
  useEffect(() => {
    const [box, row] = [list.current, list.current?.querySelector<HTMLElement>('[aria-current="true"]')];
    if (!box || !row) return;
    const [frame, place] = [box.getBoundingClientRect(), row.getBoundingClientRect()];
    box.scrollTop += place.bottom > frame.bottom ? place.bottom - frame.bottom : place.top < frame.top ? place.top - frame.top : 0;
  }, [shown?.id]);

  return (
    <>
      <div className="row spread">
        <div className="filters grow">
          <label className="field"><span>{t.kind}</span><select value={kind} onChange={({ target }) => { setKind(target.value); anew(); }}><option value="">{t.allKinds}</option>{KINDS.map((one) => <option key={one} value={one}>{termOf(term.findings, one)}</option>)}</select></label>
          <label className="field"><span>{t.state}</span><select value={state} onChange={({ target }) => { setState(target.value); anew(); }}>{Object.entries(t.states).map(([one, says]) => <option key={one} value={one}>{says}</option>)}</select></label>
          <label className="check"><input type="checkbox" checked={folded} onChange={({ target }) => { setFolded(target.checked); anew(); }} /><span>{t.fold}</span></label>
        </div>
        <p className="small soft keys"><kbd>j</kbd> <kbd>k</kbd> {t.next}, {t.back} · <kbd>c</kbd> {t.confirm} · <kbd>r</kbd> {t.reject} · <kbd>e</kbd> {t.correct} · <kbd>d</kbd> {t.dispute} · <kbd>n</kbd> {t.note}</p>
      </div>
      <p className="hidden" role="status">{said}</p>
      {confirm.error ? <Fault error={confirm.error} /> : null}
      <Answered of={{ data: items, error: waiting.error, refetch: waiting.refetch }}>{(rows) => (shown === undefined ? <Panel><p className="empty"><b>{t.none}</b><br />{t.noneWhy}</p></Panel> : (
        <div className="review">
          <Panel title={t.queue} side={all === undefined ? t.left(write.count(left?.length ?? 0)) : t.leftOf(write.count(left?.length ?? 0), write.count(Math.max(left?.length ?? 0, all)))} bare>
            <ol className="rows" ref={list}>{rows.map((item, nth) => { const others = groups?.[nth]?.copies ?? []; return (
              <li key={item.id}><button type="button" className="row-link" aria-current={item === shown ? 'true' : undefined} onClick={() => read(nth)}>
                <span className="row spread"><b><ActorName name={item.actor.name} />{others.length > 0 ? <small className="soft"> {t.andCopies(write.count(others.length))}</small> : null}</b>{typeof item.payload['strength'] === 'string' ? <Strength of={item.payload['strength']} /> : <small className="soft">{termOf(term.findings, item.kind)}</small>}</span>
                <small className="said"><Theirs text={item.quote} language={item.document.language} /></small>
                <small className="soft">{[item.target === null ? null : label(item.target), item.review.state === 'waiting' ? null : termOf(t.stateNames, item.review.state)].filter((part) => part !== null).join(' · ')}</small>
              </button></li>
            ); })}</ol>
          </Panel>
          <Finding key={shown.id} finding={shown} begin={begin} copies={copies} />
        </div>
      ))}</Answered>
      {shown && act !== null ? <DecisionDialog key={`${shown.id}${act}`} act={act} finding={shown} copies={copies} close={() => setAct(null)} decided={(what) => (act === 'note' ? (setAct(null), setSaid(t.saved(t.note)), void waiting.refetch()) : decided([shown, ...copies], what))} /> : null}
    </>
  );
}
