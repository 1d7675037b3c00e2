import type { FormEvent, ReactNode } from 'react';
import { formText } from '../../parts/form.js';
import { Panel } from '../../parts/page.js';
import { Answered, Fault, type Asking } from '../../parts/state.js';
import { useWords } from '../../words/index.js';
import { ShownOnce } from './shown-once.js';
import { settingsWords } from './words.js';

interface Given<T> {
  title: string;
  lead?: string;
  of: Asking<T[]>;
  /** Names of the columns; the last one, of what can be done, is only read out. */
  columns: string[];
  row: (item: T) => ReactNode;
  none?: string;
  /** What stands below the list, such as its next page. */
  below?: ReactNode;
  /** Adds what the form says; true where it was done, and the form is empty again. */
  adding: { title: string; fields: ReactNode; send: (text: (name: string) => string) => Promise<boolean> };
  /** What is done here: what went wrong with it, and where it asks for the password again. */
  doing: { error: Error | null; dialog?: ReactNode }[];
  /** What was just made and is shown this once. */
  shown?: { says: string; text: string } | null;
}

/** A list that administrators keep: people, keys, readers, programs. */
export function Roster<T>({ title, lead, of, columns, row, none, below, adding, doing, shown }: Given<T>) {
  const t = useWords(settingsWords);
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    if (await adding.send(formText(new FormData(form)))) form.reset();
  };
  const error = doing.find((one) => one.error !== null)?.error;
  return (
    <div className="stack">
      {shown ? <ShownOnce {...shown} /> : null}
      {error ? <Fault error={error} /> : null}
      <Panel title={title}>
        {lead ? <p className="small soft">{lead}</p> : null}
        <Answered of={of}>{(items) => (items.length === 0 && none !== undefined ? <p className="empty">{none}</p> : (
          <div className="scroll" tabIndex={0} role="region" aria-label={title}><table className="stacked">
            <thead><tr>{columns.map((name, at) => <th key={name}>{at === columns.length - 1 ? <span className="hidden">{name}</span> : name}</th>)}</tr></thead>
            <tbody>{items.map(row)}</tbody>
          </table></div>
        ))}</Answered>
        {below}
      </Panel>
      <Panel title={adding.title}>
        <form className="filters" onSubmit={(event) => { void send(event); }}>
          {adding.fields}
          <button type="submit" className="button main">{t.add}</button>
        </form>
      </Panel>
      {doing.map(({ dialog }, at) => <div key={at}>{dialog}</div>)}
    </div>
  );
}

/** The choice of what somebody, or a program, may do. */
export const RoleField = ({ roles, chosen }: { roles: readonly string[]; chosen: string }) => {
  const t = useWords(settingsWords);
  return <label className="field"><span>{t.role}</span><select name="role" defaultValue={chosen}>{roles.map((one) => <option key={one} value={one}>{t.roles[one] ?? one}</option>)}</select></label>;
};
