import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { Answer } from '../../api/client.js';
import { useAsk } from '../../api/use-ask.js';
import { ActorName, When } from '../../parts/naming.js';
import { Panel } from '../../parts/page.js';
import { Answered } from '../../parts/state.js';
import { useWords, useWriting } from '../../words/index.js';
import { differences } from './differences.js';
import type { Drive } from './index.js';
import { driveWords } from './words.js';

type Text = Answer<'listCampaignTexts'>['items'][number];

/** The texts of a drive, each beside the earlier one that it is most like, with what differs marked. */
export function Texts({ drive }: { drive: Drive }) {
  const t = useWords(driveWords);
  const write = useWriting();
  const texts = useAsk('listCampaignTexts', { params: { id: drive.id } });
  const [chosen, choose] = useState<string | null>(null);
  return (
    <Panel title={t.texts} side={t.legend}>
      <Answered of={texts}>{({ items, more }) => {
        // The nearest copy says most: it is shown first.
        const nearest = items.reduce<Text | undefined>((best, item) => ((item.similarity ?? 0) > (best?.similarity ?? 0) ? item : best), undefined);
        const shown = items.find(({ documentId }) => documentId === chosen) ?? nearest ?? items[0];
        if (shown === undefined) return <p className="empty">{t.textsNone}</p>;
        const precise = (documentId: string): string | undefined => drive.calls.find((call) => call.documentId === documentId)?.dated;
        const other = items.find(({ documentId }) => documentId === shown.like);
        return (
          <div className="texts">
            <ol aria-label={t.choose}>{items.map((item) => (
              <li key={item.documentId}><button type="button" className="row-link" aria-current={item === shown ? 'true' : undefined} onClick={() => choose(item.documentId)}>
                <ActorName name={item.actor.name} /><small className="soft"><When at={item.at} precision={precise(item.documentId)} />{item.similarity === null ? null : ` · ${write.percent(item.similarity)}`}</small>
              </button></li>
            ))}</ol>
            <Pair text={shown} other={other} precision={other && precise(other.documentId)} />
            {more > 0 ? <p className="small soft">{t.left(write.count(more))}</p> : null}
          </div>
        );
      }}</Answered>
    </Panel>
  );
}

function Pair({ text, other, precision }: { text: Text; other: Text | undefined; precision: string | undefined }) {
  const t = useWords(driveWords);
  const write = useWriting();
  const pieces = useMemo(() => (other ? differences(other.text, text.text, text.language) : null), [text, other]);
  return (
    <div className="pair" aria-live="polite">
      <p className="small soft row"><Link href={`/documents/${text.documentId}`}>{t.page}</Link>{other && text.similarity !== null
        ? <span>{t.like(write.percent(text.similarity))} <ActorName name={other.actor.name} />, <When at={other.at} precision={precision} /></span> : <span>{t.firstOfKind}</span>}</p>
      {pieces?.every((piece) => piece.in === 'both') ? <p className="small good-news">{t.same}</p> : null}
      <p className="text" lang={text.language === 'und' ? undefined : text.language} dir="auto">{pieces === null ? <Quoted text={text} /> : pieces.map((piece, index) => (piece.in === 'both' ? piece.text : piece.in === 'this' ? <ins key={index}>{piece.text}</ins> : <del key={index}>{piece.text}</del>))}</p>
    </div>
  );
}

/** Without another text to compare: the calls in it are marked. */
function Quoted({ text: { text, quotes } }: { text: Text }) {
  const cuts = quotes.filter(({ end }) => end <= text.length).sort((a, b) => a.start - b.start);
  let at = 0;
  return <>{cuts.flatMap(({ start, end }, index) => {
    if (start < at) return [];
    const before = text.slice(at, start);
    at = end;
    return [before, <mark key={index}>{text.slice(start, end)}</mark>];
  })}{text.slice(at)}</>;
}
