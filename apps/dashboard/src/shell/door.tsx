import { useCallback, useEffect, useState, type FormEvent } from 'react';
import { ask, Refusal } from '../api/client.js';
import { Fault, Waiting } from '../parts/state.js';
import { useWords, useWriting } from '../words/index.js';
import type { Session } from './session.js';
import { doorWords, shellWords } from './words.js';
import { formSecret, formText } from '../parts/form.js';

interface Door { entered: (session: Session) => void; swapLanguage: () => void; notes: () => void }

/** Signing in. Which of name, password and code was wrong is not told. */
export function SignIn({ entered, swapLanguage, notes }: Door) {
  const t = useWords(doorWords);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Error | null>(null);
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = formText(given);
    setBusy(true);
    setFault(null);
    try {
      entered(await ask('signIn', { body: { name: text('name'), password: formSecret(given)('password'), ...(text('code') === '' ? {} : { code: text('code').replaceAll(' ', '') }) } }));
    } catch (error) {
      setFault(error as Error);
      setBusy(false);
    }
  };
  return (
    <Frame title={t.title} swapLanguage={swapLanguage} notes={notes}>
      <form onSubmit={(event) => { void send(event); }}>
        <label className="field"><span>{t.name}</span><input name="name" autoComplete="username" autoCapitalize="none" required autoFocus /></label>
        <label className="field"><span>{t.password}</span><input name="password" type="password" autoComplete="current-password" required /></label>
        <label className="field"><span>{t.code}</span><input name="code" inputMode="numeric" autoComplete="one-time-code" aria-describedby="code-hint" /><small id="code-hint">{t.codeHint}</small></label>
        {fault ? <DoorFault error={fault} /> : null}
        <button type="submit" className="button main" disabled={busy}>{busy ? t.entering : t.enter}</button>
      </form>
      <p className="small soft">{t.noSignIn}</p>
    </Frame>
  );
}

/** A one-time link: the first time somebody comes, or comes back after forgetting. */
export function TakeUpLink({ token, entered, swapLanguage, notes, signIn }: Door & { token: string; signIn: () => void }) {
  const t = useWords(doorWords);
  const [fault, setFault] = useState<Error | null>(null);
  // What the link is for: null until that is known.
  const [first, setFirst] = useState<boolean | null>(null);
  const look = useCallback((): void => { setFault(null); ask('lookAtLink', { body: { token } }).then((link) => setFirst(link.first), setFault); }, [token]);
  useEffect(look, [look]);
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const name = formText(given)('name');
    setFault(null);
    try { entered(await ask('setUp', { body: { token, ...(name === '' ? {} : { name }), password: formSecret(given)('password') } })); } catch (error) { setFault(error as Error); }
  };
  return (
    <Frame title={t.welcome} swapLanguage={swapLanguage} notes={notes}>
      {fault instanceof Refusal && fault.status === 404 ? <><p className="fault" role="alert">{t.linkGone}</p><p><button type="button" className="button main" onClick={signIn}>{t.title}</button></p></>
        : first === null ? fault ? <DoorFault error={fault} again={look} /> : <Waiting /> : <>
      <p className="soft">{first ? t.chooseWhy : t.chooseAgain}</p>
      <form onSubmit={(event) => { void send(event); }}>
        {first ? <label className="field"><span>{t.name}</span><input name="name" autoComplete="username" autoCapitalize="none" required autoFocus aria-describedby="name-hint" /><small id="name-hint">{t.nameHint}</small></label> : null}
        <label className="field"><span>{t.password}</span><input name="password" type="password" autoComplete="new-password" minLength={10} required aria-describedby="password-hint" /><small id="password-hint">{t.passwordHint}</small></label>
        {fault ? <DoorFault error={fault} /> : null}
        <button type="submit" className="button main">{t.chosen}</button>
      </form>
      </>}
    </Frame>
  );
}

function Frame({ title, swapLanguage, notes, children }: { title: string; swapLanguage: () => void; notes: () => void; children: React.ReactNode }) {
  const t = useWords(doorWords);
  const shell = useWords(shellWords);
  const write = useWriting();
  return (
    <main className="door">
      <h1><span className="mark">{shell.product}</span></h1>
      <h2>{title}</h2>
      {children}
      <p className="below">
        <button type="button" className="button little" onClick={notes}>{t.notes}</button>
        <button type="button" className="button little" lang={write.language === 'en' ? 'km' : 'en'} onClick={swapLanguage}>{shell.other}</button>
      </p>
    </main>
  );
}

function DoorFault({ error, again }: { error: Error; again?: () => void }) {
  const t = useWords(doorWords);
  if (error instanceof Refusal && error.status === 401) return <p className="fault" role="alert">{t.wrong}</p>;
  if (error instanceof Refusal && error.status === 429) return <p className="fault" role="alert">{error.message || t.many(t.later)}</p>;
  return <Fault error={error} again={again} />;
}
