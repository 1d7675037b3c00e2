import { Link } from 'wouter';
import { usePages } from '../../api/use-ask.js';
import { More } from '../../parts/more.js';
import { ActorName, Strength, Theirs, When } from '../../parts/naming.js';
import { Panel } from '../../parts/page.js';
import { Answered } from '../../parts/state.js';
import { useSeat } from '../../shell/session.js';
import { useWords } from '../../words/index.js';
import { accountWords } from './words.js';

/** The calls to follow an account, newest first. */
export function Calls({ account }: { account: string }) {
  const t = useWords(accountWords);
  const { election } = useSeat();
  const calls = usePages('listCalls', { query: { election: election.id, target: account, limit: 10 } as never });
  return (
    <Panel title={t.callsTo}>
      <Answered of={{ data: calls.items, error: calls.error, refetch: calls.refetch }}>{(items) => (items.length === 0 ? <p className="empty">{t.noCalls}</p> : (
        <ul className="rows">{items.map((call) => (
          <li key={call.id}><Link className="row-link" href={`/documents/${call.document.id}?mark=${call.id}`}>
            <span className="row"><b><ActorName name={call.actor.name} /></b><Strength of={call.strength} /><small className="soft"><When at={call.document.publishedAt ?? call.document.firstSeenAt} precision={call.document.publishedPrecision} /></small></span>
            <Theirs text={call.quote} language={call.document.language} />
          </Link></li>
        ))}</ul>
      ))}</Answered>
      <More of={calls} />
    </Panel>
  );
}
