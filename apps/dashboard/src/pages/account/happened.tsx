import { Link } from 'wouter';
import type { Answer, Item } from '../../api/client.js';
import { Verdict } from '../../parts/naming.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf } from '../../words/terms.js';
import { findingInWords } from './finding.js';
import { accountWords } from './words.js';

interface Check { explanation: string; result: string }
const checksOf = (payload: Record<string, unknown>): Check[] => (Array.isArray(payload['checks']) ? payload['checks'].filter((check): check is Check => typeof check === 'object' && check !== null && 'explanation' in check && 'result' in check) : []);

/** Anomalies with the ordinary reasons that were looked for, events and promises, and what the account's own page showed. */
export function Happened({ items, states }: { items: Item<'listAccountFindings'>[]; states: Answer<'getAccountSeries'>['states'] }) {
  const t = useWords(accountWords);
  const write = useWriting();
  if (items.length === 0 && states.length === 0) return <p className="empty">{t.eventsNone}</p>;
  return (
    <>
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
