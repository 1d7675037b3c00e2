import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Published } from '#core/model.js';
import { decodePage } from '#kinds/markup/decode.js';
import { parseMarkup } from '#kinds/markup/parse.js';
import { factsOf } from '#kinds/sources/website/facts.js';
import { publishedOf } from '#kinds/sources/website/published/index.js';
import type { Figure, GateSet } from '../set.js';

/** Publication dates of pages, as the htmldate project evaluates them: right, wrong or none. */
const set: GateSet = {
  name: 'dates',
  needs: ['crawl/dates/truth.json', 'crawl/dates/pages.tar.xz'],
  async judge(data): Promise<Figure[]> {
    const folder = await mkdtemp(join(tmpdir(), 'claque-dates-'));
    try {
      await promisify(execFile)('tar', ['-xf', join(data, 'crawl/dates/pages.tar.xz'), '-C', folder]);
      const truth = JSON.parse(await readFile(join(data, 'crawl/dates/truth.json'), 'utf8')) as { url: string; file: string; date: string }[];
      const counts = { right: 0, wrong: 0, none: 0 };
      let micros = 0;
      for (const { url, file, date } of truth) {
        const page = decodePage(await readFile(join(folder, file)), undefined);
        const dom = parseMarkup(page);
        const before = process.cpuUsage();
        const published = publishedOf(dom, factsOf(dom), url, new Date());
        const used = process.cpuUsage(before);
        micros += used.user + used.system;
        counts[published === null ? 'none' : dayOf(published) === date ? 'right' : 'wrong']++;
      }
      const { right, wrong, none } = counts;
      return [
        { name: 'accuracy', value: right / truth.length, floor: 0.885, of: `of ${truth.length} pages: ${right} right, ${wrong} wrong, ${none} without a date` },
        { name: 'F1', value: (2 * right) / (2 * right + wrong + none), floor: 0.938 },
        { name: 'CPU ms a page', value: micros / 1000 / truth.length, floor: 4, atMost: true, of: 'without parsing' },
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
export default set;

/** The day as the page itself counts days. */
const dayOf = ({ at, precision, text }: Published): string => (precision === 'second' || precision === 'minute' ? text : at.toISOString()).slice(0, 10);
