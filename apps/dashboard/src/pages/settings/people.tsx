import { useState, type FormEvent } from 'react';
import { useAsk } from '../../api/use-ask.js';
import { Panel } from '../../parts/page.js';
import { Answered, Fault } from '../../parts/state.js';
import { useSensitive } from '../../shell/sensitive.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf } from '../../words/terms.js';
import { ShownOnce } from './shown-once.js';
import { settingsWords } from './words.js';
import { formText } from '../../parts/form.js';

const ROLES = ['viewer', 'coder', 'editor', 'admin'] as const;

/** Who may sign in, as what. Colleagues see codes, never these names. */
export function People() {
  const t = useWords(settingsWords);
  const write = useWriting();
  const people = useAsk('listPeople');
  const add = useSensitive('addPerson', ['listPeople']);
  const change = useSensitive('changePerson', ['listPeople']);
  const link = useSensitive('linkPerson', ['listPeople']);
  const [shown, show] = useState<string | null>(null);
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const made = await add.run({ body: { name: formText(given)('name'), role: formText(given)('role') as 'coder' } });
    if (made !== null) { show(made.link); form.reset(); }
  };
  const error = add.error ?? change.error ?? link.error;
  return (
    <div className="stack">
      {shown === null ? null : <ShownOnce says={t.linkShown} text={shown} />}
      {error ? <Fault error={error} /> : null}
      <Panel title={t.tabs.people}>
        <Answered of={people}>{({ items }) => (
          <div className="scroll" tabIndex={0} role="region" aria-label={t.tabs.people}><table>
            <thead><tr><th>{t.person}</th><th>{t.role}</th><th>{t.active}</th><th>{t.seen}</th><th><span className="hidden">{t.link}</span></th></tr></thead>
            <tbody>{items.map(({ id, name, code, role, active, hasPassword, lastSeenAt }) => (
              <tr key={id}>
                <th scope="row"><bdi>{name}</bdi> <small className="soft">{code}</small></th>
                <td>{role === 'service' ? termOf(t.roles, role) : <select aria-label={`${t.role}: ${name}`} value={role} onChange={({ target }) => { void change.run({ params: { id }, body: { role: target.value as 'coder' } }); }}>{ROLES.map((one) => <option key={one} value={one}>{termOf(t.roles, one)}</option>)}</select>}</td>
                <td><input type="checkbox" aria-label={`${t.active}: ${name}`} checked={active} onChange={({ target }) => { void change.run({ params: { id }, body: { active: target.checked } }); }} /></td>
                <td className="soft nowrap">{lastSeenAt === null ? hasPassword ? t.never : t.noPassword : write.moment(lastSeenAt)}</td>
                <td><button type="button" className="button little" onClick={() => { void link.run({ params: { id } }).then((made) => { if (made) show(made.link); }); }}>{t.newLink}</button></td>
              </tr>
            ))}</tbody>
          </table></div>
        )}</Answered>
      </Panel>
      <Panel title={t.addPerson}>
        <form className="filters" onSubmit={(event) => { void send(event); }}>
          <label className="field"><span>{t.person}</span><input name="name" required placeholder={t.nameHint} autoComplete="off" /></label>
          <label className="field"><span>{t.role}</span><select name="role" defaultValue="coder">{ROLES.map((one) => <option key={one} value={one}>{termOf(t.roles, one)}</option>)}</select></label>
          <button type="submit" className="button main">{t.add}</button>
        </form>
      </Panel>
      {add.dialog}{change.dialog}{link.dialog}
    </div>
  );
}
