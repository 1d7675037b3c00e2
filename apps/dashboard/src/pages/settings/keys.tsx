import { useState } from 'react';
import { useAsk, useDo } from '../../api/use-ask.js';
import { useSensitive } from '../../shell/sensitive.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf } from '../../words/terms.js';
import { RoleField, Roster } from './roster.js';
import { settingsWords } from './words.js';

/** Keys of programs: what each is for, until when, and ending it at once. */
export function KeysOfPrograms() {
  const t = useWords(settingsWords);
  const write = useWriting();
  const keys = useAsk('listKeys');
  const add = useSensitive('addKey', ['listKeys']);
  const revoke = useDo('revokeKey', ['listKeys']);
  const [shown, show] = useState<string | null>(null);
  const send = async (text: (name: string) => string): Promise<boolean> => {
    const made = await add.run({ body: { name: text('name'), role: text('role') as 'service', days: Number(text('days')) } });
    if (made !== null) show(made.key);
    return made !== null;
  };
  return (
    <Roster title={t.tabs.keys} of={{ ...keys, data: keys.data?.items }} columns={[t.keyName, t.role, t.expires, t.seen, t.revoke]} doing={[add, revoke]} shown={shown === null ? null : { says: t.keyShown, text: shown }}
      row={({ id, name, prefix, role, expiresAt, lastUsedAt, revokedAt }) => (
        <tr key={id}><th scope="row"><bdi>{name}</bdi> <small className="soft code">{prefix}…</small></th><td>{termOf(t.roles, role)}</td><td className="nowrap" data-of={t.expires}>{expiresAt === null ? t.forever : write.moment(expiresAt)}</td><td className="nowrap soft" data-of={t.seen}>{lastUsedAt === null ? t.never : write.moment(lastUsedAt)}</td>
          <td>{revokedAt === null ? <button type="button" className="button little alert" aria-label={`${t.revoke} ${name}`} onClick={() => revoke.mutate({ params: { id } })}>{t.revoke}</button> : <span className="tag">{t.revoked}</span>}</td></tr>
      )}
      adding={{ title: t.addKey, send, fields: <>
        <label className="field wide"><span>{t.keyName}</span><input name="name" required maxLength={80} autoComplete="off" /></label>
        <RoleField roles={['service', 'viewer', 'coder', 'editor', 'admin']} chosen="service" />
        <label className="field"><span>{t.days}</span><input name="days" type="number" min={1} max={3650} defaultValue={365} required /></label>
      </> }} />
  );
}
