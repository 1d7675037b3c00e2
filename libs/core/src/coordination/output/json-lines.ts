import type { Sink } from './bytes.js';

/** Columns whose cells are numbers where they are not empty. Ids stay text, also where they look like numbers. */
const NUMBERS = new Set([
  'weight', 'avg_time_delta', 'n_content_id', 'n_content_id_y', 'edge_symmetry_score', 'p_value', 'significant', 'group', 'community', 'bursts', 'led', 'median_lag', 'accounts', 'grown', 'edges', 'objects',
  'lead_share', 'median_spread', 'burst', 'timestamp_share', 'lag', 'from_first', 'to_first', 'same_second', 'median_lead', 'from_time', 'to_time', 'line',
]);

/** A CSV table of ours as JSON lines: the same rows and names, numbers as numbers, empty cells as null. */
export function jsonLines(table: (sink: Sink) => void, sink: Sink): void {
  const decoder = new TextDecoder();
  let head: string[] | null = null;
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let wasQuote = false;
  let out = '';
  const row = () => {
    cells.push(cell);
    cell = '';
    if (head === null) head = cells;
    else out += `{${head.map((name, at) => `${JSON.stringify(name)}:${NUMBERS.has(name) ? (cells[at] === '' ? 'null' : cells[at]) : JSON.stringify(cells[at])}`).join(',')}}\n`;
    cells = [];
    if (out.length > 1 << 16) { sink(Buffer.from(out)); out = ''; }
  };
  table((chunk) => {
    for (const sign of decoder.decode(chunk, { stream: true })) {
      if (quoted) {
        if (sign === '"') { quoted = false; wasQuote = true; } else cell += sign;
        continue;
      }
      if (sign === '"') { if (wasQuote) cell += '"'; quoted = true; } else if (sign === ',') { cells.push(cell); cell = ''; } else if (sign === '\n') row(); else cell += sign;
      wasQuote = false;
    }
  });
  if (out !== '') sink(Buffer.from(out));
}
