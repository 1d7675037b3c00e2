import { useAccountLabel } from '../../parts/naming.js';
import { opening } from '../../parts/opening.js';
import { Panel } from '../../parts/page.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import { chanceInWords, chanceWords, isUsual } from './chance.js';
import type { Drive } from './index.js';
import { driveWords } from './words.js';

/** A text that several share is kept by its first 80 units. */
const KEY_CUT = 76;

/** Why these calls are shown together and how likely that is by chance: in words first, the figures beside them. */
export function Why({ drive }: { drive: Drive }) {
  const t = useWords(driveWords);
  const term = useWords(terms);
  const chance = useWords(chanceWords);
  const write = useWriting();
  const label = useAccountLabel();
  const nameOf = (actorId: string | undefined): string => { const member = drive.members.find(({ id }) => id === actorId); return member ? write.name(member.name) : actorId ?? ''; };
  const followed = drive.order.slice(1);
  const half = followed[Math.ceil(followed.length / 2) - 1];
  const origins = drive.order.filter(({ role }) => role === 'origin').length;
  const first = nameOf(drive.order[0]?.actorId);
  const tied = drive.order.filter(({ firstAt }) => write.local(firstAt).day === write.local(drive.firstAt).day);
  // Of those who came on one day, of whom one gives no hour, nobody can be said to be the first.
  const unordered = tied.length > 1 && drive.order[0]?.dated !== undefined;
  return (
    <div className="columns">
      <Panel title={t.why}>
        <div className="stack">
          <p>{unordered ? t.tied(tied.map(({ actorId }) => nameOf(actorId)).join(', '), write.day(write.local(drive.firstAt).day)) : half ? t.sentence(first, write.span(half.afterMs)) : t.alone(first)} {t.voices(write.count(origins), write.count(drive.order.length - origins))}</p>
          <p>{chanceInWords(drive, chance)} {chance.not}</p>
          {drive.objects.length === 0 ? <p className="soft">{t.nothingShared}</p> : (
            <div><h3>{t.shared}</h3><ul className="rows">{drive.objects.slice(0, 12).map(({ kind, key, members }) => (
              <li key={`${kind} ${key}`} className="row spread row-plain shared"><span><b>{termOf(term.links, kind)}</b> <bdi className="soft">{kind === 'near-same text' ? opening(key, KEY_CUT) : /^https?:/.test(key) || kind !== 'same image' ? key : ''}</bdi></span><span className="soft small nowrap">{t.byMembers(write.count(members.length))}</span></li>
            ))}</ul></div>
          )}
        </div>
      </Panel>
      <Panel title={t.figures}>
        <dl className="facts">
          <dt>{t.p}</dt><dd>{drive.pValue === null ? t.pNone : isUsual(drive.pValue) ? <>{t.pUsual} <small className="soft">{t.pIs(write.figure(drive.pValue))}</small></> : <span className="num">{write.figure(drive.pValue)}</span>}</dd>
          <dt>{t.similar}</dt><dd className="num">{drive.similarity === null ? '–' : write.percent(drive.similarity)}</dd>
          <dt>{t.span}</dt><dd>{write.published(drive.firstAt, drive.order[0]?.dated)} – {write.published(drive.lastAt, drive.calls.at(-1)?.dated)}</dd>
          <dt>{t.linked}</dt><dd>{drive.links.map((link) => termOf(term.links, link)).join(', ')}</dd>
          {drive.lineage.map(({ kind, id, other, at }) => <Lineage key={`${kind}${id}${other}`} says={`${kind === 'merged' ? t.lineage.merged : t.lineage.split} ${label(drive.target)}`} id={id === drive.id ? other : id} at={write.moment(at)} />)}
        </dl>
        <p className="small soft">{t.method}</p>
      </Panel>
    </div>
  );
}

const Lineage = ({ says, id, at }: { says: string; id: string; at: string }) => <><dt>{says}</dt><dd><a href={`#/drives/${encodeURIComponent(id)}`}>{id.slice(0, 8)}</a> <span className="soft">{at}</span></dd></>;
