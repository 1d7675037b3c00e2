import { useState } from 'react';
import { useAsk } from '../../api/use-ask.js';
import { useSensitive } from '../../shell/sensitive.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf } from '../../words/terms.js';
import { RoleField, Roster } from './roster.js';
import { settingsWords } from './words.js';

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
  const showMade = (made: { link: string } | null): boolean => { if (made !== null) show(made.link); return made !== null; };
  return (
    <Roster title={t.tabs.people} of={{ ...people, data: people.data?.items }} columns={[t.person, t.role, t.active, t.seen, t.link]} doing={[add, change, link]} shown={shown === null ? null : { says: t.linkShown, text: shown }}
      row={({ id, name, code, role, active, hasPassword, lastSeenAt }) => (
        <tr key={id}>
          <th scope="row"><bdi>{name}</bdi> <small className="soft">{code}</small></th>
          <td>{role === 'service' ? termOf(t.roles, role) : <select aria-label={`${t.role}: ${name}`} value={role} onChange={({ target }) => { void change.run({ params: { id }, body: { role: target.value as 'coder' } }); }}>{ROLES.map((one) => <option key={one} value={one}>{termOf(t.roles, one)}</option>)}</select>}</td>
          <td data-of={t.active}><input type="checkbox" aria-label={`${t.active}: ${name}`} checked={active} onChange={({ target }) => { void change.run({ params: { id }, body: { active: target.checked } }); }} /></td>
          <td className="soft nowrap" data-of={t.seen}>{lastSeenAt === null ? hasPassword ? t.never : t.noPassword : write.moment(lastSeenAt)}</td>
          <td><button type="button" className="button little" aria-label={`${t.newLink} ${name}`} onClick={() => { void link.run({ params: { id } }).then(showMade); }}>{t.newLink}</button></td>
        </tr>
      )}
      adding={{ title: t.addPerson, send: async (text) => showMade(await add.run({ body: { name: text('name'), role: text('role') as 'coder' } })), fields: <>
        <label className="field"><span>{t.person}</span><input name="name" required placeholder={t.nameHint} autoComplete="off" /></label>
        <RoleField roles={ROLES} chosen="coder" />
      </> }} />
  );
}
