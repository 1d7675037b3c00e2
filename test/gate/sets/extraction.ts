import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readCapture } from '#kinds/sources/index.js';
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
    let micros = 0;
    let unread = 0;
    for (const [id, { articleBody, url }] of truth) {
      const body = gunzipSync(await readFile(join(folder, 'html', `${id}.html.gz`)));
      const before = process.cpuUsage();
      const { documents } = readCapture('website', { url, finalUrl: url, headers: {}, body, fetchedAt: new Date() });
      const used = process.cpuUsage(before);
      micros += used.user + used.system;
      if (documents.length === 0) unread++;
      pages.push(compareShingles(articleBody, documents[0]?.text ?? ''));
    }
    const { f1, precision, recall } = f1Of(pages);
    return [
      { name: 'F1', value: f1, floor: 0.95, of: `of ${truth.length} pages, precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}` },
      { name: 'pages without a document', value: unread, floor: 0, atMost: true },
      { name: 'CPU ms a page', value: micros / 1000 / truth.length, of: 'whole reading: parsing, text, date, links' },
    ];
  },
};
export default set;
