import { useState } from 'react';
import { Link } from 'wouter';
import type { Item } from '../../api/client.js';
import { usePages } from '../../api/use-ask.js';
import { More } from '../../parts/more.js';
import { ActorName, useAccountLabel, Verdict } from '../../parts/naming.js';
import { Page, Panel } from '../../parts/page.js';
import { Answered } from '../../parts/state.js';
import { useSeat } from '../../shell/session.js';
import { messages, plural, useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import { chanceInWords, chanceWords } from '../drive/chance.js';

const words = messages({
  en: { title: 'Drives', lead: 'Calls to follow that belong together: for one account, or in nearly one text, by several actors within days.', active: 'Under way', all: 'All', none: 'No drive in what we read.', members: (n: string) => plural(n, 'member', 'members'), calls: (n: string) => plural(n, 'call', 'calls'), ended: 'no longer found', began: 'began', last: 'last call' },
  km: { title: 'ចលនាអំពាវនាវ', lead: 'ការអំពាវនាវដែលទាក់ទងគ្នា៖ សម្រាប់គណនីតែមួយ ឬប្រើពាក្យស្ទើរតែដូចគ្នា ដោយស្ថាប័នច្រើនក្នុងរយៈពេលប៉ុន្មានថ្ងៃ។', active: 'កំពុងដំណើរការ', all: 'ទាំងអស់', none: 'គ្មានចលនាអំពាវនាវក្នុងអ្វីដែលយើងបានអានទេ។', members: (n) => `សមាជិក ${n}`, calls: (n) => `ការអំពាវនាវ ${n}`, ended: 'លែងរកឃើញ', began: 'ចាប់ផ្តើម', last: 'ការអំពាវនាវចុងក្រោយ' },
});

/** All drives, those with the newest call first. */
export default function DrivesPage() {
  const t = useWords(words);
  const { election } = useSeat();
  const [active, setActive] = useState(true);
  const drives = usePages('listCampaigns', { query: { election: election.id, limit: 30, ...(active ? { active: 'true' } : {}) } as never }, { everyMs: 60_000 });
  return (
    <Page title={t.title} lead={t.lead} actions={<div className="row" role="group">{[true, false].map((which) => <button key={String(which)} type="button" className="button little" aria-pressed={active === which} onClick={() => setActive(which)}>{which ? t.active : t.all}</button>)}</div>}>
      <Answered of={{ data: drives.items, error: drives.error, refetch: drives.refetch }}>{(items) => (
        <Panel bare>
          {items.length === 0 ? <p className="empty row-plain">{t.none}</p> : <ul className="rows">{items.map((drive) => <li key={drive.id}><Row drive={drive} /></li>)}</ul>}
        </Panel>
      )}</Answered>
      <More of={drives} />
    </Page>
  );
}

function Row({ drive }: { drive: Item<'listCampaigns'> }) {
  const t = useWords(words);
  const term = useWords(terms);
  const chance = useWords(chanceWords);
  const write = useWriting();
  const label = useAccountLabel();
  const first = drive.members.find(({ id }) => id === drive.order[0]?.actorId);
  return (
    <Link href={`/drives/${encodeURIComponent(drive.id)}`} className="row-link">
      <span className="row spread">
        <span className="row"><b><bdi>{drive.name ?? label(drive.target)}</bdi></b><Verdict of={drive.verdict} />{drive.active ? null : <span className="tag">{t.ended}</span>}</span>
        <span className="soft small num">{`${t.members(write.count(drive.members.length))} · ${t.calls(write.count(drive.calls.length))}`}</span>
      </span>
      <span className="row small soft">
        {first ? <span>{t.began} <ActorName name={first.name} side={first.side} /> {write.published(drive.firstAt, drive.order[0]?.dated)}</span> : null}
        <span>{`${t.last} ${write.published(drive.lastAt, drive.calls.at(-1)?.dated)}`}</span>
        <span>{drive.links.map((link) => termOf(term.links, link)).join(', ')}</span>
      </span>
      <span className="small">{chanceInWords(drive, chance)}</span>
    </Link>
  );
}
