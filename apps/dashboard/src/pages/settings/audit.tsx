import { useAsk, usePages } from '../../api/use-ask.js';
import { More } from '../../parts/more.js';
import { Panel } from '../../parts/page.js';
import { Answered } from '../../parts/state.js';
import { useWords, useWriting } from '../../words/index.js';
import { settingsWords } from './words.js';

/** Who did what, and whether the chain of entries is whole. */
export function Audit() {
  const t = useWords(settingsWords);
  const write = useWriting();
  const entries = usePages('listAudit', { query: { limit: 50 } as never });
  const chain = useAsk('verifyAudit');
  return (
    <Panel title={t.tabs.audit}>
      <div className="stack">
        <Answered of={chain}>{({ entries: n, whole, brokenAt, head }) => <div className={whole ? 'good-news' : 'fault'}><p>{whole ? t.chainWhole(write.count(n)) : t.chainBroken(brokenAt ?? '')}</p>{head === null ? null : <p className="small">{t.head}: <span className="code">{head}</span></p>}</div>}</Answered>
        <Answered of={{ data: entries.items, error: entries.error, refetch: entries.refetch }}>{(items) => (
          <div className="scroll" tabIndex={0} role="region" aria-label={t.tabs.audit}><table className="stacked">
            <thead><tr><th>{t.when}</th><th>{t.who}</th><th>{t.did}</th><th>{t.about}</th><th>{t.outcome}</th></tr></thead>
            <tbody>{items.map(({ id, at, who, did, about, outcome }) => <tr key={id}><td className="nowrap">{write.moment(at)}</td><td>{who}</td><td>{did}</td><td className="small soft"><bdi>{about}</bdi></td><td>{outcome}</td></tr>)}</tbody>
          </table></div>
        )}</Answered>
        <More of={entries} />
      </div>
    </Panel>
  );
}
