import { useState } from 'react';
import { Link } from 'wouter';
import type { Answer } from '../../api/client.js';
import { useAsk } from '../../api/use-ask.js';
import { ActorName, useAccountLabel } from '../../parts/naming.js';
import { Page, Panel } from '../../parts/page.js';
import { Answered } from '../../parts/state.js';
import { may, useSeat } from '../../shell/session.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import { Calendar } from './calendar.js';
import { DayBars } from './day-bars.js';
import { DayCalls } from './day-calls.js';
import { todayWords } from './words.js';
import './today.css';

type Today = Answer<'getToday'>;

/** The first page of the day: what decides it, in the order in which it does. */
export default function TodayPage() {
  const { election } = useSeat();
  const t = useWords(todayWords);
  const today = useAsk('getToday', { params: { election: election.id } }, { everyMs: 20_000 });
  if (today.data === undefined) return <Page title={t.title}><Answered of={today}>{() => null}</Answered></Page>;
  return <Day today={today.data} />;
}

function Day({ today }: { today: Today }) {
  const t = useWords(todayWords);
  const write = useWriting();
  // In the morning the day before says more than the hours of today.
  const busier = today.days.slice(-2).reduce<(typeof today.days)[number] | undefined>((best, one) => (best === undefined || one.calls > best.calls ? one : best), undefined);
  const [chosen, choose] = useState<string | null>(null);
  const day = chosen ?? busier?.day ?? today.date;
  const onDay = today.days.find((one) => one.day === day);
  return (
    <Page title={write.longDay(today.date)} lead={write.digits(t.daysLeft(today.daysLeft, write.weekday(today.pollingDay)))}>
      <div className="stack">
        <Calendar today={today.date} />
        <Figures today={today} />
        <div className="columns">
          <div className="stack">
            <Panel title={t.who} side={onDay ? t.callsOn(write.weekday(day), write.count(onDay.calls), write.count(onDay.actors)) : write.weekday(day)}>
              <DayBars days={today.days} chosen={day} choose={choose} />
              <DayCalls day={day} />
              {onDay && onDay.reported + onDay.standing > 0 ? <p className="small soft">{t.leftOut(write.count(onDay.reported), write.count(onDay.standing))}</p> : null}
            </Panel>
          </div>
          <div className="stack">
            <Note today={today} />
            <Drives today={today} />
            <Goals today={today} />
            <Gaps today={today} />
          </div>
        </div>
      </div>
    </Page>
  );
}

function Figures({ today }: { today: Today }) {
  const t = useWords(todayWords);
  const write = useWriting();
  const seat = useSeat();
  const unread = today.sources.all - today.sources.readToday - today.sources.paused;
  const { review, campaigns, sources, gaps, replies, queues } = today;
  return (
    <nav className="figures" aria-label={t.title}>
      {may(seat, 'coder') ? <Link href="/review"><b>{write.count(review.mine)}</b><span>{t.review}<br />{t.reviewMore(write.count(review.second), write.count(review.split))}</span></Link> : null}
      <Link href="/drives"><b>{write.count(campaigns.new)}</b><span>{t.drives}<br />{t.drivesMore(write.count(campaigns.active))}</span></Link>
      <Link href="/sources" className={unread > 0 ? 'alert' : ''}><b>{write.count(unread)}</b><span>{t.unread}<br />{t.unreadMore(write.count(sources.readToday), write.count(sources.all))}, {t.withGaps(write.count(gaps.sources))}</span></Link>
      <Link href="/editions"><b>{write.count(replies.open)}</b><span>{t.replies}<br />{t.repliesMore(write.count(replies.overdue))}</span></Link>
      <Link href="/queues" className={queues.failed > 0 ? 'alert' : ''}><b>{write.count(queues.failed)}</b><span>{t.work}<br />{t.workMore(write.count(queues.active + queues.waiting))}</span></Link>
    </nav>
  );
}

