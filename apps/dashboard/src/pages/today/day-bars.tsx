import type { Answer } from '../../api/client.js';
import { useWords, useWriting } from '../../words/index.js';
import { todayWords } from './words.js';

/** Fourteen days of calls as bars that can be chosen. */
export function DayBars({ days, chosen, choose }: { days: Answer<'getToday'>['days']; chosen: string; choose: (day: string) => void }) {
  const t = useWords(todayWords);
  const write = useWriting();
  const most = Math.max(1, ...days.map(({ calls }) => calls));
  return (
    <div className="day-bars" role="group" aria-label={t.days}>
      {days.map(({ day, calls, actors }) => (
        <button key={day} type="button" aria-pressed={day === chosen} title={t.dayBar(write.weekday(day), write.count(calls), write.count(actors))} onClick={() => choose(day)}>
          <b>{calls > 0 ? write.count(calls) : ''}</b>
          <i style={{ height: `${(calls / most) * 2.6}rem` }} />
          <small>{write.digits(String(Number(day.slice(8))))}</small>
          <span className="hidden">{t.dayBar(write.weekday(day), write.count(calls), write.count(actors))}</span>
        </button>
      ))}
    </div>
  );
}
