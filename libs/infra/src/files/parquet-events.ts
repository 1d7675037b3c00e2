import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { parquetMetadata, parquetReadObjects, parquetSchema, type Compressors } from 'hyparquet';
import { ValueRows } from '#core/coordination/events/value-rows.js';
import { FIELDS, type Columns, type Reading } from '#core/coordination/events/events.js';
import { BadInput, messageOf } from '#core/errors.js';

const compressors: Compressors = {
  GZIP: (input, size) => sized(gunzipSync(input, { maxOutputLength: size }), size),
  ZSTD: (input, size) => sized(zstdDecompressSync(input, { maxOutputLength: size }), size),
  BROTLI: (input, size) => sized(brotliDecompressSync(input, { maxOutputLength: size }), size),
};

/** Parquet (snappy, gzip, zstd, brotli or plain) to events, a row group at a time. Rejected rows are named by their number in the file, from 1. */
export async function readParquet(bytes: Uint8Array, name: string, columns: Columns, progress?: (rows: number, of: number) => void): Promise<Reading> {
  const { buffer } = new Uint8Array(bytes);
  try {
    const metadata = parquetMetadata(buffer);
    const there = parquetSchema(metadata).children.map(({ element }) => element.name);
    const wanted = FIELDS.map((field) => columns[field]);
    const missing = wanted.filter((column) => column !== null && !there.includes(column));
    if (missing.length > 0) throw new BadInput(`${name} has no column ${missing.map((column) => `"${column}"`).join(', ')}; found: ${there.map((column) => `"${column}"`).join(', ')} (say which is which with --columns)`);
    const rows = new ValueRows(columns, Number(metadata.num_rows));
    let row = 0;
    for (const group of metadata.row_groups) {
      const rowEnd = row + Number(group.num_rows);
      const values = await parquetReadObjects({ file: buffer, metadata, compressors, columns: [...new Set(wanted.filter((column) => column !== null))], rowStart: row, rowEnd });
      for (const value of values) {
        row++;
        rows.add(row, value[columns.object_id], value[columns.account_id], columns.content_id === null ? undefined : value[columns.content_id], value[columns.timestamp_share]);
      }
      progress?.(row, Number(metadata.num_rows));
    }
    return rows.take();
  } catch (error) {
    if (error instanceof BadInput) throw error;
    throw new BadInput(`${name} is not a whole Parquet file: ${messageOf(error)}`);
  }
}

function sized(output: Uint8Array, size: number): Uint8Array {
  if (output.length !== size) throw new Error(`a page unpacks to ${output.length} bytes instead of ${size}`);
  return output;
}
