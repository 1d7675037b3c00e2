import { Link } from 'wouter';
import { byWeight } from '#core/contract/call-order.js';
import type { Item } from '../../api/client.js';
import { useAskAll } from '../../api/use-ask.js';
import { ActorName, Strength, Theirs, useAccountLabel, When } from '../../parts/naming.js';
import { Answered } from '../../parts/state.js';
import { useSeat } from '../../shell/session.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import { todayWords } from './words.js';

type Call = Item<'listCalls'>;
const MOST = 300;
/** Shown of each account before the reader goes on to the account itself. */
const SHOWN = 3;
/** Calls in one wording, such as reprints, are one line; the hardest of them stands for all. */
const byWording = (calls: Call[]): Call[][] => [...Map.groupBy(calls, ({ quote, voice, strength }) => `${voice} ${strength} ${quote.replaceAll(/\s+/g, ' ').toLowerCase()}`).values()];

/** The calls of a day by the account that they are for, the hardest first: who, to whom, in which words. */
export function DayCalls({ day }: { day: string }) {
  const t = useWords(todayWords);
  const { election } = useSeat();
  const calls = useAskAll('listCalls', { query: { election: election.id, from: day, to: day } }, MOST, { everyMs: 60_000 });
  return (
    <Answered of={calls}>{({ items, cut }) => {
      const told = items.filter(({ voice }) => voice !== 'boilerplate');
      const targets = [...Map.groupBy(told, ({ target }) => target)].map(([target, of]) => ({ target, of: of.sort(byWeight) }));
      targets.sort((a, b) => byWeight(a.of[0]!, b.of[0]!) || b.of.length - a.of.length);
      if (targets.length === 0) return <p className="empty">{t.whoNone}</p>;
      return <>{targets.map(({ target, of }) => <Target key={target} target={target} of={of} />)}{cut ? <p className="small soft">{t.partial}</p> : null}</>;
    }}</Answered>
  );
}

function Target({ target, of }: { target: string | null; of: Call[] }) {
  const t = useWords(todayWords);
  const term = useWords(terms);
  const write = useWriting();
  const label = useAccountLabel();
  const wordings = byWording(of);
  const rest = wordings.slice(SHOWN).reduce((sum, same) => sum + same.length, 0);
  const own = of.filter(({ voice }) => voice === 'own').length;
  return (
    <section className="told">
      <h3 className="row spread">{target === null ? <bdi>{label(null)}</bdi> : <Link href={`/accounts/${encodeURIComponent(target)}`}><bdi>{label(target)}</bdi></Link>}<small className="soft">{[own > 0 ? t.byMany(write.count(own)) : null, own < of.length ? t.reports(write.count(of.length - own)) : null].filter((part) => part !== null).join(' · ')}</small></h3>
      <ul className="rows">{wordings.slice(0, SHOWN).map(([call, ...same]) => call === undefined ? null : (
        <li key={call.id}><Link href={`/documents/${call.document.id}?mark=${call.id}`} className="row-link">
          <span className="row"><b>{[...new Map([call, ...same].map(({ actor }) => [actor.id, actor])).values()].map(({ id, name }, index) => <span key={id}>{index > 0 ? ', ' : ''}<ActorName name={name} /></span>)}</b><span className="soft">{t.told(termOf(term.audiences, call.audience))}</span><Strength of={call.strength} />{call.voice === 'own' ? null : <span className="tag">{termOf(term.voices, call.voice)}</span>}<small className="soft"><When at={call.document.publishedAt ?? call.document.firstSeenAt} precision={call.document.publishedPrecision} /></small></span>
          <span className="said"><Theirs text={call.quote} language={call.document.language} /></span>
        </Link></li>
      ))}</ul>
      {rest === 0 ? null : <p className="small soft">{target === null ? t.more(write.count(rest)) : <Link href={`/accounts/${encodeURIComponent(target)}`}>{t.more(write.count(rest))}</Link>}</p>}
    </section>
  );
}
