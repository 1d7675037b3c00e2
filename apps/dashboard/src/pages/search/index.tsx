import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import type { Item } from '../../api/client.js';
import { useAsk, usePages } from '../../api/use-ask.js';
import { More } from '../../parts/more.js';
import { ActorName, Theirs, When } from '../../parts/naming.js';
import { opening } from '../../parts/opening.js';
import { Page, Panel } from '../../parts/page.js';
import { Answered } from '../../parts/state.js';
import { useSeat } from '../../shell/session.js';
import { messages, plural, useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';

const words = messages({
  en: { title: 'Search', lead: 'All pages that were read, in their present version.', q: 'Words', hint: '"as a phrase", -without', go: 'Search', who: 'Who', everybody: 'everybody', language: 'Language', any: 'any', from: 'From', to: 'To', hits: (n: string, more: boolean) => `${more ? 'more than ' : ''}${plural(n, 'page', 'pages')}`, none: 'No page holds all of these words, in what we read.', all: 'All pages, newest first', noTitle: 'without a title', order: 'Order', orders: { best: 'best first', newest: 'newest first' } },
  km: { title: 'ស្វែងរក', lead: 'ទំព័រទាំងអស់ដែលបានអាន ក្នុងកំណែបច្ចុប្បន្ន។', q: 'ពាក្យ', hint: '"ជាឃ្លា" -ដោយគ្មាន', go: 'ស្វែងរក', who: 'អ្នកណា', everybody: 'ទាំងអស់គ្នា', language: 'ភាសា', any: 'ណាក៏បាន', from: 'ពី', to: 'ដល់', hits: (n, more) => `${more ? 'ច្រើនជាង ' : ''}${n} ទំព័រ`, none: 'គ្មានទំព័រណាមានពាក្យទាំងនេះទេ ក្នុងអ្វីដែលយើងបានអាន។', all: 'ទំព័រទាំងអស់ ថ្មីមុន', noTitle: 'គ្មានចំណងជើង', order: 'លំដាប់', orders: { best: 'ត្រូវបំផុតមុន', newest: 'ថ្មីមុន' } },
});
const FIELDS = ['q', 'actor', 'source', 'language', 'from', 'to', 'order'] as const;

/** Search over all that was read. What is asked for stands in the address, behind the `#`. */
export default function SearchPage() {
  const t = useWords(words);
  const write = useWriting();
  const { election } = useSeat();
  const [, go] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const given = Object.fromEntries(FIELDS.flatMap((field) => { const value = asked.get(field)?.trim(); return value ? [[field, value]] : []; })) as Partial<Record<(typeof FIELDS)[number], string>>;
  // Of all pages there is no best.
  const { order: _order, ...rest } = given;
  const actors = useAsk('listActors', { params: { election: election.id } }).data?.items ?? [];
  const form = useRef<HTMLFormElement>(null);
  const [key, setKey] = useState(0);
  useEffect(() => { setKey((before) => before + 1); }, [asked.toString()]);
  const send = (event?: FormEvent): void => {
    event?.preventDefault();
    const to = new URLSearchParams();
    for (const [name, value] of new FormData(form.current!)) if (typeof value === 'string' && value.trim() !== '') to.set(name, value.trim());
    if (given.source) to.set('source', given.source);
    go(`/search?${to}`);
  };
  return (
    <Page title={t.title} lead={t.lead}>
      <div className="stack">
        <form className="filters" role="search" ref={form} key={key} onSubmit={send}>
          <label className="field wide"><span>{t.q}</span><input type="search" name="q" defaultValue={given.q ?? ''} placeholder={t.hint} maxLength={500} autoFocus /></label>
          <label className="field"><span>{t.who}</span><select name="actor" defaultValue={given.actor ?? ''} onChange={() => send()}><option value="">{t.everybody}</option>{actors.map(({ id, name }) => <option key={id} value={id}>{write.name(name)}</option>)}</select></label>
          <label className="field"><span>{t.language}</span><select name="language" defaultValue={given.language ?? ''} onChange={() => send()}><option value="">{t.any}</option><option value="en">English</option><option value="km" lang="km">ខ្មែរ</option></select></label>
          <label className="field"><span>{t.from}</span><input type="date" name="from" defaultValue={given.from ?? ''} /></label>
          <label className="field"><span>{t.to}</span><input type="date" name="to" defaultValue={given.to ?? ''} /></label>
          {given.q ? <label className="field"><span>{t.order}</span><select name="order" defaultValue={given.order ?? 'best'} onChange={() => send()}>{(['best', 'newest'] as const).map((one) => <option key={one} value={one}>{t.orders[one]}</option>)}</select></label> : null}
          <button type="submit" className="button main">{t.go}</button>
        </form>
        {given.q ? <Results query={{ ...given, q: given.q }} /> : <Newest query={rest} />}
      </div>
    </Page>
  );
}

function Results({ query }: { query: { q: string } & Record<string, string | undefined> }) {
  const t = useWords(words);
  const write = useWriting();
  const { election } = useSeat();
  const found = usePages('searchDocuments', { query: { ...query, election: election.id, limit: 20 } as never });
  const count = (found.data?.pages[0] as unknown as { count?: { documents: number; atLeast: boolean } } | undefined)?.count;
  return (
    <Answered of={{ data: found.items as Item<'searchDocuments'>[] | undefined, error: found.error, refetch: found.refetch }}>{(items) => (
      <>
        {count ? <p className="small soft" role="status">{t.hits(write.count(count.documents), count.atLeast)}</p> : null}
        {items.length === 0 ? <p className="empty">{t.none}</p> : <Panel bare><ul className="rows">{items.map(({ document, snippet }) => (
          <li key={document.id}><Hit document={document}><span className="snippet" lang={document.language === 'und' ? undefined : document.language} dir="auto">{snippet.map(({ text, hit }, index) => (hit ? <mark key={index}>{text}</mark> : text))}</span></Hit></li>
        ))}</ul></Panel>}
        <More of={found} />
      </>
    )}</Answered>
  );
}

function Newest({ query }: { query: Record<string, string | undefined> }) {
  const t = useWords(words);
  const { election } = useSeat();
  const found = usePages('listDocuments', { query: { ...query, election: election.id, limit: 20 } as never });
  return (
    <>
      <h2>{t.all}</h2>
      <Answered of={{ data: found.items, error: found.error, refetch: found.refetch }}>{(items) => <Panel bare><ul className="rows">{items.map((document) => <li key={document.id}><Hit document={document} /></li>)}</ul></Panel>}</Answered>
      <More of={found} />
    </>
  );
}

function Hit({ document, children }: { document: Item<'listDocuments'>; children?: React.ReactNode }) {
  const t = useWords(words);
  const term = useWords(terms);
  return (
    <Link href={`/documents/${document.id}`} className="row-link">
      <b><Theirs text={(document.beginning ? opening(document.beginning, 80) : document.title) ?? t.noTitle} language={document.language} /></b>
      <span className="row small soft"><ActorName name={document.actor.name} /><When at={document.publishedAt ?? document.firstSeenAt} precision={document.publishedPrecision} /><span>{termOf(term.languages, document.language)}</span></span>
      {children}
    </Link>
  );
}
