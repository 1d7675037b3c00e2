import { useSeat } from '../../shell/session.js';
import { daysBetween } from '../../words/format.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import { todayWords } from './words.js';

/** The phases of the election as one band, each as long as it lasts, with today on it. */
export function Calendar({ today }: { today: string }) {
  const t = useWords(todayWords);
  const term = useWords(terms);
  const write = useWriting();
  const { election: { phases } } = useSeat();
  if (phases.length === 0) return null;
  const first = phases[0]!.from < today ? phases[0]!.from : today;
  const now = phases.find(({ from, to }) => from <= today && today <= to);
  const next = phases.find(({ from }) => from > today);
  const length = (from: string, to: string): number => daysBetween(from, to) + 1;
  const when = (name: string, from: string, to: string): string => (name === now?.name && from !== to ? t.phaseOf(write.count(length(from, today)), write.count(length(from, to))) : from === to ? write.day(from) : `${write.day(from)} – ${write.day(to)}`);
  return (
    <section className="calendar" aria-label={t.phases}>
      <ol>
        {phases.map(({ name, from, to }) => (
          // A single day stays wide enough to be read.
          <li key={`${name}${from}`} className={`${name}${today > to ? ' past' : ''}`} aria-current={name === now?.name ? 'date' : undefined} style={{ flexGrow: Math.max(length(from, to), length(first, phases.at(-1)!.to) / 9) }}>
            <span>{termOf(term.phases, name)}</span>
            <small>{when(name, from, to)}</small>
          </li>
        ))}
      </ol>
      {/* On a narrow window the band says how long, and this line what. */}
      <p aria-hidden="true">{now ? <><b>{termOf(term.phases, now.name)}</b>, {when(now.name, now.from, now.to)}</> : null}{now && next ? '; ' : null}{next ? t.upNext(termOf(term.phases, next.name), write.day(next.from)) : null}</p>
    </section>
  );
}
