import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationLinkDatum, type SimulationNodeDatum } from 'd3-force';
import { useMemo } from 'react';
import type { Mark, Scene } from '#core/charts/scene.js';
import type { Answer } from '../../api/client.js';
import { useAsk } from '../../api/use-ask.js';
import { Chart } from '../../parts/chart.js';
import { ActorName } from '../../parts/naming.js';
import { Panel } from '../../parts/page.js';
import { Answered } from '../../parts/state.js';
import { useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import type { Drive } from './index.js';
import { driveWords } from './words.js';

type Graph = Answer<'getCampaignNetwork'>;
type Node = SimulationNodeDatum & Graph['nodes'][number];

/** Places members so that those who share stand together; the same graph always looks the same, since the layout starts from fixed places and draws no lots. */
function layOut(graph: Graph, width: number, height: number): { nodes: Node[]; links: { source: Node; target: Node; shared: number }[] } {
  const nodes: Node[] = graph.nodes.map((node) => ({ ...node }));
  const links = graph.edges.map(({ from, to, shared }) => ({ source: from, target: to, shared }));
  forceSimulation(nodes)
    .force('link', forceLink<Node, SimulationLinkDatum<Node> & { shared: number }>(links).id(({ id }) => id).distance(graph.nodes.length < 8 ? 130 : 80).strength(({ shared }) => Math.min(1, 0.25 + shared / 10)))
    .force('charge', forceManyBody().strength(-260)).force('center', forceCenter(width / 2, height / 2)).force('collide', forceCollide(30)).force('x', forceX(width / 2).strength(0.06)).force('y', forceY(height / 2).strength(0.12))
    .stop().tick(220);
  for (const node of nodes) { node.x = Math.min(width - 70, Math.max(70, node.x ?? 0)); node.y = Math.min(height - 26, Math.max(18, node.y ?? 0)); }
  return { nodes, links: links as unknown as { source: Node; target: Node; shared: number }[] };
}

export function Network({ drive }: { drive: Drive }) {
  const t = useWords(driveWords);
  const network = useAsk('getCampaignNetwork', { params: { id: drive.id } });
  return (
    <Panel title={t.network}>
      <Answered of={network}>{(graph) => (graph.edges.length === 0 ? <p className="empty">{t.networkNone}</p> : <Drawn graph={graph} />)}</Answered>
    </Panel>
  );
}

function Drawn({ graph }: { graph: Graph }) {
  const t = useWords(driveWords);
  const term = useWords(terms);
  const write = useWriting();
  const nodeOf = useMemo(() => new Map(graph.nodes.map((node) => [node.id, node])), [graph]);
  const scene = (width: number): Scene => {
    const height = Math.min(460, 180 + graph.nodes.length * 14);
    const { nodes, links } = layOut(graph, width, height);
    const marks: Mark[] = [
      ...links.map(({ source, target, shared }): Mark => ({ kind: 'path', d: `M${source.x},${source.y}L${target.x},${target.y}`, tone: 'wave', width: Math.min(5, 0.8 + shared / 2) })),
      ...nodes.map(({ x, y, calls, side, role, name }): Mark => ({ kind: 'dot', x: x!, y: y!, r: 5 + Math.min(7, Math.sqrt(calls) * 1.5), tone: `side-${side}`, shape: role === 'echo' ? 'ring' : 'circle', label: write.name(name) })),
      ...nodes.map(({ x, y, calls, name }): Mark => ({ kind: 'text', x: x!, y: y! + 18 + Math.min(7, Math.sqrt(calls)), text: short(write.name(name)), tone: 'ink', anchor: 'middle', size: 11 })),
    ];
    return { width, height, title: t.network, description: t.networkSays(write.count(graph.nodes.length), write.count(graph.edges.length)), marks };
  };
  const strongest = [...graph.edges].sort((a, b) => b.shared - a.shared);
  return (
    <>
      <Chart scene={scene} />
      <details className="small"><summary>{t.networkSays(write.count(graph.nodes.length), write.count(graph.edges.length))}</summary>
        <ul className="rows">{strongest.slice(0, 60).map(({ from, to, shared, kinds, gapMs }) => {
          const [a, b] = [nodeOf.get(from), nodeOf.get(to)];
          return a && b ? <li key={`${from} ${to}`} className="row spread row-plain"><span><ActorName name={a.name} side={a.side} /> – <ActorName name={b.name} side={b.side} /></span><span className="soft">{t.pair(write.count(shared), kinds.map((kind) => termOf(term.links, kind)).join(', '))} · {write.span(Math.abs(gapMs))}</span></li> : null;
        })}</ul>
      </details>
    </>
  );
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** Never cuts inside a cluster. */
const short = (name: string): string => { const parts = [...graphemes.segment(name)]; return parts.length <= 22 ? name : `${parts.slice(0, 21).map(({ segment }) => segment).join('')}…`; };
