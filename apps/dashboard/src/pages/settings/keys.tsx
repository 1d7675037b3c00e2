import { useState, type FormEvent } from 'react';
import { useAsk, useDo } from '../../api/use-ask.js';
import { Panel } from '../../parts/page.js';
import { Answered, Fault } from '../../parts/state.js';
import { useSensitive } from '../../shell/sensitive.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf } from '../../words/terms.js';
import { ShownOnce } from './shown-once.js';
import { settingsWords } from './words.js';
import { formText } from '../../parts/form.js';

/** Keys of programs: what each is for, until when, and ending it at once. */
export function KeysOfPrograms() {
  const t = useWords(settingsWords);
  const write = useWriting();
  const keys = useAsk('listKeys');
  const add = useSensitive('addKey', ['listKeys']);
  const revoke = useDo('revokeKey', ['listKeys']);
  const [shown, show] = useState<string | null>(null);
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const made = await add.run({ body: { name: formText(given)('name'), role: formText(given)('role') as 'service', days: Number(given.get('days')) } });
    if (made !== null) { show(made.key); form.reset(); }
  };
  const error = add.error ?? revoke.error;
  return (
    <div className="stack">
      {shown === null ? null : <ShownOnce says={t.keyShown} text={shown} />}
      {error ? <Fault error={error} /> : null}
      <Panel title={t.tabs.keys}>
        <Answered of={keys}>{({ items }) => (
          <div className="scroll" tabIndex={0} role="region" aria-label={t.tabs.keys}><table>
            <thead><tr><th>{t.keyName}</th><th>{t.role}</th><th>{t.expires}</th><th>{t.seen}</th><th><span className="hidden">{t.revoke}</span></th></tr></thead>
            <tbody>{items.map(({ id, name, prefix, role, expiresAt, lastUsedAt, revokedAt }) => (
              <tr key={id}><th scope="row"><bdi>{name}</bdi> <small className="soft code">{prefix}…</small></th><td>{termOf(t.roles, role)}</td><td className="nowrap">{expiresAt === null ? t.forever : write.moment(expiresAt)}</td><td className="nowrap soft">{lastUsedAt === null ? t.never : write.moment(lastUsedAt)}</td><td>{revokedAt === null ? <button type="button" className="button little alert" onClick={() => revoke.mutate({ params: { id } })}>{t.revoke}</button> : <span className="tag">{t.revoked}</span>}</td></tr>
            ))}</tbody>
          </table></div>
        )}</Answered>
      </Panel>
      <Panel title={t.addKey}>
        <form className="filters" onSubmit={(event) => { void send(event); }}>
          <label className="field wide"><span>{t.keyName}</span><input name="name" required maxLength={80} autoComplete="off" /></label>
          <label className="field"><span>{t.role}</span><select name="role" defaultValue="service">{['service', 'viewer', 'coder', 'editor', 'admin'].map((one) => <option key={one} value={one}>{termOf(t.roles, one)}</option>)}</select></label>
          <label className="field"><span>{t.days}</span><input name="days" type="number" min={1} max={3650} defaultValue={365} required /></label>
          <button type="submit" className="button main">{t.add}</button>
        </form>
      </Panel>
      {add.dialog}
    </div>
  );
}
