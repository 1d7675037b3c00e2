import { useState } from 'react';
import { useParams } from 'wouter';
import { useAsk } from '../../api/use-ask.js';
import { useAccountLabel } from '../../parts/naming.js';
import { Page, Panel } from '../../parts/page.js';
import { Answered } from '../../parts/state.js';
import { useSeat } from '../../shell/session.js';
import { addDays } from '../../words/format.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import { Calls } from './calls.js';
import { Counts } from './counts.js';
import { Goals } from './goals.js';
import { Happened } from './happened.js';
import { Series } from './series.js';
import { accountWords } from './words.js';
import './account.css';

/** One account: its counts by origin, its goals and where the pace leads, what happened to it and when it was called for, on one axis of time. */
export default function AccountPage() {
  const key = decodeURIComponent(useParams<{ key: string }>().key);
  const t = useWords(accountWords);
  const term = useWords(terms);
  const write = useWriting();
  const label = useAccountLabel();
  const { election } = useSeat();
  const [length, setLength] = useState(90);
  const params = { election: election.id, account: key };
  const today = useAsk('getToday', { params: { election: election.id } }).data?.date;
  const query = today === undefined ? {} : { from: addDays(today, 1 - length), to: today };
  const account = useAsk('getAccount', { params });
  const series = useAsk('getAccountSeries', { params, query }, { everyMs: 120_000, when: today !== undefined });
  const waves = useAsk('getAccountCalls', { params, query }, { when: today !== undefined });
  const findings = useAsk('listAccountFindings', { query: { election: election.id, account: key, active: 'true', limit: 50 } as never });
  const range = (
    <div className="row" role="group" aria-label={t.range}>{[30, 90, 365].map((days) => <button key={days} type="button" className="button little" aria-pressed={days === length} onClick={() => setLength(days)}>{t.ranges[days]}</button>)}</div>
  );
  return (
    <Page title={account.data?.name ? write.name(account.data.name) : label(key)} lead={<><bdi>{label(key)}</bdi>{account.data ? ` · ${termOf(term.statuses, account.data.status)}` : ''}</>} actions={range}>
      <div className="stack">
        <Panel title={t.series}><Answered of={series}>{(of) => <Series of={of} waves={waves.data?.days ?? []} findings={findings.data?.items ?? []} />}</Answered></Panel>
        <div className="columns">
          <div className="stack">
            <Panel title={t.goals}><Answered of={series}>{(of) => <Goals goals={of.goals} />}</Answered></Panel>
            <Calls account={key} />
          </div>
          <Panel title={t.events}><Answered of={findings}>{({ items }) => <Happened items={items} states={series.data?.states ?? []} days={series.data?.series.find(({ by }) => by === null)?.days ?? []} />}</Answered></Panel>
        </div>
        <Panel title={t.table}><Answered of={series}>{(of) => <Counts of={of} />}</Answered></Panel>
      </div>
    </Page>
  );
}
