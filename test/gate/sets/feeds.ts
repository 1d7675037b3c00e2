import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Unreadable } from '#core/errors.js';
import { decodePage } from '#kinds/markup/decode.js';
import { readFeed, type Feed, type Stated } from '#kinds/feeds/index.js';
import type { Figure, GateSet } from '../set.js';

interface Expected { file: string; feed: { title: string | null }; entries: { title: string | null; link: string | null; id: string | null; date: number | null; updated: number | null; content: string | null }[] }

/** Feeds of two test suites against what Python's feedparser reads. Markup and white space of texts do not count. */
const set: GateSet = {
  name: 'feeds',
  needs: ['crawl/feeds/feeds.tar.xz', 'crawl/feeds/feedparser_oracle.json'],
  async judge(data): Promise<Figure[]> {
    const folder = await mkdtemp(join(tmpdir(), 'claque-feeds-'));
    try {
      await promisify(execFile)('tar', ['-xf', join(data, 'crawl/feeds/feeds.tar.xz'), '-C', folder]);
      const cases = JSON.parse(await readFile(join(data, 'crawl/feeds/feedparser_oracle.json'), 'utf8')) as Expected[];
      const counts = { alike: 0, unreadable: 0, thrown: 0 };
      for (const expected of cases) {
        try {
          if (isAlike(readFeed(decodePage(await readFile(join(folder, expected.file)), undefined)), expected)) counts.alike++;
        } catch (error) {
          counts[error instanceof Unreadable ? 'unreadable' : 'thrown']++;
        }
      }
      return [
        { name: 'feeds that threw', value: counts.thrown, floor: 0, atMost: true, of: `of ${cases.length}; ${counts.unreadable} more were named unreadable` },
        { name: 'share with all fields alike', value: counts.alike / cases.length, floor: 0.88, of: `of ${cases.length}` },
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
export default set;

const plain = (text: string | null | undefined): string | null => text?.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').trim() || null;
const seconds = (stated: Stated | null): number | null => (stated === null ? null : Math.floor(stated.at.getTime() / 1000));

function isAlike(found: Feed, { feed, entries }: Expected): boolean {
  return plain(found.title?.value) === plain(feed.title) && found.entries.length === entries.length && entries.every((entry, at) => {
    const own = found.entries[at]!;
    return plain(own.title?.value) === plain(entry.title) && own.url === entry.link && own.id === entry.id && seconds(own.published) === entry.date && seconds(own.updated) === entry.updated
      && plain((own.content ?? own.summary)?.value) === plain(entry.content);
  });
}
