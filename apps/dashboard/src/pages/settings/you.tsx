import { useState, type FormEvent } from 'react';
import { useAsk, useDo } from '../../api/use-ask.js';
import { Panel } from '../../parts/page.js';
import { Answered, Fault } from '../../parts/state.js';
import { useSensitive } from '../../shell/sensitive.js';
import { useSeat } from '../../shell/session.js';
import { useWords, useWriting } from '../../words/index.js';
import { settingsWords } from './words.js';
import { formSecret, formText } from '../../parts/form.js';

/** One's own sign-in: password, second proof, sessions. */
export function You() {
  return <div className="columns even"><Password /><Totp /><Sessions /></div>;
}

function Password() {
  const t = useWords(settingsWords);
  const change = useDo('changePassword', ['listSessions']);
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    change.mutate({ body: { old: formSecret(given)('old'), password: formSecret(given)('password') } }, { onSuccess: () => form.reset() });
  };
  return (
    <Panel title={t.password}>
      <form className="stack" onSubmit={send}>
        <label className="field"><span>{t.old}</span><input type="password" name="old" autoComplete="current-password" required /></label>
        <label className="field"><span>{t.fresh}</span><input type="password" name="password" autoComplete="new-password" minLength={10} required /><small>{t.freshHint}</small></label>
        {change.error ? <Fault error={change.error} /> : null}
        {change.isSuccess ? <p className="good-news" role="status">{t.changed}</p> : null}
        <div className="actions"><button type="submit" className="button main" disabled={change.isPending}>{t.change}</button></div>
      </form>
    </Panel>
  );
}

function Totp() {
  const t = useWords(settingsWords);
  const { session } = useSeat();
  const begin = useSensitive('beginTotp');
  const end = useSensitive('endTotp', ['getSession']);
  const confirm = useDo('confirmTotp', ['getSession']);
  const [secret, setSecret] = useState<string | null>(null);
  const [on, setOn] = useState(session.person.totp);
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    confirm.mutate({ body: { code: formText(new FormData(event.currentTarget))('code').replaceAll(/\s/g, '') } }, { onSuccess: () => { setSecret(null); setOn(true); } });
  };
  return (
    <Panel title={t.totp}>
      <div className="stack">
        <p>{on ? t.totpOn : t.totpWhy}</p>
        {secret === null ? null : (
          <form className="stack" onSubmit={send}>
            <p>{t.totpScan}</p><p className="code">{secret}</p>
            <label className="field"><span>{t.code}</span><input name="code" inputMode="numeric" autoComplete="one-time-code" required /></label>
            {confirm.error ? <Fault error={confirm.error} /> : null}
            <div className="actions"><button type="submit" className="button main">{t.confirm}</button></div>
          </form>
        )}
        {(begin.error ?? end.error) ? <Fault error={(begin.error ?? end.error)!} /> : null}
        {secret === null ? <div className="actions">{on ? <button type="button" className="button alert" onClick={() => { void end.run({}).then((done) => { if (done) setOn(false); }); }}>{t.totpEnd}</button> : <button type="button" className="button" onClick={() => { void begin.run({}).then((made) => { if (made) setSecret(made.secret); }); }}>{t.totpBegin}</button>}</div> : null}
        {begin.dialog}{end.dialog}
      </div>
    </Panel>
  );
}

function Sessions() {
  const t = useWords(settingsWords);
  const write = useWriting();
  const sessions = useAsk('listSessions');
  const end = useDo('endSession', ['listSessions']);
  return (
    <Panel title={t.sessions}>
      <Answered of={sessions}>{({ items }) => <ul className="rows">{items.map(({ id, since, lastUsedAt, mine }) => (
        <li key={id} className="row-plain row spread"><span>{t.since(write.moment(since))} · {t.used(write.moment(lastUsedAt))} {mine ? <span className="tag good">{t.thisOne}</span> : null}</span>{mine ? null : <button type="button" className="button little" onClick={() => end.mutate({ params: { id } })}>{t.end}</button>}</li>
      ))}</ul>}</Answered>
    </Panel>
  );
}
