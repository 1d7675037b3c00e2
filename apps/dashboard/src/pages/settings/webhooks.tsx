import { useState } from 'react';
import { Link } from 'wouter';
import type { Item } from '../../api/client.js';
import { useDo, usePages } from '../../api/use-ask.js';
import { More } from '../../parts/more.js';
import { Answered } from '../../parts/state.js';
import { useSensitive } from '../../shell/sensitive.js';
import { useSeat } from '../../shell/session.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import { Roster } from './roster.js';
import { settingsWords } from './words.js';

type Webhook = Item<'listWebhooks'>;
/** A test under way is looked at this often. */
const LOOK_MS = 2000;

/** Other programs that are told of editions as they are released: which, of what, and whether they answer. */
export function Webhooks() {
  const t = useWords(settingsWords);
  const term = useWords(terms);
  const { election } = useSeat();
  const [testing, setTesting] = useState(false);
  const hooks = usePages('listWebhooks', { query: { election: election.id, limit: 100 } as never }, testing ? { everyMs: LOOK_MS } : {});
  const underWay = hooks.items?.some(({ test }) => test !== null && test.endedAt === null) ?? false;
  if (underWay !== testing) setTesting(underWay);
  const add = useSensitive('addWebhook', ['listWebhooks']);
  const remove = useSensitive('removeWebhook', ['listWebhooks']);
  const hold = useDo('holdWebhook', ['listWebhooks']);
  const test = useDo('testWebhook', ['listWebhooks']);
  const [secret, show] = useState<string | null>(null);
  const send = async (text: (name: string) => string): Promise<boolean> => {
    const made = await add.run({ body: { election: election.id, url: text('url'), audience: text('audience') as 'public' } });
    if (made !== null) show(made.secret);
    return made !== null;
  };
  return (
    <Roster title={t.tabs.webhooks} lead={t.webhooksLead} none={t.noWebhooks} of={{ data: hooks.items, error: hooks.error, refetch: hooks.refetch }} below={<More of={hooks} />} columns={[t.hookUrl, t.audience, t.hookState, t.hookTest, t.remove]}
      doing={[add, remove, hold, test]} shown={secret === null ? null : { says: t.secretShown, text: secret }}
      row={(hook) => <Row key={hook.id} hook={hook} test={() => test.mutate({ params: { id: hook.id }, body: {} })} hold={() => hold.mutate({ params: { id: hook.id }, body: { active: !hook.active } })} remove={() => { void remove.run({ params: { id: hook.id } }); }} />}
      adding={{ title: t.addWebhook, send, fields: <>
        <label className="field wide"><span>{t.hookUrl}</span><input name="url" type="url" required placeholder="https://" autoComplete="off" spellCheck={false} /></label>
        <label className="field"><span>{t.audience}</span><select name="audience" defaultValue="public">{(['staff', 'partners', 'public'] as const).map((one) => <option key={one} value={one}>{term.editionAudiences[one]}</option>)}</select></label>
      </> }} />
  );
}

function Row({ hook: { id, url, audience, active, stoppedWhy, test: tested }, test, hold, remove }: { hook: Webhook; test: () => void; hold: () => void; remove: () => void }) {
  const t = useWords(settingsWords);
  const term = useWords(terms);
  const write = useWriting();
  const [open, setOpen] = useState(false);
  const waits = tested !== null && tested.endedAt === null;
  return (
    <>
      <tr>
        <th scope="row"><bdi>{url}</bdi></th><td>{termOf(term.editionAudiences, audience)}</td>
        <td><span className={`tag ${active ? 'good' : 'warn'}`}>{active ? t.told : t.stopped}</span>{stoppedWhy ? <small className="soft"> {stoppedWhy}</small> : null}</td>
        <td className="small">{tested === null ? <span className="soft">{t.never}</span> : waits ? t.underWay : <><span className={`tag ${tested.ok ? 'good' : 'bad'}`}>{tested.ok ? t.answered : t.refused}</span> <span className="soft">{write.moment(tested.askedAt)} <bdi>{tested.detail}</bdi></span></>}</td>
        <td><span className="row">
          <button type="button" className="button little" disabled={waits} aria-label={`${t.testIt} ${url}`} onClick={test}>{t.testIt}</button>
          <button type="button" className="button little" aria-label={`${active ? t.stopIt : t.tellAgain} ${url}`} onClick={hold}>{active ? t.stopIt : t.tellAgain}</button>
          <button type="button" className="button little" aria-expanded={open} aria-label={`${t.hookLog} ${url}`} onClick={() => setOpen(!open)}>{t.hookLog}</button>
          <button type="button" className="button little alert" aria-label={`${t.remove} ${url}`} onClick={remove}>{t.remove}</button>
        </span></td>
      </tr>
      {open ? <tr><td colSpan={5}><Told id={id} /></td></tr> : null}
    </>
  );
}

/** Of which editions it was told, and what it answered. */
function Told({ id }: { id: string }) {
  const t = useWords(settingsWords);
  const write = useWriting();
  const told = usePages('listWebhookDeliveries', { params: { id }, query: { limit: 20 } as never });
  return (
    <>
      <Answered of={{ data: told.items, error: told.error, refetch: told.refetch }}>{(items) => (items.length === 0 ? <p className="soft small">{t.toldNothing}</p> : (
        <ul className="rows">{items.map((one) => <li key={one.id} className="row-plain row small"><span className={`tag ${one.state === 'sent' ? 'good' : one.state === 'failed' ? 'bad' : ''}`}>{termOf(t.hookStates, one.state)}</span><Link href={`/editions/${one.editionId}`}>{t.edition}</Link><span className="soft">{write.moment(one.updatedAt)} <bdi>{one.detail}</bdi></span></li>)}</ul>
      ))}</Answered>
      <More of={told} />
    </>
  );
}
