import { Link } from 'wouter';
import { useState } from 'react';
import { useAsk } from '../../api/use-ask.js';
import { Dialog } from '../../parts/dialog.js';
import { MarkedText } from '../../parts/marked-text.js';
import { ActorName, Outside, Strength, Theirs, useAccountLabel, Verdict, When } from '../../parts/naming.js';
import { Panel } from '../../parts/page.js';
import { Answered } from '../../parts/state.js';
import { may, useSeat } from '../../shell/session.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import { AskForm } from '../editions/replies.js';
import type { Act } from './decision-dialog.js';
import type { Observation } from './index.js';
import { reviewWords } from './words.js';

/** One finding: what the rule made of it beside the page that it stands in. */
export function Finding({ finding, begin, copies }: { finding: Observation; begin: (act: Act) => void; copies: Observation[] }) {
  const t = useWords(reviewWords);
  const write = useWriting();
  const seat = useSeat();
  const [asking, setAsking] = useState(false);
  const document = useAsk('getDocument', { params: { id: finding.document.id } });
  const { review } = finding;
  return (
    <div className="stack">
      {review.state === 'second' ? <p className="hint">{t.blind}</p> : null}
      {review.allegation ? <p className="hint">{t.allegation}</p> : null}
      {copies.length > 0 ? (
        <div className="hint">
          <p>{t.copies(write.count(copies.length))}</p>
          <p className="small row">{copies.map((copy) => <Link key={copy.id} href={`/documents/${copy.document.id}?mark=${copy.id}`}><ActorName name={copy.actor.name} /></Link>)}</p>
        </div>
      ) : null}
      <div className="actions" role="group" aria-label={t.title}>
        <button type="button" className="button main" onClick={() => begin('confirm')}>{t.confirm} <kbd>c</kbd></button>
        <button type="button" className="button" onClick={() => begin('reject')}>{t.reject} <kbd>r</kbd></button>
        <button type="button" className="button" onClick={() => begin('correct')}>{t.correct} <kbd>e</kbd></button>
        <button type="button" className="button" onClick={() => begin('dispute')}>{t.dispute} <kbd>d</kbd></button>
        <button type="button" className="button" onClick={() => begin('note')}>{t.note} <kbd>n</kbd></button>
        {may(seat, 'editor') ? <button type="button" className="button" onClick={() => setAsking(true)}>{t.reply}</button> : null}
      </div>
      <div className="columns">
        <Panel title={t.quote} side={<Link href={`/documents/${finding.document.id}?mark=${finding.id}`}>{t.page}</Link>}>
          <p className="small soft"><Theirs text={finding.document.title ?? ''} language={finding.document.language} /></p>
          {document.data === undefined && !document.error
            ? <p className="text" lang={finding.document.language}>{finding.context.before}<mark className="chosen">{finding.quote}</mark>{finding.context.after}</p>
            : <Answered of={document}>{(of) => <div className="source-page" tabIndex={0} role="region" aria-label={t.quote}><MarkedText text={of.text} language={of.language} chosen={finding.id} marks={[{ id: finding.id, ...finding.span, label: finding.why }]} /></div>}</Answered>}
          <p className="small soft"><Outside href={finding.document.url} /></p>
        </Panel>
        <What finding={finding} />
      </div>
      <Dialog open={asking} close={() => setAsking(false)} title={t.reply}><AskForm close={() => setAsking(false)} actor={finding.actor.id} about={`observation:${finding.id}`} /></Dialog>
    </div>
  );
}

function What({ finding }: { finding: Observation }) {
  const t = useWords(reviewWords);
  const term = useWords(terms);
  const write = useWriting();
  const label = useAccountLabel();
  const payload = finding.payload;
  const text = (name: string): string | null => (typeof payload[name] === 'string' ? payload[name] : null);
  const lists: [string, string, Record<string, string>][] = [[t.audience, 'audience', term.audiences], [t.action, 'action', term.actions], [t.voice, 'voice', term.voices]];
  const known = new Set(['audience', 'action', 'voice', 'strength', 'caller', 'target']);
  const { review } = finding;
  return (
    <Panel title={termOf(term.findings, finding.kind)}>
      <dl className="facts">
        <dt>{finding.kind === 'call' && text('voice') === 'own' ? t.who : t.publisher}</dt><dd><ActorName name={finding.actor.name} /></dd>
        {finding.target === null ? null : <><dt>{t.target}</dt><dd><bdi>{label(finding.target)}</bdi></dd></>}
        {text('strength') === null ? null : <><dt>{t.strength}</dt><dd><Strength of={text('strength')!} /></dd></>}
        {lists.map(([name, field, words]) => (text(field) === null ? null : <Field key={field} name={name} says={termOf(words, text(field)!)} />))}
        {text('caller') === null ? null : <Field name={t.caller} says={text('caller')!} />}
        {Object.entries(payload).filter(([field, value]) => !known.has(field) && (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')).map(([field, value]) => <Field key={field} name={termOf(t.payload, field)} says={typeof value === 'boolean' ? (value ? t.yes : t.no) : field === 'platform' ? termOf(term.platforms, String(value)) : typeof value === 'number' ? write.count(value) : termOf(t.values, String(value))} />)}
        <dt>{t.when}</dt><dd><When at={finding.document.publishedAt ?? finding.document.firstSeenAt} precision={finding.document.publishedPrecision} /></dd>
        <dt>{t.verdict}</dt><dd><Verdict of={finding.verdict} /> <small className="soft">{termOf(term.checks, finding.check)}</small></dd>
        <dt>{t.rule}</dt><dd className="small">{finding.whyIn?.[write.language] ?? finding.why}</dd>
        <dt>{t.sure}</dt><dd className="num">{write.percent(finding.confidence)}</dd>
      </dl>
      {review.decisions.length + review.hidden > 0 ? <><h3>{t.decisions}</h3><ul className="rows">{review.decisions.map(({ id, by, at, decision, why }) => <li key={id} className="row-plain small"><b>{by}</b> {termOf(t.did, decision)} <span className="soft">{write.moment(at)}</span>{why === null ? null : <p>{why}</p>}</li>)}</ul>{review.hidden > 0 ? <p className="small soft">{t.hidden(write.count(review.hidden))}</p> : null}</> : null}
      {review.notes.length > 0 ? <><h3>{t.notes}</h3><ul className="rows">{review.notes.map(({ id, by, at, text: of }) => <li key={id} className="row-plain small"><b>{by}</b> <span className="soft">{write.moment(at)}</span><p>{of}</p></li>)}</ul></> : null}
    </Panel>
  );
}

const Field = ({ name, says }: { name: string; says: string }) => <><dt>{name}</dt><dd><bdi>{says}</bdi></dd></>;
