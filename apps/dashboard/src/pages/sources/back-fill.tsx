import type { FormEvent } from 'react';
import type { Item } from '../../api/client.js';
import { useDo, usePages } from '../../api/use-ask.js';
import { formText } from '../../parts/form.js';
import { More } from '../../parts/more.js';
import { Panel } from '../../parts/page.js';
import { SourceName, useSourceName } from '../../parts/source-name.js';
import { Answered, Fault } from '../../parts/state.js';
import { may, useSeat } from '../../shell/session.js';
import { messages, plural, useWords, useWriting } from '../../words/index.js';

const words = messages({
  en: {
    title: 'The days before', lead: 'What was published before watching began, as far as the sources still show it: older posts of channels, older pages of lists, what sitemaps name. Hosts are asked at their pace and within their requests of a day.',
    days: 'Days back', begin: 'Read back', beginAll: 'Read all sources back', stop: 'Stop', until: (day: string) => `back to ${day}`, by: (who: string, when: string) => `${who}, ${when}`, none: 'Nothing was read back yet.',
    states: { 'paging back': 'paging back', visiting: 'reading', done: 'done', stopped: 'stopped' }, pages: (of: string, waiting: string) => `${plural(of, 'older page', 'older pages')}, ${waiting} waiting`, addresses: (of: string, waiting: string) => `${plural(of, 'address', 'addresses')}, ${waiting} waiting`,
    documents: (n: string) => plural(n, 'new document', 'new documents'), oldest: (day: string) => `the earliest of ${day}`, begun: (n: string) => `Begun for ${plural(n, 'source', 'sources')}.`, left: (n: string) => `${plural(n, 'source', 'sources')} left out, and why`,
  },
  km: {
    title: 'ថ្ងៃមុនៗ', lead: 'អ្វីដែលបានផ្សាយមុនពេលចាប់ផ្តើមតាមដាន តាមដែលប្រភពនៅបង្ហាញ៖ សារចាស់ៗរបស់ឆានែល ទំព័រចាស់ៗនៃបញ្ជី និងអ្វីដែលផែនទីគេហទំព័រប្រាប់។ ម៉ាស៊ីនមេត្រូវបានសួរតាមល្បឿនរបស់វា និងក្នុងចំនួនសំណើក្នុងមួយថ្ងៃ។',
    days: 'ចំនួនថ្ងៃ', begin: 'អានថយក្រោយ', beginAll: 'អានប្រភពទាំងអស់ថយក្រោយ', stop: 'ឈប់', until: (day) => `ដល់ ${day}`, by: (who, when) => `${who} ${when}`, none: 'មិនទាន់បានអានថយក្រោយទេ។',
    states: { 'paging back': 'កំពុងថយក្រោយ', visiting: 'កំពុងអាន', done: 'រួចរាល់', stopped: 'បានឈប់' }, pages: (of, waiting) => `ទំព័រចាស់ ${of} រង់ចាំ ${waiting}`, addresses: (of, waiting) => `អាសយដ្ឋាន ${of} រង់ចាំ ${waiting}`,
    documents: (n) => `ឯកសារថ្មី ${n}`, oldest: (day) => `ចាស់បំផុត ${day}`, begun: (n) => `បានចាប់ផ្តើមសម្រាប់ប្រភព ${n}។`, left: (n) => `ប្រភព ${n} មិនបានអាន និងមូលហេតុ`,
  },
});

const LOOK_MS = 5000;

/** Reading back what was published before: of one source, or of all of an election; how far each is, and stopping it. */
export function BackFill({ source }: { source?: string }) {
  const t = useWords(words);
  const write = useWriting();
  const seat = useSeat();
  const election = seat.election.id;
  const fills = usePages('listBackFills', { query: { election, limit: 20, ...(source === undefined ? {} : { source }) } as never }, { everyMs: LOOK_MS });
  const one = useDo('beginBackFill', ['listBackFills']);
  const all = useDo('beginBackFills', ['listBackFills']);
  const stop = useDo('stopBackFill', ['listBackFills']);
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const body = { days: Number(formText(new FormData(event.currentTarget))('days')) };
    if (source === undefined) all.mutate({ params: { election }, body }); else one.mutate({ params: { election, source }, body });
  };
  const error = one.error ?? all.error ?? stop.error;
  const editor = may(seat, 'editor');
  return (
    <Panel title={t.title}>
      <div className="stack">
        <p className="small soft">{t.lead}</p>
        {editor ? (
          <form className="filters" onSubmit={send}>
            <label className="field"><span>{t.days}</span><input name="days" type="number" min={1} max={400} defaultValue={30} required /></label>
            <button type="submit" className="button" disabled={one.isPending || all.isPending}>{source === undefined ? t.beginAll : t.begin}</button>
          </form>
        ) : null}
        {error ? <Fault error={error} /> : null}
        {all.data ? <p className="good-news" role="status">{t.begun(write.count(all.data.begun.length))}</p> : null}
        {all.data && all.data.left.length > 0 ? <details className="small"><summary>{t.left(write.count(all.data.left.length))}</summary><ul className="rows">{all.data.left.map(({ sourceId, why }) => <li key={sourceId} className="row-plain"><SourceName id={sourceId} /> <span className="soft">{why}</span></li>)}</ul></details> : null}
        <Answered of={{ data: fills.items, error: fills.error, refetch: fills.refetch }}>{(items) => (items.length === 0 ? <p className="empty">{t.none}</p> : (
          <ul className="rows">{items.map((fill) => <Fill key={fill.id} fill={fill} named={source === undefined} stop={editor ? () => stop.mutate({ params: { id: fill.id } }) : null} />)}</ul>
        ))}</Answered>
        <More of={fills} />
      </div>
    </Panel>
  );
}

function Fill({ fill: { sourceId, state, to, askedBy, askedAt, olderPages, addresses, documents, oldestAt }, named, stop }: { fill: Item<'listBackFills'>; named: boolean; stop: (() => void) | null }) {
  const t = useWords(words);
  const write = useWriting();
  const nameOf = useSourceName();
  const open = state === 'paging back' || state === 'visiting';
  return (
    <li className="row-plain">
      <p className="row spread"><span className="row">{named ? <b><SourceName id={sourceId} /></b> : null}<span className={`tag${state === 'done' ? ' good' : state === 'stopped' ? ' warn' : ''}`}>{t.states[state]}</span><span>{t.until(write.day(to))}</span></span>
        {open && stop ? <button type="button" className="button little" aria-label={`${t.stop} ${nameOf(sourceId)}`} onClick={stop}>{t.stop}</button> : null}</p>
      <small className="soft">{[t.pages(write.count(olderPages.visited), write.count(olderPages.waiting)), t.addresses(write.count(addresses.visited), write.count(addresses.waiting)), t.documents(write.count(documents)), oldestAt === null ? null : t.oldest(write.day(write.local(oldestAt).day)), t.by(askedBy, write.moment(askedAt))].filter((part) => part !== null).join(' · ')}</small>
    </li>
  );
}
