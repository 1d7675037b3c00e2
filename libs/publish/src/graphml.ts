const ESCAPED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' };
/** Characters that XML 1.0 cannot hold become U+FFFD. */
const escaped = (text: string): string => text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd').replace(/[&<>"\n\r\t]/g, (sign) => ESCAPED[sign]!);

type Attributes = Record<string, string | number>;
const typeOf = (value: string | number): string => (typeof value === 'number' ? 'double' : 'string');
const data = (fields: Attributes): string => Object.entries(fields).map(([key, value]) => `<data key="${key}">${escaped(String(value))}</data>`).join('');
const keys = (kind: 'node' | 'edge', example: Attributes | undefined): string => Object.entries(example ?? {}).map(([name, value]) => `<key id="${name}" for="${kind}" attr.name="${name}" attr.type="${typeOf(value)}"/>\n`).join('');

/** An undirected network as GraphML, a line for each node and edge, for Gephi and others. Every node of a kind has the same fields. */
export function* graphmlLines(nodes: readonly ({ id: string } & Attributes)[], edges: readonly ({ from: string; to: string } & Attributes)[]): Generator<string> {
  const [{ id: _id, ...node } = { id: '' }, { from: _from, to: _to, ...edge } = { from: '', to: '' }] = [nodes[0], edges[0]];
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n${keys('node', node)}${keys('edge', edge)}<graph edgedefault="undirected">\n`;
  for (const { id, ...fields } of nodes) yield `<node id="${escaped(id)}">${data(fields)}</node>\n`;
  for (const { from, to, ...fields } of edges) yield `<edge source="${escaped(from)}" target="${escaped(to)}">${data(fields)}</edge>\n`;
  yield '</graph>\n</graphml>\n';
}
