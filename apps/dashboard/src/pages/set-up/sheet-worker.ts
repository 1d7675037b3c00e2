import { readSheet } from 'read-excel-file/web-worker';

/** The first sheet of a workbook as rows of cells. */
addEventListener('message', ({ data }: MessageEvent<File>) => {
  readSheet(data).then((rows) => postMessage({ rows }), (error: unknown) => postMessage({ fault: error instanceof Error ? error.message : 'not a spreadsheet' }));
});
