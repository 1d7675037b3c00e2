import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { coordinate } from '#core/coordination/coordinate.js';
import { pairRowsOf } from '#core/coordination/edges.js';
import { readCsv } from '#core/coordination/events/csv.js';
import type { Figure, GateSet } from '../set.js';

const FILES: Record<string, string> = { russian: 'russian_coord_tweets', ger_url: 'input_ger_url', ger_url_fb: 'input_ger_url_fb' };
interface Reference { from: string; to: string; weight: string; avg_time_delta: string; n_content_id: string; n_content_id_y: string; edge_symmetry_score: string; weight_threshold: string }

/** Every edge list made by the reference implementation, value by value. The name of a file says its window (tw) and participation (mp). */
const set: GateSet = {
  name: 'coordination-compat',
  needs: ['coordination/reference'],
  async judge(data) {
    const folder = join(data, 'coordination/reference');
    const figures: Figure[] = [];
    let files = 0;
    let edgesRead = 0;
    let wrongEdges = 0;
    for (const file of readdirSync(folder).sort()) {
      const named = /^(.+)_tw(\d+)_mp(\d+)_edges\.csv\.gz$/.exec(file);
      if (named === null) throw new Error(`${file}: the name does not say window and participation`);
      const input = join(data, 'coordination', `${FILES[named[1]!] ?? named[1]}.csv.gz`);
      const { events, rejected } = readCsv(gunzipSync(readFileSync(input)), input);
      if (rejected.count > 0) throw new Error(`${input}: ${rejected.count} rows rejected`);
      const { edges, significant } = coordinate(events, { window: Number(named[2]), participation: Number(named[3]), compat: 'cootweet' });
      const mine = new Map<string, number>();
      for (let edge = 0; edge < edges.count; edge++) mine.set([events.accounts.text(edges.a[edge]!), events.accounts.text(edges.b[edge]!)].sort().join('\n'), edge);
      const reference: Reference[] = parse(gunzipSync(readFileSync(join(folder, file))), { columns: true });
      let wrong = Math.abs(reference.length - edges.count);
      for (const row of reference) {
        const edge = mine.get([row.from, row.to].sort().join('\n'));
        if (edge === undefined) { wrong++; continue; }
        const older = edges.olderContents[edge]!;
        const newer = edges.newerContents[edge]!;
        const near = (a: number, b: string) => Math.abs(a - Number(b)) <= 1e-12 * Math.max(1, Math.abs(a));
        const same = pairRowsOf(edges, edge) === Number(row.weight) && near(edges.meanDelta[edge]!, row.avg_time_delta) && older === Number(row.n_content_id) && newer === Number(row.n_content_id_y)
          && near(Math.min(older, newer) / Math.max(older, newer), row.edge_symmetry_score) && significant[edge] === Number(row.weight_threshold);
        if (!same) wrong++;
      }
      wrongEdges += wrong;
      files++;
      edgesRead += reference.length;
      if (wrong > 0) figures.push({ name: `mismatches in ${file}`, value: wrong, floor: 0, atMost: true });
    }
    const { events } = readCsv(gunzipSync(readFileSync(join(data, 'coordination/russian_coord_tweets.csv.gz'))));
    const { weight, back, edges } = coordinate(events, { window: 10, participation: 1, compat: 'toolkit' });
    let directed = 0;
    for (let edge = 0; edge < edges.count; edge++) directed += Number(weight[edge]! > 0) + Number(back![edge]! > 0);
    figures.push({ name: 'directed edges of the toolkit on russian_coord_tweets at 10 s short of the 2,184 that it finds', value: Math.abs(2184 - directed), floor: 0, atMost: true });
    figures.push({ name: 'mismatches', value: wrongEdges, floor: 0, atMost: true, of: `in ${edgesRead} edges of ${files} files` });
    return figures;
  },
};
export default set;
