import { ActorName } from '../../parts/naming.js';
import { Panel } from '../../parts/page.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import type { Drive } from './index.js';
import { driveWords } from './words.js';

/** Members by kind and in order: the picture as a table. */
export function Order({ drive }: { drive: Drive }) {
  const t = useWords(driveWords);
  const term = useWords(terms);
  const write = useWriting();
  const memberOf = new Map(drive.members.map((member) => [member.id, member]));
  const kinds = [...Map.groupBy(drive.members, ({ kind }) => kind)].sort(([, a], [, b]) => b.length - a.length);
  // Where the first page gives its day alone, no distance from it is known.
  const untied = drive.order[0]?.dated === undefined;
  return (
    <Panel title={t.order} side={kinds.map(([kind, of]) => `${t.groups[kind] ?? termOf(term.kinds, kind)}: ${write.count(of.length)}`).join(' · ')}>
      <div className="scroll" tabIndex={0} role="region" aria-label={t.order}>
        <table className="stacked">
          <thead><tr><th>{t.place}</th><th>{t.who}</th><th>{t.kind}</th><th>{t.first}</th><th className="right">{t.after}</th><th className="right">{t.calls}</th><th>{t.role}</th></tr></thead>
          <tbody>{drive.order.map(({ actorId, firstAt, afterMs, calls, role, dated }, index) => {
            const member = memberOf.get(actorId);
            return (
              <tr key={actorId}>
                <td className="soft place">{write.count(index + 1)}</td><th scope="row">{member ? <ActorName name={member.name} side={member.side} /> : actorId}</th><td className="soft">{member ? termOf(term.kinds, member.kind) : ''}</td>
                <td className="nowrap" data-of={t.first}>{dated === 'seen' ? `${t.seen} ` : ''}{write.published(firstAt, dated)}</td><td className="right nowrap">{index === 0 ? untied ? t.atOnce : '' : dated === undefined && untied ? `+ ${write.span(afterMs)}` : ''}</td><td className="right" data-of={t.calls}>{write.count(calls)}</td><td data-of={t.role}>{t.roles[role]}</td>
              </tr>
            );
          })}</tbody>
        </table>
      </div>
    </Panel>
  );
}
