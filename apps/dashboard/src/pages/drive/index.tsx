import { useParams } from 'wouter';
import type { Answer } from '../../api/client.js';
import { useAsk } from '../../api/use-ask.js';
import { Page } from '../../parts/page.js';
import { useAccountLabel, Verdict } from '../../parts/naming.js';
import { Answered } from '../../parts/state.js';
import { useWords, useWriting } from '../../words/index.js';
import { Decide } from './decide.js';
import { Evidence } from './evidence.js';
import { Network } from './network.js';
import { Order } from './order.js';
import { Texts } from './texts.js';
import { When } from './when.js';
import { Why } from './why.js';
import { driveWords } from './words.js';
import './drive.css';

export type Drive = Answer<'getCampaign'>;

/** One drive: who began, who followed, in which words, why it is unlikely by chance, and on what evidence that stands. */
export default function DrivePage() {
  const { id } = useParams<{ id: string }>();
  const t = useWords(driveWords);
  const drive = useAsk('getCampaign', { params: { id } });
  if (drive.data === undefined) return <Page title={t.drive}><Answered of={drive}>{() => null}</Answered></Page>;
  return <Shown drive={drive.data} />;
}

function Shown({ drive }: { drive: Drive }) {
  const t = useWords(driveWords);
  const write = useWriting();
  const label = useAccountLabel();
  const span = write.span(Date.parse(drive.lastAt) - Date.parse(drive.firstAt));
  return (
    <Page title={drive.name ?? t.for(label(drive.target))} lead={<>{drive.name ? `${t.for(label(drive.target))} · ` : null}{t.facts(write.count(drive.members.length), write.count(drive.calls.length), span)} <Verdict of={drive.verdict} />{drive.active ? null : <> <span className="tag">{t.ended}</span></>}</>} actions={<Decide drive={drive} />}>
      <div className="stack">
        <Why drive={drive} />
        <When drive={drive} />
        <Order drive={drive} />
        <Texts drive={drive} />
        <Network drive={drive} />
        <Evidence drive={drive} />
      </div>
    </Page>
  );
}
