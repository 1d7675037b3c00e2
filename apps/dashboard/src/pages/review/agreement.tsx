import { useAsk } from '../../api/use-ask.js';
import { Panel } from '../../parts/page.js';
import { Answered } from '../../parts/state.js';
import { useSeat } from '../../shell/session.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import { reviewWords } from './words.js';

/** How far two readers agree, by codebook and kind: what a figure of this product is worth. */
export function Agreement() {
  const t = useWords(reviewWords);
  const term = useWords(terms);
  const write = useWriting();
  const { election } = useSeat();
  const agreement = useAsk('getAgreement', { params: { election: election.id } });
  const two = (value: number | null): string => (value === null ? '–' : write.digits(value.toFixed(2)));
  return (
    <Panel title={t.agreement}>
      <Answered of={agreement}>{({ items }) => (items.length === 0 ? <p className="empty">{t.agreementNone}</p> : (
        <div className="scroll" tabIndex={0} role="region" aria-label={t.agreement}>
          <table>
            <thead><tr><th>{t.kind}</th><th className="right">{t.items}</th><th className="right">{t.equal}</th><th className="right">{t.kappa}</th></tr></thead>
            <tbody>{items.map(({ codebook, kind, items: n, agreed, kappa, low, high }) => (
              <tr key={`${codebook} ${kind}`}><th scope="row">{t.codebook(write.count(codebook))} · {kind === null ? t.all : termOf(term.findings, kind)}</th><td className="right num">{write.count(n)}</td><td className="right num">{agreed === null ? '–' : write.percent(agreed)}</td><td className="right num">{two(kappa)}{low === null || high === null ? '' : ` (${two(low)}–${two(high)})`}</td></tr>
            ))}</tbody>
          </table>
        </div>
      ))}</Answered>
    </Panel>
  );
}
