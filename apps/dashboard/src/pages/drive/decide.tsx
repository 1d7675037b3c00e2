import { Menu, MenuButton, MenuItem, MenuProvider } from '@ariakit/react/menu';
import { useState, type FormEvent } from 'react';
import { useAsk, useDo } from '../../api/use-ask.js';
import { Dialog } from '../../parts/dialog.js';
import { ActorName, useAccountLabel } from '../../parts/naming.js';
import { Fault } from '../../parts/state.js';
import { useGuard } from '../../shell/guard.js';
import { may, useSeat } from '../../shell/session.js';
import { useWords, useWriting } from '../../words/index.js';
import type { Drive } from './index.js';
import { driveWords } from './words.js';
import { formText } from '../../parts/form.js';

type What = 'name' | 'merge' | 'split' | 'note';

/** What an editor may do with a drive. Each asks why, since somebody will. */
export function Decide({ drive }: { drive: Drive }) {
  const t = useWords(driveWords);
  const seat = useSeat();
  const [open, setOpen] = useState<What | null>(null);
  if (!may(seat, 'editor')) return null;
  const close = (): void => setOpen(null);
  return (
    <>
      <MenuProvider>
        <MenuButton className="button">{t.decide}</MenuButton>
        <Menu className="menu" gutter={4} portal>
          {(['name', 'merge', 'split', 'note'] as const).map((what) => <MenuItem key={what} onClick={() => setOpen(what)}>{t[what]}</MenuItem>)}
        </Menu>
      </MenuProvider>
      <Dialog open={open !== null} close={close} title={open === null ? '' : t[open]}>{open === null ? null : <Form what={open} drive={drive} close={close} />}</Dialog>
    </>
  );
}

function Form({ what, drive, close }: { what: What; drive: Drive; close: () => void }) {
  const t = useWords(driveWords);
  const write = useWriting();
  const label = useAccountLabel();
  const changes = ['getCampaign', 'listCampaigns', 'listCampaignDecisions', 'getToday'] as const;
  const name = useDo('nameCampaign', [...changes]);
  const merge = useDo('mergeCampaigns', [...changes]);
  const split = useDo('splitCampaign', [...changes]);
  const note = useDo('addDecisionNote', ['listDecisionNotes']);
  const others = useAsk('listCampaigns', { query: { election: drive.electionId, active: 'true', limit: 100 } as never }, { when: what === 'merge' }).data?.items.filter(({ id }) => id !== drive.id) ?? [];
  const error = name.error ?? merge.error ?? split.error ?? note.error;
  const { headers, notice } = useGuard('getCampaign', { params: { id: drive.id } }, error);
  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = formText(given);
    const params = { id: drive.id };
    try {
      if (what === 'name') await name.mutateAsync({ params, headers, body: { name: text('name') === '' ? null : text('name') } });
      else if (what === 'merge') await merge.mutateAsync({ params, headers, body: { other: text('other'), why: text('why') } });
      else if (what === 'split') await split.mutateAsync({ params, headers, body: { actors: given.getAll('actor').map(String), name: text('name') === '' ? null : text('name'), why: text('why') } });
      else await note.mutateAsync({ body: { election: drive.electionId, about: `campaign:${drive.id}`, knew: text('knew'), interest: text('interest') } });
      close();
    } catch { /* shown below */ }
  };
  return (
    <form className="stack" onSubmit={(event) => { void send(event); }}>
      {what === 'merge' ? <label className="field"><span>{t.mergeWith}</span><select name="other" required defaultValue=""><option value="" disabled>{t.pick}</option>{others.map(({ id, target, members, firstAt, order }) => <option key={id} value={id}>{`${label(target)} · ${write.count(members.length)} · ${write.published(firstAt, order[0]?.dated)}`}</option>)}</select></label> : null}
      {what === 'split' ? <fieldset className="field"><legend>{t.splitWho}</legend>{drive.members.map(({ id, name: of, side }) => <label key={id} className="check"><input type="checkbox" name="actor" value={id} /><ActorName name={of} side={side} /></label>)}</fieldset> : null}
      {what === 'name' || what === 'split' ? <label className="field"><span>{t.name}</span><input name="name" maxLength={120} defaultValue={what === 'name' ? drive.name ?? '' : ''} /><small>{t.nameHint}</small></label> : null}
      {what === 'merge' || what === 'split' ? <label className="field"><span>{t.reason}</span><input name="why" required maxLength={500} /></label> : null}
      {what === 'note' ? <><label className="field"><span>{t.knew}</span><textarea name="knew" required maxLength={4000} /></label><label className="field"><span>{t.interest}</span><textarea name="interest" required maxLength={4000} /></label></> : null}
      {notice ?? (error ? <Fault error={error} /> : null)}
      <div className="actions"><button type="button" className="button" onClick={close}>{t.cancel}</button><button type="submit" className="button main">{t.save}</button></div>
    </form>
  );
}
