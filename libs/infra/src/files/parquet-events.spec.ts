import { gzipSync, zstdCompressSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, it } from 'vitest';
import { DEFAULT_COLUMNS } from '#core/coordination/events/events.js';
import { readParquet } from './parquet-events.js';

const columns = (times: unknown[], type: 'INT64' | 'STRING' | 'TIMESTAMP' | 'DOUBLE') => [
  { name: 'object_id', data: times.map((_time, at) => `o${at % 2}`), type: 'STRING' as const },
  { name: 'account_id', data: times.map((_time, at) => BigInt(at)), type: 'INT64' as const },
  { name: 'content_id', data: times.map((_time, at) => `c${at}`), type: 'STRING' as const },
  { name: 'timestamp_share', data: times as never[], type },
];
const read = (bytes: ArrayBuffer, named = DEFAULT_COLUMNS) => readParquet(new Uint8Array(bytes), 'a.parquet', named);

it('reads ids of text and numbers, and times as seconds, milliseconds, text or timestamps, in several row groups', async () => {
  for (const [times, type] of [[[1n, 1_690_070_400n, 3n], 'INT64'], [[1, 1_690_070_400_000, 3], 'DOUBLE'], [['1', '2023-07-23T00:00:00Z', '3'], 'STRING'], [[new Date(1000), new Date(1_690_070_400_000), new Date(3000)], 'TIMESTAMP']] as const) {
    const { events, rejected } = await read(parquetWriteBuffer({ columnData: columns([...times], type), rowGroupSize: 2 }));
    expect(rejected.count).toBe(0);
    expect(Array.from(events.time.subarray(0, events.rows))).toEqual([1, 1_690_070_400, 3]);
    expect([0, 1, 2].map((account) => events.accounts.text(account))).toEqual(['0', '1', '2']);
    expect(events.object[0]).toBe(events.object[2]);
  }
});
it('unpacks pages that are packed with gzip or zstd', async () => {
  for (const [codec, pack] of [['GZIP', gzipSync], ['ZSTD', zstdCompressSync]] as const) {
    const { events } = await read(parquetWriteBuffer({ columnData: columns([1n, 2n], 'INT64'), codec, compressors: { [codec]: (input: Uint8Array) => pack(input) } }));
    expect(events.rows).toBe(2);
  }
});
it('names rows that cannot be used, missing columns and broken files', async () => {
  const { events, rejected } = await read(parquetWriteBuffer({ columnData: columns(['1', 'soon'], 'STRING') }));
  expect([events.rows, ...rejected]).toEqual([1, { line: 2, reason: 'timestamp is neither a number nor an ISO time' }]);
  const bytes = parquetWriteBuffer({ columnData: columns([1n], 'INT64') });
  await expect(read(bytes, { ...DEFAULT_COLUMNS, account_id: 'user' })).rejects.toThrow(/no column "user"; found: "object_id", "account_id"/);
  await expect(read(bytes.slice(0, bytes.byteLength - 9))).rejects.toThrow(/a\.parquet is not a whole Parquet file/);
});
