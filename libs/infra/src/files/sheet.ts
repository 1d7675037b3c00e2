import { fromBuffer, type ZipFile } from 'yauzl';
import { BadInput, messageOf } from '#core/errors.js';
import { entriesOf, streamOf } from '../archive/zip.js';

/** A workbook of five thousand rows unpacks to a tenth of it. */
const MOST_UNPACKED = 50_000_000;
const NAME = 'the file';

/** The first sheet of a workbook, or a table in text, as rows of cells. Rejects with BadInput for anything else. Run it where it can be killed: what comes in is of strangers' making. */
export async function rowsOfSheet(name: string, bytes: Uint8Array): Promise<unknown[][]> {
  if (/\.xlsx$/i.test(name)) return rowsOfWorkbook(Buffer.from(bytes));
  if (/\.(csv|tsv|txt)$/i.test(name)) return rowsOfText(bytes);
  throw new BadInput('name: .xlsx, .csv or .tsv');
}

async function rowsOfText(bytes: Uint8Array): Promise<unknown[][]> {
  const { parse } = await import('csv-parse/sync');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const delimiter = [';', '\t', ','].find((one) => (text.split('\n', 1)[0] ?? '').includes(one)) ?? ',';
    return parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: false });
  } catch (error) { throw new BadInput(`file: ${messageOf(error)}`); }
}

async function rowsOfWorkbook(bytes: Buffer): Promise<unknown[][]> {
  await refuseBomb(bytes);
  const { readSheet } = await import('read-excel-file/node');
  try { return await readSheet(bytes); } catch (error) { throw new BadInput(`file: not a workbook that can be read: ${messageOf(error)}`); }
}

/** Unpacks every entry once and keeps nothing: each has as many bytes as it says (the library sees to that), and all together no more than a workbook has. */
async function refuseBomb(bytes: Buffer): Promise<void> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, opened) => { if (error) reject(new BadInput(`file: not a workbook: ${messageOf(error)}`)); else resolve(opened); });
  });
  let left = MOST_UNPACKED;
  for await (const entry of entriesOf(zip, NAME)) {
    if (entry.uncompressedSize > left) throw new BadInput(`file: it unpacks to more than ${MOST_UNPACKED / 1e6} MB`);
    try {
      for await (const chunk of await streamOf(zip, entry)) left -= (chunk as Buffer).length;
    } catch (error) { throw new BadInput(`file: a broken workbook: ${messageOf(error)}`); }
  }
}
