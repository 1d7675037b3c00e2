import { useAsk } from '../../api/use-ask.js';
import { ActorName } from '../../parts/naming.js';
import { Panel } from '../../parts/page.js';
import { Answered } from '../../parts/state.js';
import { may, useSeat } from '../../shell/session.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import { SideMeter } from './side-meter.js';
import { setUpWords } from './words.js';

interface Leaning { basis: string; on: string; decided_by: string }
const leaningsOf = (watchlist: Record<string, unknown> | null | undefined): Map<string, Leaning> => new Map(((watchlist?.['actors'] ?? []) as { id: string; leaning?: Leaning }[]).flatMap(({ id, leaning }) => (leaning ? [[id, leaning]] : [])));

/** Whether all sides are watched alike, and why each actor is counted on its side. */
export function Balance() {
  const t = useWords(setUpWords);
  const term = useWords(terms);
  const write = useWriting();
  const seat = useSeat();
  const { election } = seat;
  const actors = useAsk('listActors', { params: { election: election.id } });
  // The watchlist may hold secrets of sources: it is for admins.
  const admin = may(seat, 'admin');
  const leanings = leaningsOf(useAsk('getWatchlist', { params: { election: election.id } }, { when: admin }).data?.watchlist);
  return (
    <Answered of={actors}>{({ items }) => {
      const active = items.filter((actor) => actor.active);
      const sides = Object.keys(term.sides).map((side) => { const of = active.filter((actor) => actor.side === side); return { side, actors: of.length, sources: of.reduce((sum, { sources }) => sum + sources, 0), documents: of.reduce((sum, { documents }) => sum + documents, 0) }; });
      return (
        <div className="stack">
          <Panel title={t.balance}><p className="small soft">{t.balanceLead}</p>{active.length === 0 ? <p className="empty">{t.none}</p> : <SideMeter sides={sides} />}</Panel>
          <Panel title={t.leaning}>
            {admin ? null : <p className="small soft">{t.leaningAdmin}</p>}
            <div className="scroll" tabIndex={0} role="region" aria-label={t.leaning}><table className="stacked">
              <thead><tr><th>{t.actor}</th><th>{t.side}</th>{admin ? <><th>{t.basis}</th><th>{t.on}</th><th>{t.by}</th></> : null}</tr></thead>
              <tbody>{active.map(({ id, name, side, kind }) => { const leaning = leanings.get(id); return <tr key={id}><th scope="row"><ActorName name={name} side={side} /><br /><small className="soft">{termOf(term.kinds, kind)}</small></th><td>{termOf(term.sides, side)}</td>{admin ? <><td data-of={t.basis}>{leaning ? leaning.basis : <span className="soft">{t.noBasis}</span>}</td><td className="nowrap" data-of={t.on}>{leaning ? write.day(leaning.on) : ''}</td><td data-of={t.by}>{leaning?.decided_by}</td></> : null}</tr>; })}</tbody>
            </table></div>
          </Panel>
        </div>
      );
    }}</Answered>
  );
}
