import { HOW, type Coordination, type EdgeList } from '../coordinate.js';
import { Bytes, type Sink } from './bytes.js';
import { fixed, putDecimal, putFixed, putThousandths, putWhole, Remembered } from './numbers.js';

/** The edges, and which account is in which group. Nodes are numbered in the order of their names. */
export type Network = EdgeList & Pick<Coordination, 'cell' | 'how'>;

/** What the network files hold of nodes and edges: the accounts of groups and the flagged edges. */
const NODE = [['group', 'int'], ['community', 'int'], ['how', 'string']] as const;

/** network.graphml: the flagged edges and the accounts of groups, for Gephi and others. Characters that XML 1.0 cannot hold become U+FFFD. */
export function graphml(result: Network, community: Int32Array, sink: Sink): void {
  const { events: { accounts }, edges, lnP, back, cell, how, byName: { names } } = result;
  const out = new Bytes(sink);
  out.ascii(`<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="label" for="node" attr.name="label" attr.type="string"/>
${NODE.map(([name, type]) => `<key id="${name}" for="node" attr.name="${name}" attr.type="${type}"/>`).join('\n')}
<key id="weight" for="edge" attr.name="weight" attr.type="double"/>
<key id="delta" for="edge" attr.name="avg_time_delta" attr.type="double"/>
<key id="log10p" for="edge" attr.name="log10_p" attr.type="double"/>
<graph edgedefault="${back === null ? 'undirected' : 'directed'}">
`);
  for (let place = 0; place < names.length; place++) {
    const account = names[place]!;
    if (cell[account]! < 0) continue;
    out.ascii('<node id="n').number(place).ascii('"><data key="label">').xml(accounts, account).ascii('</data><data key="group">').number(cell[account]!)
      .ascii('</data><data key="community">').number(community[account]!).ascii('</data><data key="how">').ascii(HOW[how[account]!]!).ascii('</data></node>\n');
  }
  const edge = edgeLines(out, edges.meanDelta, lnP, { source: '<edge source="n', target: '" target="n', weight: '"><data key="weight">', delta: '</data><data key="delta">', log10p: '</data><data key="log10p">', end: '</data></edge>\n' });
  eachFlagged(result, edge);
  out.ascii('</graph>\n</graphml>\n').end();
}

/** network.gexf (GEXF 1.3), the same network for Gephi. */
export function gexf(result: Network, community: Int32Array, sink: Sink): void {
  const { events: { accounts }, edges, lnP, back, cell, how, byName: { names } } = result;
  const out = new Bytes(sink);
  out.ascii(`<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
<graph defaultedgetype="${back === null ? 'undirected' : 'directed'}" mode="static">
<attributes class="node">
${NODE.map(([name, type], at) => `<attribute id="${at}" title="${name}" type="${type === 'int' ? 'integer' : type}"/>`).join('\n')}
</attributes>
<attributes class="edge">
<attribute id="0" title="avg_time_delta" type="double"/>
<attribute id="1" title="log10_p" type="double"/>
</attributes>
<nodes>
`);
  for (let place = 0; place < names.length; place++) {
    const account = names[place]!;
    if (cell[account]! < 0) continue;
    out.ascii('<node id="').number(place).ascii('" label="').xml(accounts, account).ascii('"><attvalues><attvalue for="0" value="').number(cell[account]!)
      .ascii('"/><attvalue for="1" value="').number(community[account]!).ascii('"/><attvalue for="2" value="').ascii(HOW[how[account]!]!).ascii('"/></attvalues></node>\n');
  }
  out.ascii('</nodes>\n<edges>\n');
  // Edges need no ids: GEXF makes them optional, and a million of them take space.
  const edge = edgeLines(out, edges.meanDelta, lnP, { source: '<edge source="', target: '" target="', weight: '" weight="', delta: '"><attvalues><attvalue for="0" value="', log10p: '"/><attvalue for="1" value="', end: '"/></attvalues></edge>\n' });
  eachFlagged(result, edge);
  out.ascii('</edges>\n</graph>\n</gexf>\n').end();
}

/** What a line of an edge says before each of its values, and at its end. */
type EdgeWords = Record<'source' | 'target' | 'weight' | 'delta' | 'log10p' | 'end', string>;

/** Writes the line of one edge between the nodes `from` and `to`; `at` is its number. */
function edgeLines(out: Bytes, meanDelta: Float64Array, lnP: Float64Array | null, words: EdgeWords): (from: number, to: number, at: number, heavy: number) => void {
  const [source, target, weight, delta, log10p, end] = [words.source, words.target, words.weight, words.delta, words.log10p, words.end].map(fixed) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const means = new Remembered(putDecimal);
  return (from, to, at, heavy) => {
    out.room(512);
    const { buffer } = out;
    let put = putWhole(buffer, putFixed(buffer, out.used, source), from);
    put = putWhole(buffer, putFixed(buffer, put, target), to);
    put = putWhole(buffer, putFixed(buffer, put, weight), heavy);
    put = means.put(buffer, putFixed(buffer, put, delta), meanDelta[at]!);
    if (lnP !== null) put = putThousandths(buffer, putFixed(buffer, put, log10p), lnP[at]! / Math.LN10);
    out.used = putFixed(buffer, put, end);
  };
}

/** Flagged edges in order of their names, with the places of these. */
function eachFlagged({ edges, significant, weight, back, threshold, byName: { rank }, listed }: EdgeList, visit: (from: number, to: number, edge: number, weight: number) => void): void {
  for (let at = 0; at < listed.length; at++) {
    const edge = listed[at]!;
    if (significant[edge] === 0) continue;
    const a = rank[edges.a[edge]!]!;
    const b = rank[edges.b[edge]!]!;
    if (back === null) { visit(Math.min(a, b), Math.max(a, b), edge, weight[edge]!); continue; }
    const there = a < b ? weight[edge]! : back[edge]!;
    const thence = a < b ? back[edge]! : weight[edge]!;
    if (there >= threshold) visit(Math.min(a, b), Math.max(a, b), edge, there);
    if (thence >= threshold) visit(Math.max(a, b), Math.min(a, b), edge, thence);
  }
}
