import { useState } from 'react';
import { Link } from 'wouter';
import { usePages } from '../../api/use-ask.js';
import { More } from '../../parts/more.js';
import { Page, Panel } from '../../parts/page.js';
import { Answered } from '../../parts/state.js';
import { useSeat } from '../../shell/session.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import { Replies } from './replies.js';
import { editionWords, stateOf, STATE_TAG } from './words.js';

/** Notes for each audience, newest first, and the questions that were put to those spoken of. */
export default function EditionsPage() {
  const t = useWords(editionWords);
  const term = useWords(terms);
  const write = useWriting();
  const { election } = useSeat();
  const [audience, setAudience] = useState('');
  const editions = usePages('listEditions', { query: { election: election.id, limit: 30, ...(audience === '' ? {} : { audience }) } as never }, { everyMs: 60_000 });
  return (
    <Page title={t.title} lead={t.lead}>
      <div className="columns">
        <div className="stack">
          <div className="row" role="group" aria-label={t.audience}>{['', 'staff', 'partners', 'public'].map((one) => <button key={one} type="button" className="button little" aria-pressed={audience === one} onClick={() => setAudience(one)}>{one === '' ? t.all : termOf(term.editionAudiences, one)}</button>)}</div>
          <Answered of={{ data: editions.items, error: editions.error, refetch: editions.refetch }}>{(items) => (
            <Panel bare>{items.length === 0 ? <p className="empty row-plain">{t.none}</p> : <ul className="rows">{items.map((edition) => {
              const state = stateOf(edition);
              return (
                <li key={edition.id}><Link href={`/editions/${edition.id}`} className="row-link">
                  <span className="row spread"><span><b>{write.weekday(edition.date)}</b> · {termOf(term.editionAudiences, edition.audience)}{edition.kind === 'daily' ? '' : ` · ${termOf(t.kinds, edition.kind)} ${write.count(edition.sequence)}`}</span><span className={`tag ${STATE_TAG[state]}`}>{t.states[state]}</span></span>
                  <small className="soft">{edition.releasedAt === null ? `${t.composed} ${write.moment(edition.composedAt)}` : `${write.moment(edition.releasedAt)} ${(edition.byRule ? t.byRule : t.by)(edition.releasedBy ?? '')}`}</small>
                </Link></li>
              );
            })}</ul>}</Panel>
          )}</Answered>
          <More of={editions} />
        </div>
        <Replies />
      </div>
    </Page>
  );
}
