import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinate, type Coordination } from './coordinate.js';
import { readCsv } from './events/csv.js';
import type { Events } from './events/events.js';
import { readTime } from './events/time.js';
import { graphml } from './output/networks.js';
import { edgesTable } from './output/tables.js';

const HEADER = 'object_id,account_id,content_id,timestamp_share\n';
const scan = (csv: string) => { const { events, rejected } = readCsv(Buffer.from(csv)); return { events, rejected: [...rejected] }; };
const text = (write: (sink: (chunk: Uint8Array) => void) => void) => { let out = ''; write((chunk) => { out += Buffer.from(chunk).toString(); }); return out; };
type Row = [object: string, account: string, content: string, time: number];
const csv = (rows: Row[]) => HEADER + rows.map((row) => row.join(',')).join('\n');
const table = (result: Coordination) => text((sink) => edgesTable(result, sink)).trim().split('\n').slice(1);

const contentOf = ({ bytes, contentFrom, contentLength }: Events, row: number) => Buffer.from(bytes.subarray(contentFrom[row], contentFrom[row]! + contentLength[row]!)).toString();

describe('reading events', () => {
  it('takes columns by name in any order, quoted fields, CRLF and a byte order mark', () => {
    const { events, rejected } = scan('\uFEFFtimestamp_share,note,"account_id",object_id,content_id\r\n5,"a, b\nc","say ""x""",o,c1\r\n"7",,plain,"o",c2\r\n');
    expect(rejected).toEqual([]);
    expect(Array.from(events.time.slice(0, events.rows))).toEqual([5, 7]);
    expect([events.accounts.text(0), events.accounts.text(1)]).toEqual(['say "x"', 'plain']);
    expect(events.object[0]).toBe(events.object[1]);
  });
  it('counts what it cannot use, with the line where the row begins and the reason', () => {
    const { events, rejected } = scan(`${HEADER}o,a,c,1\n\n"o\nx",b,c,2\no,b\no,,c,3\no,b,c,soon\no,b,"c"x,4\no,b,"c,5\n`);
    expect(events.rows).toBe(2);
    expect(rejected).toEqual([
      { line: 6, reason: 'too few fields' }, { line: 7, reason: 'empty account_id' }, { line: 8, reason: 'timestamp is neither a number nor an ISO time' },
      { line: 9, reason: 'text after a closing quote' }, { line: 10, reason: 'quotes are never closed' },
    ]);
  });
  it('says which column is missing and which are there', () => {
    expect(() => scan('object_id,user,content_id,timestamp_share\n')).toThrow(/no column "account_id"; found: "object_id", "user", "content_id", "timestamp_share"/);
    expect(() => scan('')).toThrow(/is empty/);
  });
  it('reads seconds, decimals, negative numbers and ISO times', () => {
    const time = (text: string) => readTime(Buffer.from(text), 0, Buffer.byteLength(text));
    expect(['1690000000', '-5', '1.5', '2023-07-23T00:00:00Z', '2023-07-23 07:00:00+07:00', '2023-07-23T00:00:00', '2023-07-23'].map(time)).toEqual([1_690_000_000, -5, 1.5, 1_690_070_400, 1_690_070_400, 1_690_070_400, 1_690_070_400]);
    expect(['1690000000123', '1690000000123456', '2023-07-23T07:00+07', '2023-07-23 00:00:00 UTC'].map(time)).toEqual([1_690_000_000.123, 1_690_000_000.123456, 1_690_070_400, 1_690_070_400]);
    expect(['', 'x', '1e999', '12:00'].map(time)).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  });
  it('reads any table of any fields back, quoted or not', () => {
    const name = fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom('a', 'ក', '"', ',', '\n', ' ', 'é') });
    fc.assert(fc.property(fc.array(fc.tuple(name, name, name, fc.integer({ min: 0, max: 1e10 })), { minLength: 1, maxLength: 20 }), (rows) => {
      const quoted = HEADER + rows.map(([o, a, c, t]) => `${[o, a, c].map((text) => `"${text.replaceAll('"', '""')}"`).join(',')},${t}`).join('\n');
      const { events, rejected } = scan(quoted);
      expect(rejected).toEqual([]);
      expect(rows.map((_row, i) => [events.objects.text(events.object[i]!), events.accounts.text(events.account[i]!), contentOf(events, i), events.time[i]!])).toEqual(rows);
    }));
  });
});

/** The definition, written as it stands: every pair of rows. */
function byDefinition(rows: Row[], window: number, participation: number): string[] {
  const counts = Map.groupBy(rows, ([, account]) => account);
  const first = [...new Set(rows.map(([, account]) => account))];
  const kept = rows.map((row, at) => ({ row, at })).filter(({ row }) => counts.get(row[1])!.length >= participation);
  let pairs: { older: Row; newer: Row }[] = [];
  for (const x of kept) {
    for (const y of kept) {
      const before = x.row[3] - y.row[3] || first.indexOf(x.row[1]) - first.indexOf(y.row[1]) || x.at - y.at;
      if (before >= 0 || x.row[0] !== y.row[0] || x.row[1] === y.row[1] || x.row[2] === y.row[2] || x.row[0] === x.row[2] || x.row[0] === y.row[2] || y.row[3] - x.row[3] > window) continue;
      pairs.push({ older: x.row, newer: y.row });
    }
  }
  if (participation >= 1) {
    const contents = new Set(pairs.flatMap(({ older, newer }) => [older[2], newer[2]]));
    const k = (account: string) => kept.filter(({ row }) => row[1] === account && contents.has(row[2])).length;
    const enough = new Set(kept.filter(({ row }) => contents.has(row[2]) && k(row[1]) >= participation).map(({ row }) => row[2]));
    pairs = pairs.filter(({ older, newer }) => enough.has(older[2]) || enough.has(newer[2]));
  }
  return [...Map.groupBy(pairs, ({ older, newer }) => [older[1], newer[1]].sort().join(','))].map(([key, list]) => {
    const olds = new Set(list.map(({ older }) => older[2])).size;
    const news = new Set(list.map(({ newer }) => newer[2])).size;
    return `${key},${list.length},${list.reduce((sum, { older, newer }) => sum + newer[3] - older[3], 0) / list.length},${olds},${news},${Math.min(olds, news) / Math.max(olds, news)},`;
  }).sort();
}

