import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readCapture } from '#kinds/sources/index.js';
import type { Figure, GateSet } from '../set.js';

/** Main text of article pages, by 4-gram shingles as in scrapinghub/article-extraction-benchmark: means of each page's precision and recall. */
const set: GateSet = {
  name: 'extraction',
  needs: ['crawl/extraction/ground-truth.json', 'crawl/extraction/html'],
  async judge(data): Promise<Figure[]> {
    const folder = join(data, 'crawl/extraction');
    const truth = Object.entries(JSON.parse(await readFile(join(folder, 'ground-truth.json'), 'utf8')) as Record<string, { articleBody: string; url: string }>);
    const precisions: number[] = [];
    const recalls: number[] = [];
    let micros = 0;
    let unread = 0;
    for (const [id, { articleBody, url }] of truth) {
      const body = gunzipSync(await readFile(join(folder, 'html', `${id}.html.gz`)));
      const before = process.cpuUsage();
      const { documents } = readCapture('website', { url, finalUrl: url, headers: {}, body, fetchedAt: new Date() });
      const used = process.cpuUsage(before);
      micros += used.user + used.system;
      if (documents.length === 0) unread++;
      const [both, extra, missed] = compareShingles(articleBody, documents[0]?.text ?? '');
      if (both + extra > 0) precisions.push(both / (both + extra));
      if (both + missed > 0) recalls.push(both / (both + missed));
    }
    const precision = mean(precisions);
    const recall = mean(recalls);
    return [
      { name: 'F1', value: (2 * precision * recall) / (precision + recall), floor: 0.95, of: `of ${truth.length} pages, precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}` },
      { name: 'pages without a document', value: unread, floor: 0, atMost: true },
      { name: 'CPU ms a page', value: micros / 1000 / truth.length, of: 'whole reading: parsing, text, date, links' },
    ];
  },
};
export default set;

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function shingles(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (let at = 0; at < Math.max(1, words.length - 3); at++) {
    const shingle = words.slice(at, at + 4).join(' ');
    if (shingle !== '') counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}

/** Shingles in both, only in the prediction, only in the truth. */
function compareShingles(truth: string, predicted: string): [number, number, number] {
  const expected = shingles(truth);
  const found = shingles(predicted);
  let both = 0;
  for (const [shingle, count] of expected) both += Math.min(count, found.get(shingle) ?? 0);
  const total = (counts: Map<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [both, total(found) - both, total(expected) - both];
}
