import { useState, type FormEvent } from 'react';
import { ask, Refusal } from '../api/client.js';
import { Dialog } from '../parts/dialog.js';
import { Fault } from '../parts/state.js';
import { useWords } from '../words/index.js';
import { useSeat } from './session.js';
import { doorWords } from './words.js';
import { formSecret, formText } from '../parts/form.js';

/** Whether the server wants the password again before it does this. */
export const wantsPassword = (error: unknown): boolean => error instanceof Refusal && error.problem?.type === 'urn:claque:confirm';

/** Asks for the password and then goes on with what was to be done; `close` is for whoever leaves it undone. */
export function PasswordAgain({ open, close, then }: { open: boolean; close: () => void; then: () => void }) {
  const t = useWords(doorWords);
  const { session } = useSeat();
  const [fault, setFault] = useState<Error | null>(null);
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const code = formText(given)('code');
    setFault(null);
    try {
      await ask('confirmSession', { body: { password: formSecret(given)('password'), ...(code === '' ? {} : { code }) } });
      then();
    } catch (error) { setFault(error as Error); }
  };
  return (
    <Dialog open={open} close={close} title={t.again}>
      <p className="soft">{t.againWhy}</p>
      <form className="stack" onSubmit={(event) => { void send(event); }}>
        <label className="field"><span>{t.password}</span><input name="password" type="password" autoComplete="current-password" required autoFocus /></label>
        {session.person.totp ? <label className="field"><span>{t.code}</span><input name="code" inputMode="numeric" autoComplete="one-time-code" required /></label> : null}
        {fault ? (fault instanceof Refusal && fault.status < 404 ? <p className="fault" role="alert">{t.wrong}</p> : <Fault error={fault} />) : null}
        <div className="actions"><button type="button" className="button" onClick={close}>{t.cancel}</button><button type="submit" className="button main">{t.confirm}</button></div>
      </form>
    </Dialog>
  );
}
