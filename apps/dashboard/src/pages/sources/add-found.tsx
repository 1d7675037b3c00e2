import { useState, type FormEvent } from 'react';
import { ask, type Answer } from '../../api/client.js';
import { useAsk, useAskAll } from '../../api/use-ask.js';
import { formText } from '../../parts/form.js';
import { Fault } from '../../parts/state.js';
import { useSeat } from '../../shell/session.js';
import { messages, useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import { Checked } from '../set-up/checked.js';

const words = messages({
  en: { title: 'Put it on the watchlist', which: 'Which of it', there: 'watched already', whose: 'Whose it is', pick: 'Choose…', fresh: 'Somebody who is not on the list yet', id: 'Id', idHint: 'lower-case letters, digits, hyphens', name: 'Name', kind: 'Kind', side: 'Side', show: 'Show what would change', nothing: 'Choose at least one address.' },
  km: { title: 'ដាក់ក្នុងបញ្ជីតាមដាន', which: 'អាសយដ្ឋានណា', there: 'កំពុងតាមដានហើយ', whose: 'ជារបស់អ្នកណា', pick: 'ជ្រើស…', fresh: 'អ្នកដែលមិនទាន់មានក្នុងបញ្ជី', id: 'លេខសម្គាល់', idHint: 'អក្សរឡាតាំងតូច លេខ សហសញ្ញា', name: 'ឈ្មោះ', kind: 'ប្រភេទ', side: 'ភាគី', show: 'បង្ហាញអ្វីនឹងប្តូរ', nothing: 'សូមជ្រើសអាសយដ្ឋានយ៉ាងតិចមួយ។' },
});
const FRESH = ' ';

/** Puts what was found at an address on the watchlist, under whom it belongs to; the change is checked and put into force as any other. */
export function AddFound({ watch }: { watch: NonNullable<NonNullable<Answer<'getTry'>['found']>['watch']> }) {
  const t = useWords(words);
  const term = useWords(terms);
  const write = useWriting();
  const { election } = useSeat();
  const params = { election: election.id };
  const actors = useAsk('listActors', { params }).data?.items.filter(({ active }) => active) ?? [];
  const watched = new Set(useAskAll('listSources', { query: params }, 2000).data?.items.map(({ url }) => url));
  const [whose, setWhose] = useState('');
  const [made, setMade] = useState<{ text: string; base: number; nth: number } | null>(null);
  const [fault, setFault] = useState<Error | null>(null);
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = formText(given);
    const sources = watch.filter(({ url }) => given.getAll('url').includes(url));
    if (sources.length === 0) { setFault(new Error(t.nothing)); return; }
    const { mergeSheet } = await import('#core/contract/sheet-merge.js');
    const name: Record<string, string> = whose === FRESH ? { en: text('name') } : {};
    const actor = { id: whose === FRESH ? text('id') : whose, name, kind: text('kind'), side: text('side') };
    setFault(null);
    // The list as it is now: it may have changed since the page was opened.
    const present = await ask('getWatchlist', { params });
    const merged = mergeSheet(present.text, [{ ...actor, leaning: null, sources }], []);
    setMade((before) => ({ text: merged, base: present.version, nth: (before?.nth ?? 0) + 1 }));
  };
  return (
    <div className="stack">
      <h3>{t.title}</h3>
      <form className="stack" onSubmit={(event) => { send(event).catch(setFault); }}>
        <fieldset><legend>{t.which}</legend>{watch.map(({ url, kind }, index) => (
          <label key={url} className="check"><input type="checkbox" name="url" value={url} defaultChecked={index === 0 || kind === 'feed'} disabled={watched.has(url)} /><span><b>{termOf(term.sourceKinds, kind)}</b> <bdi>{url}</bdi>{watched.has(url) ? <> <span className="tag">{t.there}</span></> : null}</span></label>
        ))}</fieldset>
        <div className="filters">
          <label className="field"><span>{t.whose}</span><select name="whose" required value={whose} onChange={({ target }) => setWhose(target.value)}><option value="" disabled>{t.pick}</option><option value={FRESH}>{t.fresh}</option>{actors.map(({ id, name }) => <option key={id} value={id}>{write.name(name)}</option>)}</select></label>
          {whose === FRESH ? <>
            <label className="field"><span>{t.name}</span><input name="name" required maxLength={200} /></label>
            <label className="field"><span>{t.id}</span><input name="id" required pattern="[a-z0-9][a-z0-9\-]{0,62}" spellCheck={false} /><small>{t.idHint}</small></label>
            <label className="field"><span>{t.kind}</span><select name="kind" defaultValue="other">{Object.entries(term.kinds).map(([kind, says]) => <option key={kind} value={kind}>{says}</option>)}</select></label>
            <label className="field"><span>{t.side}</span><select name="side" defaultValue="independent">{Object.entries(term.sides).map(([side, says]) => <option key={side} value={side}>{says}</option>)}</select></label>
          </> : null}
          <button type="submit" className="button main" >{t.show}</button>
        </div>
        {fault ? <Fault error={fault} /> : null}
      </form>
      {made === null ? null : <Checked key={made.nth} text={made.text} change={(text) => setMade({ ...made, text })} isNew={false} base={made.base} now />}
    </div>
  );
}
