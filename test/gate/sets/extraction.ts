import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readCapture, type Capture } from '#kinds/sources/index.js';
import type { Figure, GateSet } from '../set.js';
import { compareShingles, f1Of } from '../shingles.js';

/** Main text of article pages, by 4-gram shingles as in scrapinghub/article-extraction-benchmark: means of each page's precision and recall. */
const set: GateSet = {
  name: 'extraction',
  needs: ['crawl/extraction/ground-truth.json', 'crawl/extraction/html'],
  async judge(data): Promise<Figure[]> {
    const folder = join(data, 'crawl/extraction');
    const truth = Object.entries(JSON.parse(await readFile(join(folder, 'ground-truth.json'), 'utf8')) as Record<string, { articleBody: string; url: string }>);
    const pages: [number, number, number][] = [];
    const captures: Capture[] = [];
    for (const [id, { url }] of truth) captures.push({ url, finalUrl: url, headers: {}, body: gunzipSync(await readFile(join(folder, 'html', `${id}.html.gz`))), fetchedAt: new Date() });
    let unread = 0;
    const cold = cpuOf(() => {
      for (const [at, capture] of captures.entries()) {
        const { documents } = readCapture('website', capture);
        if (documents.length === 0) unread++;
        pages.push(compareShingles(truth[at]![1].articleBody, documents[0]?.text ?? ''));
      }
    });
    const rounds = Array.from({ length: 5 }, () => cpuOf(() => { for (const capture of captures) readCapture('website', capture); })).sort((a, b) => a - b);
    const { f1, precision, recall } = f1Of(pages);
    return [
      { name: 'F1', value: f1, floor: 0.962, of: `of ${truth.length} pages, precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}` },
      { name: 'pages without a document', value: unread, floor: 0, atMost: true },
      { name: 'CPU ms a page', value: rounds[2]! / truth.length, of: `median of 5 rounds of the whole reading (parsing, text, date, links); the floor is 18 on idle cores; ${(cold / truth.length).toFixed(1)} in the first, where the code is compiled` },
    ];
  },
};
export default set;

/** CPU milliseconds of all threads of the process while `work` runs. */
function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
