import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAllowed, parseRobots, robotsFor } from '#core/web/robots.js';
import type { GateSet } from '../set.js';

interface Case { id: string; agent: string; robots: string; robots_encoding: 'utf8' | 'latin1'; robots_b64?: string | null; url: string; allowed: boolean }
const FILES = ['cases_google_rfc.json', 'cases_generated_oracle.json'];

/** Every case of Google's parser and of RFC 9309, but those with an empty URL, which no crawler can ask for. */
const set: GateSet = {
  name: 'robots',
  needs: FILES.map((file) => `crawl/robots/${file}`),
  async judge(data) {
    return Promise.all(FILES.map(async (file) => {
      const cases = (JSON.parse(await readFile(join(data, 'crawl/robots', file), 'utf8')) as Case[]).filter(({ url }) => url !== '');
      const wrong = cases.filter(({ agent, robots, robots_encoding, robots_b64, url, allowed }) => {
        const body = robots_b64 ? Buffer.from(robots_b64, 'base64') : Buffer.from(robots, robots_encoding);
        return isAllowed(robotsFor(parseRobots(body), agent), url) !== allowed;
      });
      return { name: `${file} right`, value: (cases.length - wrong.length) / cases.length, floor: 1, of: `of ${cases.length}${wrong.length > 0 ? `; wrong: ${wrong.slice(0, 5).map(({ id }) => id).join(', ')}` : ''}` };
    }));
  },
};
export default set;
