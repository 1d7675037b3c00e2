/** Largest file that is read; a spreadsheet of 5,000 rows has a tenth of it. */
const MOST_BYTES = 5_000_000;
/** A sheet that takes longer is a bomb or broken: its thread is ended. */
const PATIENCE_MS = 15_000;

export type FileRead = { kind: 'rows'; rows: unknown[][] } | { kind: 'yaml'; text: string };
export class UnreadableFile extends Error {}

/** Reads what an analyst chose. Spreadsheets are taken apart in a thread of their own, here in the browser: the file itself goes nowhere. */
export async function readFile(file: File): Promise<FileRead> {
  if (file.size > MOST_BYTES) throw new UnreadableFile(`larger than ${MOST_BYTES / 1e6} MB`);
  if (/\.ya?ml$/i.test(file.name)) return { kind: 'yaml', text: await file.text() };
  if (/\.(csv|tsv|txt)$/i.test(file.name)) {
    const { parse } = await import('csv-parse/browser/esm/sync');
    const text = await file.text();
    try {
      const delimiter = [';', '\t', ','].find((one) => (text.split('\n', 1)[0] ?? '').includes(one)) ?? ',';
      return { kind: 'rows', rows: parse(text, { bom: true, delimiter, relax_column_count: true, skip_empty_lines: false }) };
    } catch (error) { throw new UnreadableFile((error as Error).message); }
  }
  if (/\.xlsx$/i.test(file.name)) return { kind: 'rows', rows: await inThread(file) };
  throw new UnreadableFile('.xlsx, .csv, .yaml');
}

function inThread(file: File): Promise<unknown[][]> {
  const worker = new Worker(new URL('./sheet-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<unknown[][]>((resolve, reject) => {
    const timer = setTimeout(() => reject(new UnreadableFile(`not read within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
    worker.addEventListener('message', ({ data }: MessageEvent<{ rows: unknown[][] } | { fault: string }>) => { clearTimeout(timer); if ('rows' in data) resolve(data.rows); else reject(new UnreadableFile(data.fault)); });
    worker.addEventListener('error', () => { clearTimeout(timer); reject(new UnreadableFile('not a spreadsheet')); });
    worker.postMessage(file, []);
  }).finally(() => worker.terminate());
}
