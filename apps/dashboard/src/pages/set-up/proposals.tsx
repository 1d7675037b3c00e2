import { useState, type FormEvent } from 'react';
import { Link } from 'wouter';
import type { Item } from '../../api/client.js';
import { useAsk, useDo, usePages } from '../../api/use-ask.js';
import { Dialog } from '../../parts/dialog.js';
import { More } from '../../parts/more.js';
import { ActorName, useAccountLabel } from '../../parts/naming.js';
import { Panel } from '../../parts/page.js';
import { Answered, Fault } from '../../parts/state.js';
import { may, useSeat } from '../../shell/session.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import { setUpWords } from './words.js';
import { formText } from '../../parts/form.js';

type Proposal = Item<'listAccountProposals'>;

/** Accounts that calls name and nobody put on the list, for two people to say whose they are. */
export function Proposals() {
  const t = useWords(setUpWords);
  const write = useWriting();
  const label = useAccountLabel();
  const seat = useSeat();
  const proposals = usePages('listAccountProposals', { query: { election: seat.election.id, limit: 30 } as never });
  const [open, setOpen] = useState<Proposal | null>(null);
  return (
    <>
      <Panel>
        <p className="small soft">{t.proposalsLead}</p>
        <Answered of={{ data: proposals.items, error: proposals.error, refetch: proposals.refetch }}>{(items) => (items.length === 0 ? <p className="empty">{t.noProposals}</p> : (
          <ul className="rows">{items.map((proposal) => (
            <li key={proposal.account} className="row-plain proposal">
              <p className="row spread"><b><bdi>{label(proposal.account)}</bdi></b><span className={`tag ${proposal.state === 'confirmed' ? 'good' : proposal.state === 'one confirmed' ? 'warn' : ''}`}>{t.states[proposal.state]}</span></p>
              <p className="small">{t.callsBy(write.count(proposal.calls), proposal.actors.map(({ name }) => write.name(name)).join(', '))} · {write.moment(proposal.lastAt)}{proposal.documents[0] ? <> · <Link href={`/documents/${proposal.documents[0]}`}>{t.look}</Link></> : null}</p>
              {proposal.confirmations.map(({ by, decision, proof, at }) => <p key={`${by}${at}`} className="small soft">{t.said(by, t.did[decision]!)} · <bdi>{proof}</bdi></p>)}
              {may(seat, 'editor') && proposal.state !== 'confirmed' ? <p><button type="button" className="button little" onClick={() => setOpen(proposal)}>{t.decide}</button></p> : null}
            </li>
          ))}</ul>
        ))}</Answered>
        <More of={proposals} />
      </Panel>
      <Dialog open={open !== null} close={() => setOpen(null)} title={open ? label(open.account) : ''}>{open ? <Decide proposal={open} close={() => setOpen(null)} /> : null}</Dialog>
    </>
  );
}

function Decide({ proposal, close }: { proposal: Proposal; close: () => void }) {
  const t = useWords(setUpWords);
  const term = useWords(terms);
  const write = useWriting();
  const actors = useAsk('listActors', { params: { election: proposal.electionId } }).data?.items ?? [];
  const decide = useDo('decideAccountProposal', ['listAccountProposals', 'listAccounts']);
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const decision = (event.nativeEvent as SubmitEvent).submitter?.getAttribute('value') === 'refuse' ? 'refuse' : 'confirm';
    const owner = formText(given)('owner');
    decide.mutate({ params: { election: proposal.electionId, account: proposal.account }, body: { decision, owner: owner === '' ? null : owner, status: formText(given)('status') as 'official', proof: formText(given)('proof') } }, { onSuccess: close });
  };
  return (
    <form className="stack" onSubmit={send}>
      {proposal.actors.length > 0 ? <p className="small soft row">{proposal.actors.map(({ id, name }) => <ActorName key={id} name={name} />)}</p> : null}
      <label className="field"><span>{t.whose}</span><select name="owner" defaultValue={proposal.owner ?? ''}><option value="">{t.nobody}</option>{actors.map(({ id, name }) => <option key={id} value={id}>{write.name(name)}</option>)}</select></label>
      <label className="field"><span>{t.status}</span><select name="status" defaultValue="unknown">{Object.keys(term.statuses).map((status) => <option key={status} value={status}>{termOf(term.statuses, status)}</option>)}</select></label>
      <label className="field"><span>{t.proof}</span><input name="proof" required maxLength={1000} placeholder={t.proofHint} /></label>
      {decide.error ? <Fault error={decide.error} /> : null}
      <div className="actions"><button type="button" className="button" onClick={close}>{t.cancel}</button><button type="submit" value="refuse" className="button alert">{t.refuse}</button><button type="submit" value="confirm" className="button main">{t.confirmIt}</button></div>
    </form>
  );
}
