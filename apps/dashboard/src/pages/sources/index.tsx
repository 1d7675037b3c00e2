import { Fragment, useMemo, useState } from 'react';
import { Link, useSearch } from 'wouter';
import type { Item } from '../../api/client.js';
import { useAskAll } from '../../api/use-ask.js';
import { ActorName } from '../../parts/naming.js';
import { Page, Panel } from '../../parts/page.js';
import { Answered } from '../../parts/state.js';
import { may, useSeat } from '../../shell/session.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import { TryAddress } from './try-address.js';
import { isFine, sourceWords } from './words.js';
import './sources.css';

type Source = Item<'listSources'>;
const STATES = ['all', 'gaps', 'trouble', 'paused', 'fine'] as const;

/** Every source with what its last asking gave; those in trouble first. */
export default function SourcesPage() {
  const t = useWords(sourceWords);
  const seat = useSeat();
  const write = useWriting();
  const sources = useAskAll('listSources', { query: { election: seat.election.id } }, 2000, { everyMs: 30_000 });
  const gaps = useAskAll('listGaps', { query: { election: seat.election.id, open: 'true' } as never }, 1000, { everyMs: 30_000 });
  const gapsOf = useMemo(() => Map.groupBy(gaps.data?.items ?? [], ({ sourceId }) => sourceId), [gaps.data]);
  const countOf = (one: string): number | undefined => sources.data?.items.filter((source) => isWanted(source, '', one, gapsOf)).length;
  const [find, setFind] = useState('');
  const asked = new URLSearchParams(useSearch()).get('state');
  const [state, setState] = useState<(typeof STATES)[number]>(STATES.find((one) => one === asked) ?? 'all');
  return (
    <Page title={t.title}>
      <div className="stack">
        {may(seat, 'coder') ? <TryAddress /> : null}
        <div className="filters">
          <label className="field wide"><span>{t.find}</span><input type="search" value={find} placeholder={t.findHint} onChange={({ target }) => setFind(target.value)} /></label>
          <label className="field"><span>{t.state}</span><select value={state} onChange={({ target }) => setState(target.value as typeof state)}>{STATES.map((one) => <option key={one} value={one}>{t.stateOf(t.states[one], countOf(one) === undefined ? '' : write.count(countOf(one)!))}</option>)}</select></label>
        </div>
        <Answered of={sources}>{({ items }) => <Table sources={items.filter((source) => isWanted(source, find, state, gapsOf)).sort((a, b) => rank(a, gapsOf) - rank(b, gapsOf))} gapsOf={gapsOf} />}</Answered>
      </div>
    </Page>
  );
}

type Gaps = Map<string | null, Item<'listGaps'>[]>;
/** What failed when it was last asked, then what has gaps beside a good answer, then the rest. */
const rank = ({ id, lastOutcome }: Source, gapsOf: Gaps): number => (!isFine(lastOutcome) ? 0 : gapsOf.has(id) ? 1 : 2);

function isWanted({ id, url, kind, actor, lastOutcome, paused }: Source, find: string, state: string, gapsOf: Gaps): boolean {
  const text = `${id} ${url} ${kind} ${Object.values(actor.name).join(' ')}`.toLowerCase();
  return text.includes(find.trim().toLowerCase()) && (state === 'all' || (state === 'paused' ? paused : state === 'gaps' ? gapsOf.has(id) : state === 'trouble' ? !isFine(lastOutcome) : isFine(lastOutcome) && !paused));
}

function Table({ sources, gapsOf }: { sources: Source[]; gapsOf: Gaps }) {
  const t = useWords(sourceWords);
  const term = useWords(terms);
  const write = useWriting();
  // What could not be had of a source whose last answer says something else.
  const beside = (id: string, lastOutcome: string | null): string[] => [...new Set((gapsOf.get(id) ?? []).map(({ reason }) => reason))].filter((reason) => reason !== lastOutcome);
  if (sources.length === 0) return <p className="empty">{t.none}</p>;
  return (
    <Panel>
      <div className="scroll" tabIndex={0} role="region" aria-label={t.title}>
        <table className="stacked">
          <thead><tr><th>{t.source}</th><th>{t.kind}</th><th>{t.outcome}</th><th>{t.last}</th></tr></thead>
          <tbody>{sources.map(({ id, actor, url, kind, lastOutcome, lastOutcomeAt, paused }) => (
            <tr key={id}>
              <th scope="row"><Link href={`/sources/${encodeURIComponent(id)}`}><ActorName name={actor.name} /></Link><br /><small className="soft"><bdi>{url}</bdi></small></th>
              <td className="nowrap">{termOf(term.sourceKinds, kind)}</td>
              <td>{paused ? <span className="tag">{t.paused}</span> : lastOutcome === null ? <span className="soft">{t.never}</span> : <span className={`tag ${isFine(lastOutcome) ? 'good' : 'bad'}`}>{termOf(term.reasons, lastOutcome)}</span>}{beside(id, lastOutcome).map((reason) => <Fragment key={reason}> <span className="tag warn">{termOf(term.reasons, reason)}</span></Fragment>)}</td>
              <td className="nowrap soft">{lastOutcomeAt === null ? '' : write.moment(lastOutcomeAt)}</td>
            </tr>
          ))}</tbody>
        </table>
      </div>
    </Panel>
  );
}
