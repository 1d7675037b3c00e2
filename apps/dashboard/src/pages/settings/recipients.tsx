import { usePages } from '../../api/use-ask.js';
import { More } from '../../parts/more.js';
import { useSensitive } from '../../shell/sensitive.js';
import { useSeat } from '../../shell/session.js';
import { useWords } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import { Roster } from './roster.js';
import { settingsWords } from './words.js';

/** Who gets notes by mail, in which language, at what hour. */
export function Recipients() {
  const t = useWords(settingsWords);
  const term = useWords(terms);
  const { election } = useSeat();
  const recipients = usePages('listRecipients', { query: { election: election.id, limit: 100 } as never });
  const add = useSensitive('addRecipient', ['listRecipients']);
  const remove = useSensitive('removeRecipient', ['listRecipients']);
  const send = async (text: (name: string) => string): Promise<boolean> =>
    await add.run({ body: { election: election.id, email: text('email'), audience: text('audience') as 'staff', language: text('language'), ...(text('at') === '' ? {} : { sendAt: text('at') }) } }) !== null;
  return (
    <Roster title={t.tabs.recipients} of={{ data: recipients.items, error: recipients.error, refetch: recipients.refetch }} columns={[t.email, t.audience, t.language, t.at, t.from, t.remove]} none={t.noRecipients} below={<More of={recipients} />} doing={[add, remove]}
      row={({ id, email, audience, language, sendAt, suppressedAt, origin, active }) => (
        <tr key={id}><th scope="row"><bdi>{email}</bdi></th><td>{termOf(term.editionAudiences, audience)}</td><td>{termOf(term.languages, language)}</td><td data-of={t.at}>{sendAt}</td><td className="soft small">{termOf(t.origin, origin)}{suppressedAt !== null || !active ? <> <span className="tag warn">{t.suppressed}</span></> : null}</td>
          <td><button type="button" className="button little" onClick={() => { void remove.run({ params: { id } }); }} aria-label={`${t.remove} ${email}`}>{t.remove}</button></td></tr>
      )}
      adding={{ title: t.addRecipient, send, fields: <>
        <label className="field wide"><span>{t.email}</span><input name="email" type="email" required autoComplete="off" /></label>
        <label className="field"><span>{t.audience}</span><select name="audience" defaultValue="staff">{(['staff', 'partners', 'public'] as const).map((one) => <option key={one} value={one}>{term.editionAudiences[one]}</option>)}</select></label>
        <label className="field"><span>{t.language}</span><select name="language" defaultValue="en"><option value="en">English</option><option value="km" lang="km">ខ្មែរ</option></select></label>
        <label className="field"><span>{t.at}</span><input name="at" type="time" /></label>
      </> }} />
  );
}
