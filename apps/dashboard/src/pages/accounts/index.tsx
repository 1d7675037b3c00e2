import { useMemo } from 'react';
import { Link } from 'wouter';
import type { Answer, Item } from '../../api/client.js';
import { useAsk, useAskAll } from '../../api/use-ask.js';
import { ActorName, useAccountLabel } from '../../parts/naming.js';
import { Page, Panel } from '../../parts/page.js';
import { Answered } from '../../parts/state.js';
import { useSeat } from '../../shell/session.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import { findingInWords } from '../account/finding.js';
import { accountWords } from '../account/words.js';

/** Every account that is watched, what stands out in their counts, and who moved where. */
export default function AccountsPage() {
  const t = useWords(accountWords);
  const { election } = useSeat();
  const accounts = useAskAll('listAccounts', { query: { election: election.id } }, 500, { everyMs: 120_000 });
  const findings = useAsk('listAccountFindings', { query: { election: election.id, active: 'true', limit: 20 } as never });
  const migration = useAsk('getMigration', { params: { election: election.id } });
  return (
    <Page title={t.accounts} lead={t.accountsLead}>
      <div className="stack">
        <div className="columns">
          <Panel title={t.watched}><Answered of={accounts}>{({ items }) => <Watched accounts={items} />}</Answered></Panel>
          <Panel title={t.stands}><Answered of={findings}>{({ items }) => <Findings items={items} accounts={accounts.data?.items ?? []} />}</Answered></Panel>
        </div>
        <Panel title={t.migration} side={migration.data?.pivot ? t.migrationAround : undefined}><Answered of={migration}>{(of) => <Migration of={of} />}</Answered></Panel>
      </div>
    </Page>
  );
}

function Watched({ accounts }: { accounts: Item<'listAccounts'>[] }) {
  const t = useWords(accountWords);
  const term = useWords(terms);
  const write = useWriting();
  const label = useAccountLabel();
  const rows = useMemo(() => [...accounts].sort((a, b) => Number(b.watched) - Number(a.watched) || (b.lastReading?.value ?? -1) - (a.lastReading?.value ?? -1)), [accounts]);
  if (rows.length === 0) return <p className="empty">{t.noAccounts}</p>;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t.watched}>
      <table className="stacked">
        <thead><tr><th>{t.account}</th><th className="right">{t.followers}</th><th className="right">{t.changes}</th><th>{t.counted}</th></tr></thead>
        <tbody>{rows.map(({ key, name, status, lastReading, changes }) => (
          <tr key={key}>
            <th scope="row"><Link href={`/accounts/${encodeURIComponent(key)}`}><bdi>{name ? write.name(name) : label(key)}</bdi></Link><br /><small className="soft"><bdi>{label(key)}</bdi>{status === 'unknown' ? null : ` · ${termOf(term.statuses, status)}`}</small></th>
            <td className="right num">{lastReading === null ? t.notRead : `${lastReading.bound === '=' ? '' : lastReading.bound}${write.count(lastReading.value)}`}</td>
            <td className="right num" {...(changes.length === 0 ? {} : { 'data-of': t.changes })}>{changes.map((of) => <div key={of.day}><small className="soft">{write.day(of.day)}</small> {isLarge(of) ? <b>{write.signed(of.change)} ({write.signedPercent(of.share)})</b> : write.signed(of.change)}</div>)}</td>
            <td className="small soft">{lastReading === null ? '' : <>{lastReading.how === 'observed' ? t.observed : t.reported} <span className="nowrap">{write.moment(lastReading.at)}</span></>}</td>
          </tr>
        ))}</tbody>
      </table>
    </div>
  );
}

/** As the note marks it, whatever the account. */
const isLarge = ({ share }: { share: number }): boolean => Math.abs(share) >= 0.05;

function Findings({ items, accounts }: { items: Item<'listAccountFindings'>[]; accounts: Item<'listAccounts'>[] }) {
  const t = useWords(accountWords);
  const write = useWriting();
  const label = useAccountLabel();
  // Large, and of the newest counts: no test says yet what it is.
  const unjudged = accounts.flatMap(({ key, name, changes }) => changes.filter((of) => isLarge(of) && !items.some((item) => item.account === key && item.class === 'anomaly' && item.day === of.day)).map((of) => ({ key, name, of })));
  if (items.length + unjudged.length === 0) return <p className="empty">{t.nothingStands}</p>;
  return <ul className="rows">{unjudged.map(({ key, name, of }) => (
    <li key={`${key} ${of.day}`}><Link href={`/accounts/${encodeURIComponent(key)}`} className="row-link">
      <span className="row spread"><b><bdi>{name ? write.name(name) : label(key)}</bdi></b><small className="soft num">{write.day(of.day)}</small></span>
      <span className="small">{t.moved(write.signed(of.change), write.signedPercent(of.share))} <span className="tag">{t.unjudged}</span></span>
    </Link></li>
  ))}{items.map((finding) => (
    <li key={finding.id}><Link href={finding.account === null ? '/accounts' : `/accounts/${encodeURIComponent(finding.account)}`} className="row-link">
      <span className="row spread"><b><bdi>{label(finding.account)}</bdi></b><small className="soft num">{write.day(finding.day)}</small></span>
      <span className="small">{findingInWords(finding, t)}{finding.unexplained ? <> <span className="tag warn">{t.unexplained}</span></> : null}</span>
    </Link></li>
  ))}</ul>;
}

function Migration({ of: { rows, pivot, why, window } }: { of: Answer<'getMigration'> }) {
  const t = useWords(accountWords);
  const term = useWords(terms);
  const write = useWriting();
  if (pivot === null || rows.length === 0) return <p className="empty">{t.noMigration}</p>;
  return (
    <>
      <p className="small soft">{t.pivot(write.longDay(pivot), write.count(window ?? 0))} {why}</p>
      <div className="scroll" tabIndex={0} role="region" aria-label={t.migration}>
        <table>
          <thead><tr><th>{t.actor}</th><th>{t.platform}</th><th>{t.state}</th><th className="right">{t.before}</th><th className="right">{t.after}</th><th className="right">{t.ratio}</th><th>{t.lastPost}</th></tr></thead>
          <tbody>{rows.map(({ actor, platform, state, before, after, rate, lastPost }) => (
            <tr key={`${actor.id} ${platform}`}>
              <th scope="row"><ActorName name={actor.name} /></th><td>{termOf(term.platforms, platform)}</td><td>{termOf(t.states, state)}</td>
              <td className="right num">{t.posts(write.count(before.posts), write.count(before.days))}</td><td className="right num">{t.posts(write.count(after.posts), write.count(after.days))}</td>
              <td className="right num">{rate?.ratio === null || rate === null ? '–' : `× ${write.figure(rate.ratio)} (${write.figure(rate.low)}–${rate.high === null ? '…' : write.figure(rate.high)})`}</td>
              <td className="nowrap">{lastPost === null ? '–' : write.day(lastPost)}</td>
            </tr>
          ))}</tbody>
        </table>
      </div>
    </>
  );
}
