import { useState, type ReactNode } from 'react';
import type { Answer, Ask, Given } from '../api/client.js';
import { useDo } from '../api/use-ask.js';
import { PasswordAgain, wantsPassword } from './again.js';

/** Does something that reaches others: where the server wants the password again, asks for it and goes on. `dialog` is to be shown somewhere. */
export function useSensitive<K extends Ask>(id: K, changes: Ask[] = []): { run: (given: Given<K>) => Promise<Answer<K> | null>; error: Error | null; busy: boolean; dialog: ReactNode } {
  const doing = useDo(id, changes);
  const [waiting, setWaiting] = useState<{ given: Given<K>; done: (answer: Answer<K> | null) => void } | null>(null);
  const run = async (given: Given<K>): Promise<Answer<K> | null> => {
    try {
      return await doing.mutateAsync(given);
    } catch (error) {
      if (!wantsPassword(error)) return null;
      return new Promise((done) => setWaiting({ given, done }));
    }
  };
  const close = (): void => { waiting?.done(null); setWaiting(null); };
  const goOn = (): void => {
    if (waiting === null) return;
    setWaiting(null);
    void run(waiting.given).then(waiting.done);
  };
  return { run, error: wantsPassword(doing.error) ? null : doing.error, busy: doing.isPending, dialog: <PasswordAgain open={waiting !== null} close={close} then={goOn} /> };
}
