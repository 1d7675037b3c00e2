import { useState, type FormEvent } from 'react';
import { useParams } from 'wouter';
import { addressOf, type Answer } from '../../api/client.js';
import { useAsk, usePages, useText } from '../../api/use-ask.js';
import { Dialog } from '../../parts/dialog.js';
import { Page, Panel } from '../../parts/page.js';
import { Rendered } from '../../parts/rendered.js';
import { Answered, Fault } from '../../parts/state.js';
import { useGuard } from '../../shell/guard.js';
import { useSensitive } from '../../shell/sensitive.js';
import { may, useSeat } from '../../shell/session.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import { editionWords, stateOf, STATE_TAG } from '../editions/words.js';
import './edition.css';
import { formText } from '../../parts/form.js';

type Edition = Answer<'getEdition'>;
/** The mail as it looks, its words with links, its text part. */
const WAYS = ['mail', 'page', 'text'] as const;

/** One note as its readers get it, and what an editor does with it. */
export default function EditionPage() {
  const { id } = useParams<{ id: string }>();
  const t = useWords(editionWords);
  const edition = useAsk('getEdition', { params: { id } });
  if (edition.data === undefined) return <Page title={t.edition}><Answered of={edition}>{() => null}</Answered></Page>;
  return <Shown edition={edition.data} />;
}

function Shown({ edition }: { edition: Edition }) {
  const t = useWords(editionWords);
  const term = useWords(terms);
  const write = useWriting();
  const seat = useSeat();
  const state = stateOf(edition);
  const [language, setLanguage] = useState<string>(write.language);
  const [way, setWay] = useState<(typeof WAYS)[number]>('mail');
  const given = { params: { id: edition.id }, query: { language } };
  const page = useText('previewEdition', given, { when: way === 'page' });
  const text = useText('previewEditionText', given, { when: way === 'text' });
  return (
    <Page title={write.longDay(edition.date)} lead={<>{termOf(term.editionAudiences, edition.audience)} · {termOf(t.kinds, edition.kind)} {write.count(edition.sequence)} <span className={`tag ${STATE_TAG[state]}`}>{t.states[state]}</span>{edition.releasedAt === null ? null : <span className="soft"> {write.moment(edition.releasedAt)} {(edition.byRule ? t.byRule : t.by)(edition.releasedBy ?? '')}</span>}</>}
      actions={may(seat, 'editor') ? <Acts edition={edition} /> : null}>
      <div className="columns">
        <Panel title={t.notMine} side={<span className="row">
          <select aria-label={t.language} value={language} onChange={({ target }) => setLanguage(target.value)}><option value="en">English</option><option value="km" lang="km">ខ្មែរ</option></select>
          {WAYS.map((one) => <button key={one} type="button" className="button little" aria-pressed={way === one} onClick={() => setWay(one)}>{t.ways[one]}</button>)}
        </span>}>
          {/* The mail itself, in a frame in which nothing runs or leads anywhere; its words with their links are one step on. */}
          {way === 'mail' ? <iframe className="mail" title={t.notMine} sandbox="" src={addressOf('previewEdition', given)} /> : way === 'text' ? <Answered of={text}>{(of) => <pre className="code plain-note" tabIndex={0} lang={language}>{of}</pre>}</Answered> : <Answered of={page}>{(of) => <Rendered className="note" language={language} html={of} />}</Answered>}
        </Panel>
        <div className="stack"><Log edition={edition} />{may(seat, 'editor') ? <Mails edition={edition} /> : null}</div>
      </div>
    </Page>
  );
}

