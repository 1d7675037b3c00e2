import { describe, expect, it } from 'vitest';
import { burstsOf } from './bursts.js';
import { coordinate, type CoordinateOptions } from './coordinate.js';
import { readCsv } from './events/csv.js';
import { describeGroups } from './leads.js';

const HEADER = 'object_id,account_id,content_id,timestamp_share\n';
const run = (text: string, options: Partial<CoordinateOptions> = {}) => coordinate(readCsv(Buffer.from(HEADER + text)).events, { window: 60, participation: 1, ...options });
const edges = (text: string, options: Partial<CoordinateOptions> = {}) => run(text, options).edges.count;
const many = (rows: number, row: (at: number) => string) => Array.from({ length: rows }, (_none, at) => row(at)).join('\n');

describe('bad input has a sensible answer', () => {
  it('a header and nothing else, or one row, make no pair in any mode', () => {
    for (const compat of [undefined, 'cootweet', 'toolkit'] as const) expect([edges('', { compat }), edges('o,a,c,1\n', { compat })]).toEqual([0, 0]);
  });
  it('rows of one second are all together, and on one object that tells nothing', () => {
    const result = run(many(50, (at) => `o,a${at},c${at},7`));
    expect(result.edges.count).toBe(50 * 49 / 2);
    expect(result.significant.includes(1)).toBe(false);
    expect(result.cells).toBe(0);
  });
  it('duplicate rows are one content: they make no pair with themselves and no weight with others', () => {
    const result = run('o,a,c,1\no,a,c,1\no,b,d,2\no,b,d,2\n');
    expect([result.edges.count, result.weight[0], result.edges.olderContents[0]]).toEqual([1, 1, 1]);
  });
  it('a window of zero pairs only what is of one second', () => {
    expect(edges('o,a,c,5\no,b,d,5\no,e,f,6\n', { window: 0 })).toBe(1);
  });
  it('a window longer than the data pairs every two accounts of an object once', () => {
    expect(edges('o,a,c,-5000000000\no,b,d,0\no,e,f,90000000000\np,a,g,1\n', { window: 1e12 })).toBe(3);
  });
  it('negative and far times are times like others', () => {
    expect(edges('o,a,c,-100\no,b,d,-50\np,a,e,90000000000\np,x,f,90000000059\n')).toBe(2);
  });
  it('ids with quotes, commas and new lines stay what they are', () => {
    const { events, edges: found } = run('"o ""1""","a,\nb",c,1\n"o ""1""",b,d,2\n');
    expect([found.count, events.objects.text(0), events.accounts.text(0)]).toEqual([1, 'o "1"', 'a,\nb']);
  });
  it('an object with hundreds of thousands of rows in a minute is set aside and named, and the rest is judged as before', () => {
    const crowd = many(300_000, (at) => `crowd,a${at % 2000},x${at},${at % 60}`);
    const cell = many(60, (at) => `call${Math.floor(at / 6)},m${at % 6},y${at},${1000 * Math.floor(at / 6) + at % 6}`);
    const result = run(`${crowd}\n${cell}\n`);
    expect([...result.pairs.aside.keys()].map((thing) => result.events.objects.text(thing))).toEqual(['crowd']);
    expect(result.pairs.count).toBe(10 * 15);
    expect([...result.cell.keys()].filter((account) => result.cell[account]! >= 0).map((account) => result.events.accounts.text(account))).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'm5']);
  });
  it('a compat mode, which must list every pair, says that they do not fit instead of running out of memory', () => {
    expect(() => run(many(20_000, (at) => `crowd,a${at},x${at},1`), { compat: 'cootweet' })).toThrow(/199,990,000 pairs of rows within 60 seconds; .* take a shorter window/);
  });
});

describe('who starts and who follows', () => {
  const text = many(8, (at) => `call${at},lead,l${at},${at * 1000}\ncall${at},second,s${at},${at * 1000 + 10}\ncall${at},third,t${at},${at * 1000 + 30}`) + '\n' + many(300, (at) => `z${at},q${at},w${at},${at}`);
  it('names the account that begins most bursts, and how far behind the others are', () => {
    const result = run(text);
    const [group] = describeGroups(result, burstsOf(result, 60));
    const name = (account: number) => result.events.accounts.text(account);
    expect([name(group!.leader.account), group!.leader.led, group!.bursts, group!.medianLag, group!.spread]).toEqual(['lead', 8, 8, 20, 30]);
    expect(group!.members.map(({ account, medianLag }) => [name(account), medianLag])).toEqual([['lead', Number.NaN], ['second', 10], ['third', 30]]);
  });
});
