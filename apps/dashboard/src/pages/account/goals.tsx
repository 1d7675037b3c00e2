import type { Answer } from '../../api/client.js';
import { useAsk } from '../../api/use-ask.js';
import { Outside, Theirs } from '../../parts/naming.js';
import { useSeat } from '../../shell/session.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf } from '../../words/terms.js';
import { accountWords } from './words.js';

/** What was stated, how far it is, and where the pace leads: never a point without its interval. */
export function Goals({ goals }: { goals: Answer<'getAccountSeries'>['goals'] }) {
  const t = useWords(accountWords);
  const write = useWriting();
  const { election } = useSeat();
  const actors = useAsk('listActors', { params: { election: election.id } }).data?.items ?? [];
  // Somebody of the watchlist is called as the reader's language calls them.
  const nameOf = (said: string): string => { const actor = actors.find(({ id, name }) => id === said || Object.values(name).includes(said)); return actor ? write.name(actor.name) : said; };
  if (goals.length === 0) return <p className="empty">{t.noGoals}</p>;
  return <ul className="rows">{goals.map((goal) => {
    const round = (value: number): string => write.count(Math.round(value));
    const share = goal.last === null ? 0 : goal.last.value / goal.value;
    const lines = [
      goal.toGo !== null && goal.toGo > 0 ? t.toGo(round(goal.toGo)) : null, goal.neededPerDay !== null && goal.daysLeft !== null && goal.daysLeft > 0 ? t.perDay(round(goal.neededPerDay), write.count(goal.daysLeft)) : null,
      goal.growth === null ? null : t.pace(write.signed(Math.round(goal.growth.perDay))), goal.atDeadline === null ? null : t.deadline(round(goal.atDeadline.value), round(goal.atDeadline.low), round(goal.atDeadline.high)),
    ].filter((line) => line !== null);
    return (
      <li key={`${goal.value} ${goal.by} ${goal.countedBy}`} className="row-plain goal">
        <p className="row spread"><b className="num">{goal.by === null ? t.goalOpen(write.count(goal.value)) : t.goalLine(write.count(goal.value), write.day(goal.by))}</b><span className={`tag${goal.outlook === 'reached' || goal.outlook === 'projected-hit' ? ' good' : goal.outlook === 'missed' || goal.outlook === 'projected-miss' ? ' warn' : ''}`}>{termOf(t.outlooks, goal.outlook)}</span></p>
        <span className="meter"><i style={{ width: `${Math.min(100, share * 100)}%` }} /></span>
        <p>{lines.join(' · ')}</p>
        <p className="small soft">{t.statedBy('')}<Theirs text={nameOf(goal.statedBy)} />{goal.statedOn === null ? '' : `, ${write.day(goal.statedOn)}`} · <Outside href={goal.source} /></p>
      </li>
    );
  })}</ul>;
}
