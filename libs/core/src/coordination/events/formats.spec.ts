import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halves, openCsv, readCsv, readFirst, readSecond } from './csv.js';
import { DEFAULT_COLUMNS, type Reading } from './events.js';
import { lineHalves, readFirstLines, readJsonl, readSecondLines } from './jsonl.js';

const rows = ({ events }: Reading) => Array.from({ length: events.rows }, (_none, row) => [
  events.objects.text(events.object[row]!), events.accounts.text(events.account[row]!),
  events.contentLength[row]! < 0 ? null : Buffer.from(events.bytes.subarray(events.contentFrom[row], events.contentFrom[row]! + events.contentLength[row]!)).toString(), events.time[row],
]);
const csv = (text: string, columns = DEFAULT_COLUMNS) => readCsv(Buffer.from(text), 'a.csv', columns);
const jsonl = (text: string, columns = DEFAULT_COLUMNS) => readJsonl(Buffer.from(text), 'a.jsonl', columns);
const name = fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom('a', 'ក', '"', ',', '\n', '\\', 'é', '1') });
const table = fc.array(fc.tuple(name, name, name, fc.integer({ min: 0, max: 2e9 })), { minLength: 1, maxLength: 20 });

describe('CSV and JSON lines', () => {
  it('give the same events for the same rows, whatever stands in the ids', () => {
    fc.assert(fc.property(table, (list) => {
      const asCsv = csv(`object_id,account_id,content_id,timestamp_share\n${list.map(([o, a, c, t]) => `${[o, a, c].map((text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',')},${t}`).join('\n')}`);
      const asJson = jsonl(list.map(([object_id, account_id, content_id, timestamp_share]) => JSON.stringify({ object_id, account_id, content_id, timestamp_share })).join('\n'));
      expect(rows(asCsv)).toEqual(list);
      expect(rows(asJson)).toEqual(list);
      expect(Array.from(asJson.events.account.subarray(0, asJson.events.rows))).toEqual(Array.from(asCsv.events.account.subarray(0, asCsv.events.rows)));
    }));
  });
  const sameReading = (inTwo: Reading, inOne: Reading) => {
    expect(rows(inTwo)).toEqual(rows(inOne));
    expect([...inTwo.rejected]).toEqual([...inOne.rejected]);
    for (const field of ['object', 'account'] as const) expect([...inTwo.events[field].subarray(0, inTwo.events.rows)]).toEqual([...inOne.events[field].subarray(0, inOne.events.rows)]);
  };
  it('read in two halves give the events, numbers and rejected lines of one reading', () => {
    const field = fc.constantFrom('a', 'b', 'ក', 'longer-than-eight', '', '1', '"a"', '"b,b"', '"two\nlines"', '"a ""b"""', '"open', '"a"b', '5" wide');
    fc.assert(fc.property(fc.array(fc.tuple(field, field, field, fc.constantFrom('5', '1690000000', '"7"', '2026-01-01', 'soon'), fc.constantFrom('', ',"more\n,"', ',"m","""",x', ',5" x')), { minLength: 1, maxLength: 30 }), fc.constantFrom('\n', '\r\n'), (list, end) => {
      const text = `object_id,account_id,content_id,timestamp_share${end}${list.map(([o, a, c, t, more]) => `${[o, a, c, t].join(',')}${more}`).join(end)}`;
      const parts = halves(openCsv(Buffer.from(text), 'a.csv', DEFAULT_COLUMNS));
      if (parts !== null) sameReading(readFirst(parts[0], () => readSecond(parts[1])), csv(text));
    }), { numRuns: 300 });
    const quoted = halves(openCsv(Buffer.from('object_id,account_id,content_id,timestamp_share\no,"a\nb",longer,1\no,"a\nc",c,2\n'), 'a.csv', DEFAULT_COLUMNS))!;
    expect(quoted[1].from).toBe(quoted[1].bytes.lastIndexOf(0x6f));
  });
  it('JSON lines in two halves give what one reading gives', () => {
    const value = fc.constantFrom('"a"', '"b"', '"ក"', '"\\u0061"', '"longer than eight"', '7', '""', 'null', '{"id":1}', '1e3');
    fc.assert(fc.property(fc.array(fc.oneof({ weight: 4, arbitrary: fc.tuple(value, value, value, fc.constantFrom('5', '"1690000000"', '1.5', '"soon"')).map(([o, a, c, t]) => `{"object_id":${o},"account_id":${a},"content_id":${c},"timestamp_share":${t}}`) }, fc.constantFrom('', '{', ' ')), { minLength: 2, maxLength: 30 }), (list) => {
      const bytes = Buffer.from(list.join('\n'));
      const parts = lineHalves(bytes, DEFAULT_COLUMNS);
      if (parts === null || list.every((line) => line.trim() === '')) return;
      sameReading(readFirstLines(parts[0], () => readSecondLines(parts[1]), 'a.jsonl'), jsonl(list.join('\n')));
    }));
  });
  it('JSON lines are read alike with and without making values of them', () => {
    const spaced = (text: string) => fc.constantFrom('', ' ', '\t').map((space) => `${space}${text}${space}`);
    const value = fc.oneof(fc.constantFrom('"a"', '7', '"7"', '1.50', '-3', '01', '1.', '-', '.5', '1e3', '12345678901234567890', 'true', 'nul', 'null', '"', '"a', '[1]', '{}', '"é"', '"\u0001"', '"2026-01-01"', '""', '1690000000', '1690000000000'), fc.json({ maxDepth: 1 })).chain(spaced);
    const key = fc.constantFrom('"object_id"', '"account_id"', '"content_id"', '"timestamp_share"', '"more"', '"object\\u005fid"', 'object_id').chain(spaced);
    const pairs = fc.array(fc.tuple(key, value, fc.constantFrom(',', ',', ',', ',', '', '}')), { minLength: 1, maxLength: 7 });
    const usual = '"object_id":"o","account_id":"a","content_id":"c","timestamp_share":5,';
    fc.assert(fc.property(pairs, fc.boolean(), fc.constantFrom('', ' ', 'x', '\r'), (list, whole, end) => {
      const inner = `${whole ? usual : ''}${list.map(([name, what, comma], at) => `${name}:${what}${at === list.length - 1 && comma === ',' ? '' : comma}`).join('')}`;
      // An escape that says nothing leaves the line to JSON.parse.
      sameReading(jsonl(`{${inner}}${end}`), jsonl(`{"\\u0000":0,${inner}}${end}`));
    }), { numRuns: 2000 });
  });
  it('plain rows and quoted rows mix, lines are counted across both, and blank lines are passed over', () => {
    const reading = csv('account_id,x,object_id,timestamp_share,content_id,y\r\na,1,o,5,c,z\r\n\r\na,"2\n2",o,6,"c,2",\r\na,3,o,soon,c3,\r\na,4,o,7,c4,"quoted\nrest"\r\na,5,o,8,c5,last');
    expect(rows(reading)).toEqual([['o', 'a', 'c', 5], ['o', 'a', 'c,2', 6], ['o', 'a', 'c4', 7], ['o', 'a', 'c5', 8]]);
    expect([...reading.rejected]).toEqual([{ line: 6, reason: 'timestamp is neither a number nor an ISO time' }]);
  });
  it('a last column that is an id keeps no carriage return', () => {
    expect(rows(csv('timestamp_share,content_id,object_id,account_id\r\n1,c,o,a\r\n2,d,o,b\r\n'))).toEqual([['o', 'a', 'c', 1], ['o', 'b', 'd', 2]]);
  });
  it('take columns by other names, a path in JSON, and no content at all', () => {
    expect(rows(csv('when,url,user\n2023-07-23T00:00:00Z,u,x\n', { object_id: 'url', account_id: 'user', content_id: null, timestamp_share: 'when' }))).toEqual([['u', 'x', null, 1_690_070_400]]);
    expect(rows(jsonl('{"url":"u","author":{"id":7},"created_at":1690070400000}', { object_id: 'url', account_id: 'author.id', content_id: null, timestamp_share: 'created_at' }))).toEqual([['u', '7', null, 1_690_070_400]]);
    expect(rows(csv('o,a,t\nx,x,1\n', { object_id: 'o', account_id: 'o', content_id: 'a', timestamp_share: 't' }))).toEqual([['x', 'x', 'x', 1]]);
  });
  it('JSON lines that cannot be used are named by line and reason', () => {
    const { events, rejected } = jsonl('{"object_id":"o","account_id":"a","content_id":"c","timestamp_share":1}\n{broken\n[1]\n\n{"object_id":{},"account_id":"a","content_id":"c","timestamp_share":1}\n{"object_id":"o","account_id":"a","timestamp_share":1}\n{"object_id":"o","account_id":"a","content_id":"c","timestamp_share":true}\n');
    expect(events.rows).toBe(1);
    expect([...rejected]).toEqual([
      { line: 2, reason: 'not JSON' }, { line: 3, reason: 'not an object' }, { line: 5, reason: 'a field is neither text nor a number' }, { line: 6, reason: 'empty content_id' },
      { line: 7, reason: 'timestamp is neither a number nor an ISO time' },
    ]);
    expect(() => jsonl('\n')).toThrow(/a\.jsonl is empty/);
  });
  it('keeps rejected rows in bounded memory and in order, however many', () => {
    const { rejected } = csv(`object_id,account_id,content_id,timestamp_share\n${'o,a,c,x\n'.repeat(50_000)}`);
    expect(rejected.count).toBe(50_000);
    expect([...rejected].at(-1)).toEqual({ line: 50_001, reason: 'timestamp is neither a number nor an ISO time' });
  });
});
