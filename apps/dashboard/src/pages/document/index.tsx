import { useParams, useSearch } from 'wouter';
import { Link } from 'wouter';
import type { Answer, Item } from '../../api/client.js';
import { useAsk, useAskAll } from '../../api/use-ask.js';
import { Download } from '../../parts/download.js';
import { MarkedText } from '../../parts/marked-text.js';
import { FoundIn } from '../../parts/found-in.js';
import { ActorName, Outside, Theirs, useAccountLabel, When } from '../../parts/naming.js';
import { Page, Panel } from '../../parts/page.js';
import { Answered } from '../../parts/state.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import { documentWords } from './words.js';

type Document = Answer<'getDocument'>;

/** One stored page: its text as text, what was found in it marked, and the evidence that it said so. */
export default function DocumentPage() {
  const { id } = useParams<{ id: string }>();
  const t = useWords(documentWords);
  const document = useAsk('getDocument', { params: { id } });
  if (document.data === undefined) return <Page title={t.document}><Answered of={document}>{() => null}</Answered></Page>;
  return <Shown key={id} document={document.data} />;
}

function Shown({ document }: { document: Document }) {
  const t = useWords(documentWords);
  const term = useWords(terms);
  const write = useWriting();
  const label = useAccountLabel();
  const marks = useAsk('getDocumentMarks', { params: { id: document.id } });
  const snapshot = useAsk('getSnapshot', { params: { id: document.snapshotId } });
  const findings = useAskAll('listObservations', { query: { document: document.id } }, 300);
  const versions = useAsk('listDocumentVersions', { params: { id: document.id } });
  const chosen = new URLSearchParams(useSearch()).get('mark');
  const found = marks.data?.items ?? [];
  return (
    <Page title={document.title ?? write.name(document.actor.name)} lead={<><ActorName name={document.actor.name} /> · <Outside href={document.url} /></>}>
      <div className="columns">
        <Panel title={t.text}>
          {document.current ? null : <p className="hint">{t.old}</p>}
          <MarkedText text={document.text} language={document.language} chosen={chosen} marks={found.map(({ observationId, start, end, kind, target }) => ({ id: observationId, start, end, label: `${termOf(term.findings, kind)}${target === null ? '' : ` · ${label(target)}`}` }))} />
        </Panel>
        <div className="stack">
          <Panel title={t.findings}>
            <Answered of={marks}>{({ items }) => (items.length === 0 ? <p className="empty">{t.noFindings}</p> : (
              <ul className="rows">{items.map(({ observationId, kind, target, why }) => (
                <li key={observationId}><Link className="row-link" aria-current={observationId === chosen ? 'true' : undefined} href={`/documents/${document.id}?mark=${observationId}`}><FoundIn of={{ kind, target, why: findings.data?.items.find(({ id }) => id === observationId)?.whyIn?.[write.language] ?? why, ...detailsOf(findings.data?.items.find(({ id }) => id === observationId)) }} /></Link></li>
              ))}</ul>
            ))}</Answered>
          </Panel>
          <Panel>
            <dl className="facts">
              <dt>{t.published}</dt><dd>{document.publishedAt === null ? t.noDate : <><When at={document.publishedAt} precision={document.publishedPrecision} /> <span className="soft small">{termOf(t.how, document.publishedHow ?? '')}</span></>}</dd>
              <dt>{t.seen}</dt><dd>{write.moment(document.firstSeenAt)}</dd>
              <dt>{t.last}</dt><dd>{write.moment(document.lastSeenAt)}</dd>
              <dt>{t.source}</dt><dd><Link href={`/sources/${encodeURIComponent(document.source.id)}`}><ActorName name={document.actor.name} /></Link> <span className="soft small">{termOf(term.sourceKinds, document.source.kind)}</span></dd>
              <dt>{t.language}</dt><dd>{termOf(term.languages, document.language)}</dd>
              {document.author === null ? null : <><dt>{t.author}</dt><dd><Theirs text={document.author} /></dd></>}
              {document.views === null ? null : <><dt>{t.views}</dt><dd className="num">{write.count(document.views)}</dd></>}
              {document.forwardedFrom === null ? null : <><dt>{t.forwarded}</dt><dd><Theirs text={document.forwardedFrom} /></dd></>}
              {document.byHand === null ? null : <><dt>{t.original}</dt><dd>{t.captured(document.byHand.by)}</dd></>}
            </dl>
          </Panel>
          <Panel title={t.original}>
            <Answered of={snapshot}>{(of) => (
              <dl className="facts">
                <dt>{t.fetched}</dt><dd>{write.moment(of.fetchedAt)}</dd>
                <dt>{t.status}</dt><dd className="num">{of.status} · {write.count(of.bytes)} B</dd>
                {of.finalUrl === of.url ? null : <><dt>{t.final}</dt><dd><Outside href={of.finalUrl} /></dd></>}
                <dt>{t.digest}</dt><dd className="code">{of.sha256}</dd>
                <dt /><dd><Download ask="getSnapshotBody" given={{ params: { id: of.id } }}>{t.body}</Download></dd>
              </dl>
            )}</Answered>
          </Panel>
          {(versions.data?.items.length ?? 0) > 1 ? <Panel title={t.versions}><ul className="rows">{versions.data!.items.map(({ id, version, current, firstSeenAt }) => <li key={id}><Link className="row-link" aria-current={id === document.id ? 'true' : undefined} href={`/documents/${id}`}>{t.version(write.count(version))}{current ? ` · ${t.current}` : ''} <small className="soft">{write.moment(firstSeenAt)}</small></Link></li>)}</ul></Panel> : null}
        </div>
      </div>
    </Page>
  );
}

/** What a stored finding says beside its mark in the text. */
const detailsOf = (of: Item<'listObservations'> | undefined) => (of === undefined ? {} : { strength: of.payload['strength'], audience: of.payload['audience'], voice: of.payload['voice'], confidence: of.confidence, check: of.check, rejected: of.review.state !== 'agreed' && of.review.state !== 'settled' && of.review.decisions.some(({ decision }) => decision === 'reject') });
