import { useState } from 'react';
import { Link, useParams } from 'wouter';
import type { Answer } from '../../api/client.js';
import { useAsk, useDo, usePages } from '../../api/use-ask.js';
import { GapDetail } from '../../parts/gap-detail.js';
import { More } from '../../parts/more.js';
import { ActorName, Outside } from '../../parts/naming.js';
import { Page, Panel } from '../../parts/page.js';
import { Answered, Fault } from '../../parts/state.js';
import { may, useSeat } from '../../shell/session.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import { BackFill } from '../sources/back-fill.js';
import { TryAddress } from '../sources/try-address.js';
import { isFine, sourceWords } from '../sources/words.js';
import '../sources/sources.css';

type Health = Answer<'getSourceHealth'>;

/** One source: what it gives, how its host behaves, what was asked last, and trying it now. */
export default function SourcePage() {
  const { id } = useParams<{ id: string }>();
  const t = useWords(sourceWords);
  const seat = useSeat();
  const params = { election: seat.election.id, source: id };
  const source = useAsk('getSource', { params }, { everyMs: 30_000 });
  const health = useAsk('getSourceHealth', { params }, { everyMs: 30_000 });
  const write = useWriting();
  const term = useWords(terms);
  const [trying, setTrying] = useState(false);
  const pause = useDo('pauseSource', ['getSource', 'listSources', 'getToday']);
  if (source.data === undefined) return <Page title={t.source}><Answered of={source}>{() => null}</Answered></Page>;
  const { actor, url, kind, paused, robots, paceMs, lastOutcome } = source.data;
  return (
    <Page title={write.name(actor.name)} lead={<><ActorName name={actor.name} /> · {termOf(term.sourceKinds, kind)} · <Outside href={url} /></>} actions={<>
      {may(seat, 'coder') ? <button type="button" className="button" aria-expanded={trying} onClick={() => setTrying(!trying)}>{t.tryNow}</button> : null}
      {may(seat, 'editor') ? <button type="button" className="button" disabled={pause.isPending} onClick={() => pause.mutate({ params, body: { paused: !paused } })}>{paused ? t.resume : t.pauses}</button> : null}
    </>}>
      <div className="stack">
        {pause.error ? <Fault error={pause.error} /> : null}
        {trying ? <TryAddress url={url} /> : null}
        <Answered of={health}>{(of) => (
          <>
            {of.drift ? <p className="hint">{t.drift}</p> : null}
            <Figures health={of} outcome={lastOutcome} paused={paused} />
            <div className="columns even">
              <Given health={of} />
              <Host health={of} robots={robots} paceMs={paceMs} />
            </div>
            <Gaps health={of} />
          </>
        )}</Answered>
        <BackFill source={id} />
        <Visits params={params} />
      </div>
    </Page>
  );
}

function Figures({ health, outcome, paused }: { health: Health; outcome: string | null; paused: boolean }) {
  const t = useWords(sourceWords);
  const term = useWords(terms);
  const write = useWriting();
  return (
    <div className="figures">
      <div className={isFine(outcome) ? '' : 'alert'}><b>{paused ? t.paused : outcome === null ? t.never : termOf(term.reasons, outcome)}</b><span>{t.outcome}</span></div>
      <div><b>{write.count(health.documents)}</b><span>{t.documentsN}</span></div>
      <div><b>{write.count(health.addresses)}</b><span>{t.addresses}, {t.due}: {write.count(health.due)}</span></div>
      <div className={health.failing > 0 ? 'alert' : ''}><b>{write.count(health.failing)}</b><span>{t.failing}</span></div>
      <div><b>{write.count(health.unread)}</b><span>{t.unread}, {t.quarantined}: {write.count(health.quarantined)}</span></div>
    </div>
  );
}

function Given({ health }: { health: Health }) {
  const t = useWords(sourceWords);
  const term = useWords(terms);
  const write = useWriting();
  const most = Math.max(1, ...health.documentsByDay.map(({ documents }) => documents));
  const when = (at: string | null): string => (at === null ? '–' : write.moment(at));
  const { least, most: longest } = health.everyMs;
  return (
    <Panel title={t.health}>
      {health.documentsByDay.length > 0 ? <div className="per-day" role="img" aria-label={`${t.perDay}: ${health.documentsByDay.map(({ day, documents }) => t.days(write.day(day), write.count(documents))).join(', ')}`}>{health.documentsByDay.map(({ day, documents }) => <i key={day} title={t.days(write.day(day), write.count(documents))} style={{ height: `${(documents / most) * 100}%` }} />)}</div> : null}
      <dl className="facts">
        <dt>{t.newest}</dt><dd>{when(health.newestDocumentAt)}</dd>
        <dt>{t.lastVisit}</dt><dd>{when(health.lastVisitAt)}</dd>
        <dt>{t.lastGood}</dt><dd>{when(health.lastGoodAt)}</dd>
        <dt>{t.next}</dt><dd>{when(health.nextDueAt)}</dd>
        <dt>{t.every}</dt><dd>{least === null && longest === null ? t.calendar : t.everyOf(least === null ? '–' : write.span(least), longest === null ? '–' : write.span(longest))}</dd>
        <dt>{t.outcomes}</dt><dd>{Object.entries(health.outcomes).sort(([, a], [, b]) => b - a).map(([outcome, n]) => `${termOf(term.reasons, outcome)} ${write.count(n)}`).join(' · ')}</dd>
      </dl>
    </Panel>
  );
}

