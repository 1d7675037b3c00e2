import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plant, sharesCsv } from '../../../../test/material/co-sharing.js';
import { newsrooms } from '../../../../test/material/newsrooms.js';
import { burstsOf } from './bursts.js';
import { splitGroups } from './communities.js';
import { coordinate } from './coordinate.js';
import { readCsv } from './events/csv.js';
import { describeGroups } from './leads.js';
import type { Sink } from './output/bytes.js';
import { gexf, graphml } from './output/networks.js';
import { campaignsTable, edgesTable, evidenceTable, groupsTable, leadsTable, pairsTable } from './output/tables.js';
import { tightGroups } from './tight.js';

const written = (write: (sink: Sink) => void): string[] => { let out = ''; write((chunk) => { out += Buffer.from(chunk).toString(); }); return out.trim().split('\n'); };

/** Every table and network of a run, as they are written. */
function files(rows: readonly string[], window: number): Record<string, string[]> {
  const result = coordinate(readCsv(Buffer.from(['object_id,account_id,content_id,timestamp_share', ...rows].join('\n'))).events, { window, participation: 2 });
  const { community, next, loose } = tightGroups(result);
  splitGroups(result, loose, community, next);
  const bursts = burstsOf(result, window);
  const groups = describeGroups(result, bursts);
  return {
    lnP: Array.from(result.listed, (edge) => String(result.lnP![edge])),
    edges: written((sink) => edgesTable(result, sink)), groups: written((sink) => groupsTable(result, groups, community, sink)), campaigns: written((sink) => campaignsTable(result, groups, sink)),
    evidence: written((sink) => evidenceTable(result, bursts, sink)), leads: written((sink) => leadsTable(result, sink)), pairs: written((sink) => pairsTable(result, sink)),
    graphml: written((sink) => graphml(result, community, sink)), gexf: written((sink) => gexf(result, community, sink)),
  };
}

/** Rows of a CSV with times rounded down to `grain` seconds, so that many shares are of one moment. */
const coarse = (csv: Buffer, grain: number): string[] => csv.toString().trim().split('\n').slice(1).map((line) => { const at = line.lastIndexOf(',') + 1; return line.slice(0, at) + String(Math.floor(Number(line.slice(at)) / grain) * grain); });

function shuffled(rows: readonly string[], seed: number): string[] {
  let state = seed + 1;
  const random = () => { state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; return state / 2 ** 32; };
  return rows.map((row) => [random(), row] as const).sort(([a], [b]) => a - b).map(([, row]) => row);
}

describe('the order of rows does not matter', () => {
  it.each([
    ['clear cells within a minute', coarse(sharesCsv(plant({ rows: 4000, seed: 2, kind: 'clear' }), 2), 20), 60],
    ['cells that also post as others do', coarse(sharesCsv(plant({ rows: 8000, seed: 4, kind: 'hard' }), 4), 60), 240],
    ['letters over two days', coarse(sharesCsv(newsrooms({ seed: 1, accounts: 60, weeks: 8, letters: 6 }), 1), 1800), 172_800],
  ])('%s: the same files, byte for byte', (_name, rows, window) => {
    const once = files(rows, window);
    expect(once['groups']!.length).toBeGreaterThan(3);
    fc.assert(fc.property(fc.nat(), (seed) => { expect(files(shuffled(rows, seed), window)).toEqual(once); }), { numRuns: 4 });
  });
  it('small tables full of ties', () => {
    const row = fc.tuple(fc.constantFrom('x', 'y', 'z', 'w'), fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.integer({ min: 0, max: 20 }), fc.constantFrom(0, 5, 10, 10.125, 10.7, 300.001, 600)).map(([o, a, c, t]) => `${o},${a},${c},${t}`);
    fc.assert(fc.property(fc.array(row, { minLength: 2, maxLength: 40 }), fc.nat(), (rows, seed) => { expect(files(shuffled(rows, seed), 10)).toEqual(files(rows, 10)); }), { numRuns: 60 });
  });
});

describe('edges are listed', () => {
  it('in byte order of their names, also where these begin alike or with one another', () => {
    const name = fc.tuple(fc.constantFrom('', 'https://posts.example/of/', 'https://posts.example/of/one', 'é', '\u{10000}'), fc.string({ unit: fc.constantFrom('a', 'b', '1', 'é'), minLength: 1, maxLength: 4 })).map((parts) => parts.join(''));
    fc.assert(fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 60 }), fc.array(fc.tuple(fc.nat(59), fc.nat(59)), { maxLength: 80 }), (names, ends) => {
      const rows = ends.flatMap(([one, other], at) => [`o${at},${names[one % names.length]},x${at},1`, `o${at},${names[other % names.length]},y${at},2`]);
      const result = coordinate(readCsv(Buffer.from(['object_id,account_id,content_id,timestamp_share', ...rows].join('\n'))).events, { window: 5, participation: 1 });
      const listed = written((sink) => edgesTable(result, sink)).slice(1).map((line) => line.split(',').slice(0, 2));
      const sorted = listed.toSorted(([a, b], [c, d]) => Buffer.compare(Buffer.from(a!), Buffer.from(c!)) || Buffer.compare(Buffer.from(b!), Buffer.from(d!)));
      expect(listed).toEqual(sorted);
      expect(listed).toHaveLength(result.edges.count);
      for (const [from, to] of listed) expect(Buffer.compare(Buffer.from(from!), Buffer.from(to!))).toBe(-1);
    }));
  });
});
