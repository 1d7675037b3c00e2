import type { FormEvent } from 'react';
import { useDo } from '../../api/use-ask.js';
import { Dialog } from '../../parts/dialog.js';
import { Fault } from '../../parts/state.js';
import { may, useSeat } from '../../shell/session.js';
import { useWords } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import type { Observation } from './index.js';
import { reviewWords } from './words.js';
import { formText } from '../../parts/form.js';

export type Act = 'confirm' | 'reject' | 'correct' | 'dispute' | 'note';
interface Given { act: Act; finding: Observation; /** Decided with it. */ copies: Observation[]; close: () => void; decided: (what: string) => void }

/** What a decision needs beside the key: a reason, the corrected fields, or the note that an allegation needs. */
export function DecisionDialog({ act, finding, copies, close, decided }: Given) {
  const t = useWords(reviewWords);
  const seat = useSeat();
  const changes = ['getToday', 'getAgreement', 'listDecisionNotes'] as const;
  const decide = useDo('decideObservation', [...changes]);
  const settle = useDo('adjudicateObservation', [...changes]);
  const note = useDo('noteObservation');
  const settles = finding.review.state === 'split' && may(seat, 'editor');
  const withNote = act === 'confirm' && finding.review.allegation;
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = formText(given);
    const params = { id: finding.id };
    try {
      if (act === 'note') { await note.mutateAsync({ params, body: { text: text('text') } }); decided(t.note); return; }
      const body = {
        decision: act, ...(text('why') === '' ? {} : { why: text('why') }), ...(act === 'correct' ? corrected(given, finding) : {}),
        ...(withNote ? { decisionNote: { knew: text('knew'), interest: text('interest') } } : {}),
      };
      for (const { id } of [finding, ...copies]) {
        if (settles) await settle.mutateAsync({ params: { id }, body: { ...body, why: text('why') } });
        else await decide.mutateAsync({ params: { id }, body });
      }
      decided(t.did[act]!);
    } catch { /* shown below */ }
  };
  const error = decide.error ?? settle.error ?? note.error;
  return (
    <Dialog open close={close} title={settles ? `${t.settle}: ${t[act]}` : t[act]}>
      <form className="stack" onSubmit={(event) => { void send(event); }} onKeyDown={(event) => { if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') event.currentTarget.requestSubmit(); }}>
        <p className="quote" lang={finding.document.language}>{finding.quote}</p>
        {copies.length > 0 && act !== 'note' ? <p className="small soft">{t.alsoCopies(String(copies.length))}</p> : null}
        {act === 'note' ? <label className="field"><span>{t.noteText}</span><textarea name="text" required maxLength={4000} autoFocus /></label> : null}
        {act === 'correct' ? <Fields finding={finding} /> : null}
        {withNote ? <><label className="field"><span>{t.knew}</span><textarea name="knew" required maxLength={4000} autoFocus /></label><label className="field"><span>{t.interest}</span><textarea name="interest" required maxLength={4000} /></label></> : null}
        {act === 'note' || (act === 'confirm' && !settles) ? null : <label className="field"><span>{t.why}</span><textarea name="why" required maxLength={2000} placeholder={t.whyHint} autoFocus={act !== 'correct'} /></label>}
        {error ? <Fault error={error} /> : null}
        <div className="actions"><button type="button" className="button" onClick={close}>{t.cancel}</button><button type="submit" className="button main" disabled={decide.isPending || settle.isPending || note.isPending}>{t.save}</button></div>
      </form>
    </Dialog>
  );
}

const PREFIX = 'field:';
/** Fields of plain values, as they stand now. Those with a known list are chosen from it. */
const plainFields = ({ payload }: Observation): [string, string | number | boolean][] => Object.entries(payload).filter((entry): entry is [string, string | number | boolean] => ['string', 'number', 'boolean'].includes(typeof entry[1]));

function Fields({ finding }: { finding: Observation }) {
  const t = useWords(reviewWords);
  const term = useWords(terms);
  const lists: Record<string, [string, Record<string, string>]> = { audience: [t.audience, term.audiences], action: [t.action, term.actions], strength: [t.strength, term.strengths], voice: [t.voice, term.voices] };
  return (
    <>
      <p className="small soft">{t.fields}</p>
      {finding.kind === 'call' ? <label className="field"><span>{t.target}</span><input name="target" defaultValue={finding.target ?? ''} placeholder="telegram:harbour_example" spellCheck={false} /><small>{t.targetHint}</small></label> : null}
      {plainFields(finding).map(([field, value]) => {
        const list = lists[field];
        return (
          <label key={field} className="field"><span>{list?.[0] ?? termOf(t.payload, field)}</span>
            {list ? <select name={`${PREFIX}${field}`} defaultValue={String(value)}>{Object.entries(list[1]).map(([one, says]) => <option key={one} value={one}>{says}</option>)}</select>
              : <input name={`${PREFIX}${field}`} defaultValue={String(value)} {...(typeof value === 'number' ? { inputMode: 'decimal' as const } : {})} />}
          </label>
        );
      })}
    </>
  );
}

/** What is to be other than found: fields, and the account. */
function corrected(given: FormData, finding: Observation): { payload?: Record<string, unknown>; target?: string | null } {
  const payload = changedFields(given, finding);
  const target = formText(given)('target').toLowerCase();
  return { ...(Object.keys(payload).length > 0 ? { payload } : {}), ...(given.has('target') && target !== (finding.target ?? '') ? { target: target === '' ? null : target } : {}) };
}

function changedFields(given: FormData, finding: Observation): Record<string, unknown> {
  return Object.fromEntries(plainFields(finding).flatMap(([field, value]) => {
    const written = formText(given)(`${PREFIX}${field}`);
    if (!given.has(`${PREFIX}${field}`) || written === String(value)) return [];
    return [[field, typeof value === 'number' ? Number(written) : typeof value === 'boolean' ? written === 'true' : written]];
  }));
}
