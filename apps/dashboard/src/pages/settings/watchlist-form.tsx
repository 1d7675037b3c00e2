import { useMemo, useState } from 'react';
import { isMap, isSeq, parseDocument } from 'yaml';
import { Panel } from '../../parts/page.js';
import { useWords, useWriting } from '../../words/index.js';
import { terms } from '../../words/terms.js';
import { settingsWords } from './words.js';

type Path = (string | number)[];
interface Column { path: string; type?: 'text' | 'date' | 'number' | 'flag' | 'list'; list?: Record<string, string>; inside?: boolean }
interface Edit { value: (path: Path) => unknown; set: (path: Path, value: unknown) => void; add: (path: Path, value: unknown) => void; remove: (path: Path) => void; count: (path: Path) => number }

/** Edits the text itself, so that comments and what the form does not know stay as they are. */
export default function WatchlistForm({ text, change }: { text: string; change: (text: string) => void }) {
  const t = useWords(settingsWords);
  const term = useWords(terms);
  const edit = useMemo((): Edit => {
    const document = parseDocument(text);
    const write = (act: () => void) => { act(); change(String(document)); };
    return {
      value: (path) => document.getIn(path),
      set: (path, value) => write(() => {
        if (value === '' || value === undefined) { document.deleteIn(path); if (path.length > 1) { const above = document.getIn(path.slice(0, -1)); if (isMap(above) && above.items.length === 0) document.deleteIn(path.slice(0, -1)); } return; }
        document.setIn(path, value);
      }),
      add: (path, value) => write(() => { if (!isSeq(document.getIn(path))) document.setIn(path, document.createNode([])); document.addIn(path, document.createNode(value)); }),
      remove: (path) => write(() => document.deleteIn(path)),
      count: (path) => { const list = document.getIn(path); return isSeq(list) ? list.items.length : 0; },
    };
  }, [text, change]);
  const column = (path: string, more: Partial<Column> = {}): Column => ({ path, ...more });
  return (
    <div className="stack">
      <p className="small soft">{t.loaded}</p>
      <Panel title={t.election}><div className="form-grid">{[column('name.en'), column('name.km'), column('polity.en'), column('polity.km'), column('time_zone'), column('polling_day', { type: 'date' }), column('watershed', { type: 'date' })].map((one) => <Cell key={one.path} edit={edit} path={['election']} column={one} labelled />)}</div></Panel>
      <List edit={edit} title={t.phases} path={['election', 'phases']} fresh={{ name: 'campaign', from: '', to: '' }} columns={[column('name', { type: 'list', list: term.phases }), column('from', { type: 'date' }), column('to', { type: 'date' })]} />
      <List edit={edit} title={t.actors} path={['actors']} fresh={{ id: '', name: { en: '' }, kind: 'other', side: 'independent', sources: [] }} sources
        columns={[column('id'), column('name.en'), column('kind', { type: 'list', list: term.kinds }), column('side', { type: 'list', list: term.sides }), column('name.km', { inside: true }), column('leaning.basis', { inside: true }), column('leaning.on', { type: 'date', inside: true }), column('leaning.decided_by', { inside: true })]} />
      <List edit={edit} title={t.accounts} path={['accounts']} fresh={{ platform: 'telegram', handle: '', status: 'unknown' }} columns={[column('platform', { type: 'list', list: term.platforms }), column('handle'), column('owner'), column('status', { type: 'list', list: term.statuses })]} />
      <List edit={edit} title={t.goals} path={['goals']} fresh={{ account: '', value: 0, stated_by: '', source: '' }} columns={[column('account'), column('value', { type: 'number' }), column('by', { type: 'date' }), column('stated_by'), column('source')]} />
    </div>
  );
}

function List({ edit, title, path, columns, fresh, sources }: { edit: Edit; title: string; path: Path; columns: Column[]; fresh: unknown; sources?: boolean }) {
  const t = useWords(settingsWords);
  const write = useWriting();
  const [open, setOpen] = useState<number | null>(null);
  const [outer, inner] = [columns.filter(({ inside }) => !inside), columns.filter(({ inside }) => inside)];
  const rows = Array.from({ length: edit.count(path) }, (_, at) => [...path, at]);
  return (
    <Panel title={title} side={<button type="button" className="button little" onClick={() => edit.add(path, fresh)}>{t.addRow}</button>}>
      {rows.length === 0 ? null : (
        <div className="scroll" tabIndex={0} role="region" aria-label={title}><table className="form-table stacked">
          <thead><tr>{outer.map(({ path: field }) => <th key={field}>{t.fields[field] ?? field}</th>)}<th><span className="hidden">{t.remove}</span></th></tr></thead>
          {rows.map((row, at) => (
            <tbody key={at}>
              <tr>{outer.map((column) => <td key={column.path} data-of={t.fields[column.path] ?? column.path}><Cell edit={edit} path={row} column={column} /></td>)}<td className="nowrap">{inner.length > 0 ? <button type="button" className="button little" aria-expanded={open === at} onClick={() => setOpen(open === at ? null : at)}>{t.openRow}</button> : null} <button type="button" className="button little" onClick={() => edit.remove(row)} aria-label={`${t.remove} ${write.count(at + 1)}`}>×</button></td></tr>
              {open === at ? <tr><td colSpan={outer.length + 1}><div className="stack inset"><div className="form-grid">{inner.map((column) => <Cell key={column.path} edit={edit} path={row} column={column} labelled />)}</div>{sources ? <List edit={edit} title={t.sources} path={[...row, 'sources']} fresh={{ kind: 'website', url: 'https://' }} columns={[{ path: 'kind' }, { path: 'url' }, { path: 'pace' }, { path: 'paused', type: 'flag' }]} /> : null}</div></td></tr> : null}
            </tbody>
          ))}
        </table></div>
      )}
    </Panel>
  );
}

function Cell({ edit, path, column: { path: field, type = 'text', list }, labelled = false }: { edit: Edit; path: Path; column: Column; labelled?: boolean }) {
  const t = useWords(settingsWords);
  const whole: Path = [...path, ...field.split('.')];
  const value = edit.value(whole);
  const says = t.fields[field] ?? field;
  const shown = value === undefined || value === null ? '' : value instanceof Date ? value.toISOString().slice(0, 10) : typeof value === 'object' ? '' : String(value as string | number | boolean);
  const put = (text: string): void => { if (text !== shown) edit.set(whole, type === 'number' && text !== '' ? Number(text) : text); };
  const label = labelled ? {} : { 'aria-label': says };
  const input = type === 'flag' ? <input type="checkbox" {...label} checked={value === true} onChange={({ target }) => edit.set(whole, target.checked ? true : undefined)} />
    : type === 'list' ? <select {...label} value={shown} onChange={({ target }) => put(target.value)}>{shown in (list ?? {}) ? null : <option value={shown}>{shown}</option>}{Object.entries(list ?? {}).map(([one, name]) => <option key={one} value={one}>{name}</option>)}</select>
    // Written when the field is left: the text is made anew each time.
    : <input key={shown} type={type === 'date' ? 'date' : 'text'} {...label} {...(type === 'number' ? { inputMode: 'numeric' as const } : {})} defaultValue={shown} spellCheck={false} lang={field.endsWith('.km') ? 'km' : undefined} onBlur={({ target }) => put(target.value.trim())} />;
  return labelled ? <label className="field"><span>{says}</span>{input}</label> : input;
}
