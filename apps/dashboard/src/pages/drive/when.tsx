import { timelineScene } from '#core/charts/timeline.js';
import { useAskAll } from '../../api/use-ask.js';
import { Chart } from '../../parts/chart.js';
import { Panel } from '../../parts/page.js';
import { addDays, daysBetween } from '../../words/format.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import type { Drive } from './index.js';
import { driveWords } from './words.js';

/** The drive as a picture: a row for each member, a mark for each call. */
export function When({ drive }: { drive: Drive }) {
  const t = useWords(driveWords);
  const term = useWords(terms);
  const write = useWriting();
  // How hard each call was stands with the calls; until they are there the marks are round.
  const calls = useAskAll('listCampaignCalls', { params: { id: drive.id } }, 5000).data?.items ?? [];
  const strength = new Map(calls.map((call) => [call.id, call.strength]));
  const memberOf = new Map(drive.members.map((member) => [member.id, member]));
  const members = drive.order.flatMap(({ actorId, role }) => { const member = memberOf.get(actorId); return member ? [{ id: actorId, name: write.name(member.name), side: member.side, role }] : []; });
  const [first, last] = [write.local(drive.firstAt).day, write.local(drive.lastAt).day];
  const days = Array.from({ length: Math.min(daysBetween(first, last) + 1, 120) }, (_, n) => addDays(first, n)).map((day) => ({ day, at: write.instant(`${day}T00:00`) }));
  const input = {
    members, days,
    calls: drive.calls.map(({ observationId, actorId, at, dated }) => {
      const how = strength.get(observationId) ?? null;
      const { day } = write.local(at);
      const member = memberOf.get(actorId);
      const when = dated === 'day' ? { at: write.instant(`${day}T00:00`), until: write.instant(`${addDays(day, 1)}T00:00`) } : { at: Date.parse(at) };
      return { id: observationId, actorId, ...when, strength: how, label: [member ? write.name(member.name) : actorId, dated === 'seen' ? `${t.seen} ${write.moment(at)}` : write.published(at, dated), how === null ? null : termOf(term.strengths, how)].filter((part) => part !== null).join(', ') };
    }),
    words: { title: t.timeline, description: t.timelineSays(write.count(members.length), write.count(drive.calls.length)) },
  };
  const documentOf = new Map(drive.calls.map(({ observationId, documentId }) => [observationId, documentId]));
  const sides = [...new Set(members.map(({ side }) => side))];
  return (
    <Panel title={t.timeline}>
      <Chart scene={(width) => timelineScene(input, width, write)} href={(id) => `#/documents/${documentOf.get(id)}?mark=${id}`} />
      <p className="legend">
        {sides.map((side) => <span key={side} className={`side ${side}`}>{termOf(term.sides, side)}</span>)}
        <span><svg viewBox="0 0 10 10" aria-hidden="true"><rect x="1" y="1" width="8" height="8" fill="currentColor" /></svg>{t.shapes.mandatory}</span>
        <span><svg viewBox="0 0 10 10" aria-hidden="true"><path d="M5,0L10,5L5,10L0,5Z" fill="currentColor" /></svg>{t.shapes.instruction}</span>
        <span><svg viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="4" fill="currentColor" /></svg>{t.shapes.invitation}</span>
        {input.calls.some((call) => 'until' in call) ? <span><svg viewBox="0 0 10 10" aria-hidden="true"><path d="M0,5H10" stroke="currentColor" strokeWidth="2" /></svg>{t.shapes.day}</span> : null}
        <span><svg viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="3.6" fill="none" stroke="currentColor" strokeWidth="2" /></svg>{t.shapes.echo}</span>
      </p>
    </Panel>
  );
}
