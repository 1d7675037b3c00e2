import { useState } from 'react';
import { Link } from 'wouter';
import { usePages } from '../../api/use-ask.js';
import { save } from '../../parts/csv.js';
import { Download } from '../../parts/download.js';
import { More } from '../../parts/more.js';
import { ActorName, Outside, Strength, Theirs, When } from '../../parts/naming.js';
import { Panel } from '../../parts/page.js';
import { Answered, Fault } from '../../parts/state.js';
import { useWords, useWriting } from '../../words/index.js';
import { evidenceTable } from './evidence-table.js';
import type { Drive } from './index.js';
import { driveWords } from './words.js';

/** What all of it stands on, and how to take it along. */
export function Evidence({ drive }: { drive: Drive }) {
  const t = useWords(driveWords);
  const write = useWriting();
  const calls = usePages('listCampaignCalls', { params: { id: drive.id }, query: { limit: 50 } as never });
  const [making, setMaking] = useState(false);
  const [fault, setFault] = useState<Error | null>(null);
  const take = (): void => {
    setMaking(true);
    evidenceTable(drive).then((table) => { setFault(null); save(`drive-${drive.id}.csv`, table, 'text/csv;charset=utf-8'); }, setFault).finally(() => setMaking(false));
  };
  const days = { election: drive.electionId, from: write.local(drive.firstAt).day, to: write.local(drive.lastAt).day };
  return (
    <Panel title={t.evidence} side={t.evidenceWhy}>
      <p className="row">
        <b>{t.download}</b>
        <Download ask="exportEvidence" given={{ params: { id: drive.id } }}>{t.zip}</Download>
        <button type="button" className="button little" disabled={making} onClick={take}>{making ? t.packing : t.package}</button>
        <Download ask="exportCsv" given={{ params: { table: 'calls' }, query: days }}>{t.callsCsv}</Download>
        <Download ask="exportCsv" given={{ params: { table: 'campaign-members' }, query: days }}>{t.asCsv}</Download>
        <Download ask="exportNetwork" given={{ query: days }}>{t.graphml}</Download>
      </p>
      {fault ? <Fault error={fault} again={take} /> : null}
      <Answered of={{ data: calls.items, error: calls.error, refetch: calls.refetch }}>{(items) => (
        <ol className="rows">{items.map((call) => (
          <li key={call.id} className="row-plain evidence">
            <p className="row"><b><ActorName name={call.actor.name} /></b><Strength of={call.strength} /><span className="soft small"><When at={call.document.publishedAt ?? call.document.firstSeenAt} precision={call.document.publishedPrecision} /></span><Link className="small" href={`/documents/${call.document.id}?mark=${call.id}`}>{t.page}</Link></p>
            <p className="quote"><Theirs text={call.quote} language={call.document.language} /></p>
            <p className="small soft"><Outside href={call.document.url} /> · {t.seen} {write.moment(call.document.firstSeenAt)} · {call.why}</p>
          </li>
        ))}</ol>
      )}</Answered>
      <More of={calls} />
    </Panel>
  );
}