function Host({ health: { host, hostState }, robots, paceMs }: { health: Health; robots: Answer<'getSource'>['robots']; paceMs: number }) {
  const t = useWords(sourceWords);
  const write = useWriting();
  return (
    <Panel title={t.host} side={<bdi>{host}</bdi>}>
      <dl className="facts">
        <dt>{t.robots}</dt><dd>{termOf(t.robotsStates, hostState.robots)}{hostState.robotsAt === null ? '' : `, ${write.moment(hostState.robotsAt)}`} · {t.robotsMode[robots.mode]}{robots.reason ? `: ${robots.reason}` : ''}</dd>
        <dt>{t.pace}</dt><dd>{t.paceOf(write.count(paceMs))}</dd>
        <dt>{t.requests}</dt><dd className="num">{write.count(hostState.requestsToday)}</dd>
        <dt>{t.failures}</dt><dd className="num">{write.count(hostState.failures)}</dd>
        {hostState.notBefore === null ? null : <><dt>{t.notBefore}</dt><dd>{write.moment(hostState.notBefore)}</dd></>}
      </dl>
      {hostState.robotsText ? <details><summary>{t.robots}</summary><pre className="code" tabIndex={0}>{hostState.robotsText}</pre></details> : null}
    </Panel>
  );
}

function Gaps({ health: { gaps } }: { health: Health }) {
  const t = useWords(sourceWords);
  const term = useWords(terms);
  const write = useWriting();
  return (
    <Panel title={t.gaps}>
      {gaps.length === 0 ? <p className="empty">{t.noGaps}</p> : <ul className="rows">{gaps.map(({ id, reason, detail, firstAt, tries, open }) => (
        <li key={id} className="row-plain"><p className="row"><b>{termOf(term.reasons, reason)}</b>{open ? null : <span className="tag">{t.closed}</span>}<small className="soft">{t.since(write.moment(firstAt))} · {t.tries(write.count(tries))}</small></p><small className="soft"><GapDetail detail={detail} /></small></li>
      ))}</ul>}
    </Panel>
  );
}

function Visits({ params }: { params: { election: string; source: string } }) {
  const t = useWords(sourceWords);
  const term = useWords(terms);
  const write = useWriting();
  const visits = usePages('listSourceOutcomes', { params, query: { limit: 30 } as never });
  return (
    <Panel title={t.visits} side={<Link href={`/search?source=${encodeURIComponent(params.source)}`}>{t.documentsLink}</Link>}>
      <Answered of={{ data: visits.items, error: visits.error, refetch: visits.refetch }}>{(items) => (
        <div className="scroll" tabIndex={0} role="region" aria-label={t.visits}>
          <table className="stacked">
            <thead><tr><th>{t.url}</th><th>{t.role}</th><th>{t.outcome}</th><th>{t.visit}</th><th>{t.next}</th><th className="right">{t.changes}</th></tr></thead>
            <tbody>{items.map(({ id, url, role, lastOutcome, lastVisitAt, dueAt, visits: n, changes }) => (
              <tr key={id}><th scope="row"><bdi className="small">{url}</bdi></th><td className="soft">{termOf(t.roles, role)}</td><td>{lastOutcome === null ? <span className="soft">{t.never}</span> : <span className={`tag ${isFine(lastOutcome) ? 'good' : 'bad'}`}>{termOf(term.reasons, lastOutcome)}</span>}</td><td className="nowrap soft" data-of={t.visit}>{lastVisitAt === null ? '' : write.moment(lastVisitAt)}</td><td className="nowrap soft" data-of={t.next}>{dueAt === null ? '' : write.moment(dueAt)}</td><td className="right num" data-of={t.changes}>{t.of(write.count(changes), write.count(n))}</td></tr>
            ))}</tbody>
          </table>
        </div>
      )}</Answered>
      <More of={visits} />
    </Panel>
  );
}
