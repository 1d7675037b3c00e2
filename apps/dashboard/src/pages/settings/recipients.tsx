import type { FormEvent } from 'react';
import { usePages } from '../../api/use-ask.js';
import { More } from '../../parts/more.js';
import { Panel } from '../../parts/page.js';
import { Answered, Fault } from '../../parts/state.js';
import { useSensitive } from '../../shell/sensitive.js';
import { useSeat } from '../../shell/session.js';
import { useWords } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import { settingsWords } from './words.js';
import { formText } from '../../parts/form.js';

/** Who gets notes by mail, in which language, at what hour. */
export function Recipients() {
  const t = useWords(settingsWords);
  const term = useWords(terms);
  const { election } = useSeat();
  const recipients = usePages('listRecipients', { query: { election: election.id, limit: 100 } as never });
  const add = useSensitive('addRecipient', ['listRecipients']);
  const remove = useSensitive('removeRecipient', ['listRecipients']);
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const text = formText(given);
    if (await add.run({ body: { election: election.id, email: text('email'), audience: text('audience') as 'staff', language: text('language'), ...(text('at') === '' ? {} : { sendAt: text('at') }) } }) !== null) form.reset();
  };
  const error = add.error ?? remove.error;
  return (
    <div className="stack">
      {error ? <Fault error={error} /> : null}
      <Panel title={t.tabs.recipients}>
        <Answered of={{ data: recipients.items, error: recipients.error, refetch: recipients.refetch as never }}>{(items) => (items.length === 0 ? <p className="empty">{t.noRecipients}</p> : (
          <div className="scroll" tabIndex={0} role="region" aria-label={t.tabs.recipients}><table>
            <thead><tr><th>{t.email}</th><th>{t.audience}</th><th>{t.language}</th><th>{t.at}</th><th /><th><span className="hidden">{t.remove}</span></th></tr></thead>
            <tbody>{items.map(({ id, email, audience, language, sendAt, suppressedAt, origin, active }) => (
              <tr key={id}><th scope="row"><bdi>{email}</bdi></th><td>{termOf(term.editionAudiences, audience)}</td><td>{termOf(term.languages, language)}</td><td>{sendAt}</td><td className="soft small">{termOf(t.origin, origin)}{suppressedAt !== null || !active ? <> <span className="tag warn">{t.suppressed}</span></> : null}</td><td><button type="button" className="button little" onClick={() => { void remove.run({ params: { id } }); }} aria-label={`${t.remove} ${email}`}>{t.remove}</button></td></tr>
            ))}</tbody>
          </table></div>
        ))}</Answered>
        <More of={recipients} />
      </Panel>
      <Panel title={t.addRecipient}>
        <form className="filters" onSubmit={(event) => { void send(event); }}>
          <label className="field wide"><span>{t.email}</span><input name="email" type="email" required autoComplete="off" /></label>
          <label className="field"><span>{t.audience}</span><select name="audience" defaultValue="staff">{(['staff', 'partners', 'public'] as const).map((one) => <option key={one} value={one}>{term.editionAudiences[one]}</option>)}</select></label>
          <label className="field"><span>{t.language}</span><select name="language" defaultValue="en"><option value="en">English</option><option value="km" lang="km">ខ្មែរ</option></select></label>
          <label className="field"><span>{t.at}</span><input name="at" type="time" /></label>
          <button type="submit" className="button main">{t.add}</button>
        </form>
      </Panel>
      {add.dialog}{remove.dialog}
    </div>
  );
}
