import { Link } from 'wouter';
import type { Answer, Item } from '../../api/client.js';
import { Verdict } from '../../parts/naming.js';
import { daysBetween } from '../../words/format.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf } from '../../words/terms.js';
import { findingInWords } from './finding.js';
import { accountWords } from './words.js';

type Day = Answer<'getAccountSeries'>['series'][number]['days'][number];
/** Steps from one day to the next of at least a twentieth, newest first: what a reader sees in the picture, whether or not a test has judged it. */
const largeSteps = (days: readonly Day[]) => days.flatMap(({ day, value }, at) => {
  const before = days[at - 1];
  if (before === undefined || before.value <= 0 || daysBetween(before.day, day) !== 1) return [];
  const share = (value - before.value) / before.value;
  return Math.abs(share) < 0.05 ? [] : [{ day, change: value - before.value, share }];
}).toReversed();

interface Check { explanation: string; result: string }
const checksOf = (payload: Record<string, unknown>): Check[] => (Array.isArray(payload['checks']) ? payload['checks'].filter((check): check is Check => typeof check === 'object' && check !== null && 'explanation' in check && 'result' in check) : []);

/** Anomalies with the ordinary reasons that were looked for, events and promises, and what the account's own page showed. */
export function Happened({ items, states, days }: { items: Item<'listAccountFindings'>[]; states: Answer<'getAccountSeries'>['states']; days: Day[] }) {
  const t = useWords(accountWords);
  const write = useWriting();
  const unjudged = largeSteps(days).filter(({ day }) => !items.some((item) => item.class === 'anomaly' && item.day === day));
  if (items.length === 0 && states.length === 0 && unjudged.length === 0) return <p className="empty">{t.eventsNone}</p>;
  return (
    <>
      {unjudged.length > 0 ? <ol className="rows">{unjudged.map(({ day, change, share }) => <li key={day} className="row-plain goal"><p className="row spread"><b className="num">{t.moved(write.signed(change), write.signedPercent(share))}</b><small className="soft num">{write.day(day)}</small></p><p className="small soft">{t.unjudgedWhy}</p></li>)}</ol> : null}
      <ol className="rows">{items.map((finding) => (
        <li key={finding.id} className="row-plain goal">
          <p className="row spread"><b>{findingInWords(finding, t)}</b><small className="soft num">{write.day(finding.day)}</small></p>
          <p className="row"><Verdict of={finding.verdict} />{finding.unexplained ? <span className="tag warn">{t.unexplained}</span> : null}{finding.documentId === null ? null : <Link className="small" href={`/documents/${finding.documentId}`}>{t.page}</Link>}</p>
          {checksOf(finding.payload).map(({ explanation, result }) => <p key={explanation} className="small soft">{`${termOf(t.reasons, explanation)}: ${termOf(t.results, result)}`}</p>)}
        </li>
      ))}</ol>
      {states.length > 0 ? <><h3>{t.seen}</h3><ul className="rows">{states.map(({ state, since, last, checks, confirmed }) => (
        <li key={since} className="row-plain small goal">{termOf(t.seenStates, state)} <span className="soft">{write.moment(since)} – {write.moment(last)} · {t.checksN(write.count(checks))}{confirmed ? ` · ${t.confirmed}` : ''}</span></li>
      ))}</ul></> : null}
    </>
  );
}
