import { useState, type ChangeEvent } from 'react';
import { useAsk } from '../../api/use-ask.js';
import { Panel } from '../../parts/page.js';
import { useSeat } from '../../shell/session.js';
import { useWords, useWriting } from '../../words/index.js';
import { terms } from '../../words/terms.js';
import { Checked } from './checked.js';
import { readFile, type FileRead } from './read-file.js';
import { COLUMNS, readSheet, type SheetRead } from '#core/contract/sheet.js';
import { setUpWords } from './words.js';

/** Fictional, with the columns that a sheet may have. */
const SAMPLE = `\uFEFF${COLUMNS.join(',')}\nministry-harbours,Ministry of Harbours,ក្រសួងកំពង់ផែ,ministry,government,https://harbours.example/,website,telegram:harbours_example,official,By law a ministry,2027-03-01,E2\nministry-harbours,,,,,https://harbours.example/feed/,feed,,,,,\ndaily-tide,Daily Tide,,independent-media,independent,https://tide.example/,website,,,Owned by a trust,2027-03-01,E2\n`;

/** A file becomes a watchlist, the watchlist is checked, and what it would change is shown before it is put into force. */
export function FromFile() {
  const t = useWords(setUpWords);
  const term = useWords(terms);
  const write = useWriting();
  const { election } = useSeat();
  const present = useAsk('getWatchlist', { params: { election: election.id } });
  const [isNew, setNew] = useState(false);
  const [text, setText] = useState<string | null>(null);
  const [sheet, setSheet] = useState<SheetRead | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [made, setMade] = useState({ id: '', name: '', polity: '', timeZone: election.timeZone, pollingDay: '' });

  const take = async (read: FileRead): Promise<void> => {
    if (read.kind === 'yaml') { setText(read.text); return; }
    const found = readSheet(read.rows, { kinds: Object.keys(term.kinds), sides: Object.keys(term.sides), statuses: Object.keys(term.statuses) });
    setSheet(found);
    if (found.faults.length > 0) return;
    const { mergeSheet, newWatchlist } = await import('#core/contract/sheet-merge.js');
    setText(mergeSheet(isNew ? newWatchlist(made) : present.data?.text ?? '', found.actors, found.accounts));
  };
  const chosen = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    const file = target.files?.[0];
    setText(null); setSheet(null); setFault(null);
    if (file) readFile(file).then(take).catch((error: unknown) => setFault(t.unread(error instanceof Error ? error.message : '')));
    target.value = '';
  };
  const field = (name: keyof typeof made, type = 'text', hint?: string) => <label className="field"><span>{t[name]}</span><input type={type} value={made[name]} onChange={({ target }) => setMade({ ...made, [name]: target.value })} />{hint ? <small>{hint}</small> : null}</label>;
  return (
    <div className="stack">
      <Panel>
        <div className="stack">
          <fieldset className="row"><legend>{t.into}</legend>{[false, true].map((which) => <label key={String(which)} className="check"><input type="radio" name="into" checked={isNew === which} onChange={() => setNew(which)} />{which ? t.intoNew : t.intoPresent}</label>)}</fieldset>
          {isNew ? <div className="filters">{field('id', 'text', t.idHint)}{field('name')}{field('polity')}{field('timeZone')}{field('pollingDay', 'date')}</div> : null}
          <label className="field"><span>{t.choose}</span><input type="file" accept=".xlsx,.csv,.tsv,.yaml,.yml" onChange={chosen} disabled={!isNew && present.data === undefined} /><small>{t.chooseWhy}</small></label>
          <p><a className="button little" download="watchlist.csv" href={`data:text/csv;charset=utf-8,${encodeURIComponent(SAMPLE)}`}>{t.sample}</a></p>
          {fault ? <p className="fault" role="alert">{fault}</p> : null}
        </div>
      </Panel>
      {sheet && sheet.faults.length > 0 ? (
        <Panel title={t.cells(write.count(sheet.faults.length))}>
          <div role="alert" className="scroll"><table><thead><tr><th>{t.cell}</th><th>{t.fault}</th></tr></thead><tbody>{sheet.faults.slice(0, 200).map(({ cell, message }) => <tr key={`${cell}${message}`}><th scope="row" className="code">{cell}</th><td>{message}</td></tr>)}</tbody></table></div>
        </Panel>
      ) : null}
      {sheet && sheet.faults.length === 0 ? <p className="good-news">{t.sheetFine(write.count(sheet.rows), write.count(sheet.actors.length))}</p> : null}
      {text === null ? null : <Checked text={text} change={setText} isNew={isNew} />}
    </div>
  );
}