function Note({ today }: { today: Today }) {
  const t = useWords(todayWords);
  const term = useWords(terms);
  return (
    <Panel title={t.note}>
      <ul className="rows">{today.editions.map(({ id, audience, state }) => {
        const line = <><b>{termOf(term.editionAudiences, audience)}</b><span className={`tag${state === 'released' ? ' good' : state === 'held' ? ' warn' : state === 'withdrawn' ? ' bad' : ''}`}>{termOf(t.noteStates, state)}</span></>;
        return <li key={audience}>{id === null ? <span className="row spread row-plain">{line}</span> : <Link href={`/editions/${id}`} className="row spread row-link">{line}</Link>}</li>;
      })}</ul>
    </Panel>
  );
}

function Drives({ today: { campaigns } }: { today: Today }) {
  const t = useWords(todayWords);
  const write = useWriting();
  const label = useAccountLabel();
  return (
    <Panel title={t.newDrives} side={<Link href="/drives">{t.allCalls}</Link>}>
      {campaigns.newest.length === 0 ? <p className="empty">{t.noDrives}</p> : (
        <ul className="rows">{campaigns.newest.map(({ id, name, target, members, calls, firstAt, firstDated, isNew }) => (
          <li key={id}><Link href={`/drives/${encodeURIComponent(id)}`} className="row-link">
            <span className="row spread"><b><bdi>{name ?? label(target)}</bdi></b>{isNew ? <span className="tag good">{t.isNew}</span> : null}</span>
            <small className="soft">{`${t.members(write.count(members))} · ${t.calls(write.count(calls))} · ${t.since(write.published(firstAt, firstDated ?? undefined))}`}</small>
          </Link></li>
        ))}</ul>
      )}
    </Panel>
  );
}

function Goals({ today: { goals, accountFindings } }: { today: Today }) {
  const t = useWords(todayWords);
  const write = useWriting();
  const label = useAccountLabel();
  return (
    <Panel title={t.goals} side={<Link href="/accounts">{t.accounts}</Link>}>
      {goals.length === 0 ? <p className="empty">{t.noGoals}</p> : (
        <ul className="rows">{goals.map(({ account, value, by, now, how, share }) => (
          <li key={`${account} ${value}`}><Link href={`/accounts/${encodeURIComponent(account)}`} className="row-link">
            <span className="row spread"><b><bdi>{label(account)}</bdi></b><span className="num">{now === null ? t.notRead : t.goalNow(write.count(now), write.count(value))}</span></span>
            <span className="meter"><i style={{ width: `${Math.min(100, Math.max(0, (share ?? 0) * 100))}%` }} /></span>
            <small className="soft">{[share === null ? null : write.percent(share), by === null ? null : t.goalBy(write.day(by)), how === 'reported' ? t.reported : null].filter((part) => part !== null).join(' · ')}</small>
          </Link></li>
        ))}</ul>
      )}
      {accountFindings.unexplained > 0 ? <p className="small">{t.unusual(write.count(accountFindings.unexplained))}</p> : null}
      {accountFindings.events > 0 ? <p className="small">{t.events(write.count(accountFindings.events))}</p> : null}
    </Panel>
  );
}

function Gaps({ today: { gaps } }: { today: Today }) {
  const t = useWords(todayWords);
  const term = useWords(terms);
  const write = useWriting();
  return (
    <Panel title={t.gaps} side={gaps.open > 0 ? <Link href="/sources?state=gaps">{t.allGaps(write.count(gaps.open), write.count(gaps.sources))}</Link> : undefined}>
      {gaps.newest.length === 0 ? <p className="empty">{t.noGaps}</p> : (
        <ul className="rows">{[...Map.groupBy(gaps.newest, ({ sourceId }) => sourceId)].map(([sourceId, of]) => {
          const says = [...new Set(of.map(({ reason }) => termOf(term.reasons, reason)))].join(', ');
          return <li key={sourceId}>{sourceId === null ? <span className="row-plain row">{says}</span>
            : <Link href={`/sources/${encodeURIComponent(sourceId)}`} className="row-link"><b>{of[0]!.actor === null ? sourceId : <ActorName name={of[0]!.actor} />}</b><br /><small className="soft">{[of[0]!.kind ? termOf(term.sourceKinds, of[0]!.kind) : null, says, write.moment(of[0]!.lastAt)].filter((part) => part !== null).join(' · ')}</small></Link>}</li>;
        })}</ul>
      )}
      <p className="small soft">{t.stands}</p>
    </Panel>
  );
}