describe('compat mode', () => {
  it('gives what the definition gives, on any small table, ties and doubles included', () => {
    const row = fc.tuple(fc.constantFrom('o', 'p', 'c1'), fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('c1', 'c2', 'c3', 'c4', 'c5', 'c6'), fc.integer({ min: 0, max: 12 }));
    fc.assert(fc.property(fc.array(row, { maxLength: 40 }), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 4 }), (rows, window, participation) => {
      const result = coordinate(scan(csv(rows)).events, { window, participation, compat: 'cootweet' });
      expect(table(result).map((line) => line.replace(/\d$/, '').replace(/,$/, '')).sort()).toEqual(byDefinition(rows, window, participation));
    }), { numRuns: 300 });
  });
});

describe('toolkit mode', () => {
  it('counts, in each direction, the distinct messages that meet one of the other account', () => {
    const rows: Row[] = [['o', 'a', 'a1', 0], ['o', 'a', 'a2', 5], ['o', 'b', 'b1', 9], ['p', 'a', 'a1', 100], ['p', 'b', 'b1', 101], ['p', 'c', 'c1', 200]];
    const result = coordinate(scan(csv(rows)).events, { window: 10, participation: 1, compat: 'toolkit', leastWeight: 2 });
    expect(table(result).map((line) => line.split(',').filter((_cell, at) => [0, 1, 2, 8].includes(at)).join(','))).toEqual(['a,b,2,1', 'b,a,1,0']);
  });
});

describe('the test', () => {
  const random = (seed: number) => () => { seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0; return seed / 2 ** 32; };
  /** 400 accounts share 200 objects over two weeks, each at its own time. */
  function background(seed: number): Row[] {
    const next = random(seed);
    return Array.from({ length: 4000 }, (_none, i): Row => [`o${Math.floor(200 * next() ** 2)}`, `a${Math.floor(400 * next())}`, `c${i}`, Math.floor(next() * 1_209_600)]);
  }
  const planted = (seed: number): Row[] => {
    const next = random(seed);
    return Array.from({ length: 8 }, (_none, k) => { const at = Math.floor(next() * 1_209_600); return Array.from({ length: 6 }, (_one, m): Row => [`call${k}`, `m${m}`, `x${k}-${m}`, at + Math.floor(next() * 40)]); }).flat();
  };
  it('finds a planted cell and nobody else', () => {
    const result = coordinate(scan(csv([...background(1), ...planted(2)])).events, { window: 60, participation: 2 });
    const found = [...result.cell.keys()].filter((account) => result.cell[account]! >= 0).map((account) => result.events.accounts.text(account));
    expect(found.sort()).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'm5']);
    expect(result.cells).toBe(1);
  });
  it('flags nothing in what is left when nobody coordinates', () => {
    for (const seed of [3, 4, 5]) expect(coordinate(scan(csv(background(seed))).events, { window: 3600, participation: 2 }).significant.includes(1)).toBe(false);
  });
  it('the order of rows changes no edge and no cell', () => {
    const rows = [...background(1).slice(0, 1500), ...planted(2)];
    const view = (list: Row[]) => table(coordinate(scan(csv(list)).events, { window: 60, participation: 1 })).sort();
    fc.assert(fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => { expect(view(shuffled)).toEqual(view(rows)); }), { numRuns: 5 });
  });
  it('weighs by distinct objects, however often two accounts repeat one', () => {
    const rows: Row[] = Array.from({ length: 10 }, (_none, i): Row => ['o', i % 2 ? 'a' : 'b', `c${i}`, i]);
    expect(table(coordinate(scan(csv(rows)).events, { window: 60, participation: 1 }))[0]).toMatch(/^a,b,1,/);
  });
});

describe('odd input', () => {
  it.each([['no rows', []], ['one row', [['o', 'a', 'c', 1]]], ['all the same second', [['o', 'a', 'c', 1], ['o', 'b', 'd', 1]]], ['negative and far times', [['o', 'a', 'c', -5e9], ['o', 'b', 'd', 9e12]]]] as [string, Row[]][])('%s gives a result in both modes', (_name, rows) => {
    for (const compat of ['cootweet', undefined] as const) expect(coordinate(scan(csv(rows)).events, { window: 0, participation: 1, compat }).edges.count).toBeLessThanOrEqual(1);
  });
  it('GraphML escapes names and drops what XML cannot hold', () => {
    const rows: Row[] = Array.from({ length: 6 }, (_none, k): Row[] => [[`o${k}`, '"<a&\u0001>"', `x${k}`, k * 1000], [`o${k}`, 'b', `y${k}`, k * 1000 + 1]]).flat();
    const result = coordinate(scan(csv([...rows, ...Array.from({ length: 300 }, (_none, i): Row => [`z${i}`, `q${i}`, `w${i}`, i])])).events, { window: 5, participation: 1 });
    expect(result.cells).toBe(1);
    expect(text((sink) => graphml(result, new Int32Array(result.events.accounts.count), sink))).toContain('&lt;a&amp;\uFFFD&gt;');
  });
});