type What = 'release' | 'withdraw' | 'correct';
function Acts({ edition }: { edition: Edition }) {
  const t = useWords(editionWords);
  const term = useWords(terms);
  const [open, setOpen] = useState<What | null>(null);
  const state = stateOf(edition);
  const changes = ['getEdition', 'listEditions', 'listEditionLog', 'getToday', 'listDeliveries'] as const;
  const release = useSensitive('releaseEdition', [...changes]);
  const withdraw = useSensitive('withdrawEdition', [...changes]);
  const correct = useSensitive('correctEdition', [...changes]);
  const error = release.error ?? withdraw.error ?? correct.error;
  const { headers, notice } = useGuard('getEdition', { params: { id: edition.id } }, error, open);
  const acts: What[] = state === 'held' ? ['release'] : state === 'released' ? ['correct', 'withdraw'] : [];
  const close = (): void => setOpen(null);
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const line = (name: string): string => formText(given)(name).replaceAll(/\s+/g, ' ');
    const params = { id: edition.id };
    const done = open === 'release' ? await release.run({ params, headers, body: {} }) : open === 'withdraw' ? await withdraw.run({ params, headers, body: { why: line('why') } })
      : await correct.run({ params, headers, body: { text: { en: line('en'), ...(line('km') === '' ? {} : { km: line('km') }) } } });
    if (done !== null) close();
  };
  return (
    <>
      {acts.map((act) => <button key={act} type="button" className={`button${act === 'release' ? ' main' : act === 'withdraw' ? ' alert' : ''}`} onClick={() => setOpen(act)}>{t[act]}</button>)}
      <Dialog open={open !== null} close={close} title={open === null ? '' : t[open]}>
        <form className="stack" onSubmit={(event) => { void send(event); }}>
          <p className="soft">{open === 'release' ? t.releaseWhy(termOf(term.editionAudiences, edition.audience)) : open === 'withdraw' ? t.withdrawWhy : t.correctWhy}</p>
          {open === 'withdraw' ? <label className="field"><span>{t.why}</span><textarea name="why" required maxLength={500} /></label> : null}
          {open === 'correct' ? <><label className="field"><span>{t.textEn}</span><textarea name="en" required maxLength={600} /></label><label className="field"><span>{t.textKm}</span><textarea name="km" lang="km" maxLength={600} /></label></> : null}
          {notice ?? (error ? <Fault error={error} /> : null)}
          <div className="actions"><button type="button" className="button" onClick={close}>{t.cancel}</button><button type="submit" className="button main">{open === 'release' ? t.releaseDo : t.save}</button></div>
        </form>
      </Dialog>
      {release.dialog}{withdraw.dialog}{correct.dialog}
    </>
  );
}

function Log({ edition }: { edition: Edition }) {
  const t = useWords(editionWords);
  const write = useWriting();
  const log = useAsk('listEditionLog', { params: { id: edition.id } });
  return (
    <Panel title={t.log}>
      <Answered of={log}>{({ items }) => (items.length === 0 ? <p className="empty">{t.logNone}</p> : <ul className="rows">{items.map(({ at, did, by, why }) => <li key={`${at}${did}`} className="row-plain"><b>{termOf(t.did, did)}</b> <span className="soft small">{write.moment(at)} {t.by(by)}</span>{why === null ? null : <p className="small">{why}</p>}</li>)}</ul>)}</Answered>
    </Panel>
  );
}

function Mails({ edition }: { edition: Edition }) {
  const t = useWords(editionWords);
  const write = useWriting();
  const mails = usePages('listDeliveries', { params: { id: edition.id }, query: { limit: 50 } as never }, { everyMs: 20_000 });
  return (
    <Panel title={t.mails}>
      <Answered of={{ data: mails.items, error: mails.error, refetch: mails.refetch }}>{(items) => (items.length === 0 ? <p className="empty">{t.mailsNone}</p> : <ul className="rows">{items.map(({ id, recipient, state, detail, updatedAt }) => {
        // Without a mail server nothing leaves the machine, which nobody should take for a mail that was sent.
        const kept = state === 'sent' && detail?.startsWith('outbox only') === true;
        return <li key={id} className="row-plain"><p className="row spread"><bdi>{recipient}</bdi><span className={`tag ${kept ? 'warn' : state === 'sent' ? 'good' : state === 'failed' || state === 'unknown' ? 'bad' : ''}`}>{kept ? t.written : termOf(t.mailStates, state)}</span></p><small className="soft">{write.moment(updatedAt)} {kept ? '' : detail}</small></li>;
      })}</ul>)}</Answered>
    </Panel>
  );
}
