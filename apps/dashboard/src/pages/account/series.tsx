import { seriesScene } from '#core/charts/series.js';
import type { Answer, Item } from '../../api/client.js';
import { Chart } from '../../parts/chart.js';
import { useAsk } from '../../api/use-ask.js';
import { useSeat } from '../../shell/session.js';
import { useWords, useWriting } from '../../words/index.js';
import { findingInWords } from './finding.js';
import { accountWords } from './words.js';

interface Given { of: Answer<'getAccountSeries'>; waves: Answer<'getAccountCalls'>['days']; findings: Item<'listAccountFindings'>[] }
const TALL = 320;

/** Counts, goals, events and calls on one axis. The numbers in the picture are explained below it. */
export function Series({ of, waves, findings }: Given) {
  const t = useWords(accountWords);
  const write = useWriting();
  const { election } = useSeat();
  const actors = useAsk('listActors', { params: { election: election.id } }).data?.items ?? [];
  const nameOf = (id: string): string => { const actor = actors.find((one) => one.id === id); return actor ? write.name(actor.name) : id; };
  const days = of.series.flatMap((series) => series.days.map(({ day }) => day)).sort();
  if (days.length === 0 && waves.length === 0) return <p className="empty">{t.noCounts}</p>;
  // The picture begins where something is known: weeks of nothing say nothing.
  const from = [...days, ...waves.map(({ day }) => day)].sort()[0] ?? of.from;
  const shown = findings.filter(({ day }) => day >= from && day <= of.to).sort((a, b) => a.day.localeCompare(b.day)).slice(0, 12);
  const events = shown.map((finding) => ({ day: finding.day, label: findingInWords(finding, t) }));
  const ordered = [...of.series].sort((a, b) => Number(b.by === null) - Number(a.by === null));
  const input = {
    from, to: of.to, waves: waves.filter(({ day }) => day >= from), events,
    series: ordered.map(({ by, days: counts }) => ({ label: by === null ? t.ours : nameOf(by), ours: by === null, days: counts })),
    goals: of.goals.map((goal) => ({ label: goal.by === null ? t.goalOpen(write.count(goal.value)) : t.goalLine(write.count(goal.value), write.day(goal.by)), value: goal.value, by: goal.by, projection: goal.atDeadline })),
    words: { title: t.series, description: t.seriesSays(write.count(new Set(days).size), write.day(from), write.day(of.to)), calls: t.calls },
  };
  return (
    <figure>
      <Chart scene={(width) => seriesScene(input, width, TALL, write)} />
      <figcaption className="legend">
        {input.series.map(({ label, ours }, index) => <span key={label} className={`chart tone-series-${Math.min(index, 3)} key`}><svg viewBox="0 0 10 10" aria-hidden="true">{ours ? <circle cx="5" cy="5" r="4" className={`tone-series-${Math.min(index, 3)} filled`} /> : <path d="M5,0L10,5L5,10L0,5Z" className={`tone-series-${Math.min(index, 3)} filled`} />}</svg><bdi>{label}</bdi></span>)}
        {events.map(({ day, label }, index) => <span key={`${day}${label}`}><b>{write.count(index + 1)}</b> {write.day(day)}: {label}</span>)}
      </figcaption>
    </figure>
  );
}
