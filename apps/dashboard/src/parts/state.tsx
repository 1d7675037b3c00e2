import type { ReactNode } from 'react';
import { Refusal, Unreachable } from '../api/client.js';
import { messages, useWords } from '../words/index.js';

const words = messages({
  en: { loading: 'Loading', gone: 'This is not there, or you may not see it.', may: 'Your role does not allow this.', away: 'The server does not answer.', broken: 'This page failed.', again: 'Try again', tell: (id: string) => `Tell the administrator: ${id}` },
  km: { loading: 'កំពុងទាញយក', gone: 'វាមិនមានទេ ឬអ្នកមិនអាចមើលបាន។', may: 'តួនាទីរបស់អ្នកមិនអនុញ្ញាតទេ។', away: 'ម៉ាស៊ីនមេមិនឆ្លើយតប។', broken: 'ទំព័រនេះបរាជ័យ។', again: 'ព្យាយាមម្តងទៀត', tell: (id) => `ប្រាប់អ្នកគ្រប់គ្រង៖ ${id}` },
});

/** What went wrong, as the server says it, with the id under which its log has the rest. */
export function Fault({ error, again }: { error: Error; again?: (() => unknown) | undefined }) {
  const t = useWords(words);
  const problem = error instanceof Refusal ? error.problem : null;
  const said = error instanceof Refusal ? (error.status === 403 && !problem?.detail ? t.may : error.status === 404 ? t.gone : problem?.errors?.length === 1 && error.message === `${problem.errors[0]!.where}: ${problem.errors[0]!.message}` ? problem.errors[0]!.message : error.message) : error instanceof Unreachable ? t.away : `${t.broken} ${error.message}`;
  return (
    <div className="fault" role="alert">
      <p>{said}</p>
      {problem?.errors?.filter(({ message }) => !said.includes(message)).map(({ where, message }) => <p key={`${where}${message}`}>{`${where}: ${message}`}</p>)}
      {error instanceof Refusal && error.status >= 500 && problem ? <p>{t.tell(problem.id)}</p> : null}
      {again && !(error instanceof Refusal && error.status === 400) ? <p><button type="button" className="button little" onClick={() => again()}>{t.again}</button></p> : null}
    </div>
  );
}

export function Waiting() {
  const t = useWords(words);
  return <div className="wait" role="status"><span className="hidden">{t.loading}</span><i /><i /><i /></div>;
}

/** Something that was asked for. */
export interface Asking<T> { data: T | undefined; error: Error | null; refetch: () => unknown }

/** An answer once it is there; until then that it is coming, or why not. */
export function Answered<T>({ of, children }: { of: Asking<T>; children: (value: T) => ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error) return <Fault error={of.error} again={of.refetch} />;
  return <Waiting />;
}
