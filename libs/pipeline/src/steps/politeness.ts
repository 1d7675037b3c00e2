import { FetchFailed } from '#core/errors.js';
import { normalUrl } from '#core/web/normal-url.js';
import { MAX_CRAWL_DELAY_MS } from '#core/web/pace.js';
import { fetchRobots, readRobots, siteFailure, type RobotsAnswer } from '#infra/http/robots-fetch.js';
import type { FetchOptions } from '#infra/http/fetcher.js';
import { hostState, offerSitemaps, saveRobots, type Claimed } from '#infra/store/frontier.js';
import type { World } from '../world.js';

/** robots.txt is asked again after a day, as RFC 9309 has it. */
const ROBOTS_MS = 86_400_000;
const MOST_SITEMAPS = 20;

export interface Politeness {
  /** Waits until the request may go out. FetchFailed when robots.txt forbids it; LeaseLost (from `hold`) when another worker took over. */
  before(url: URL, claim: Pick<Claimed, 'robots' | 'paceMs'>): Promise<void>;
}

/**
 * The manners of one visit: robots.txt of each host that a redirect leads to, the slower of our pace and the site's crawl-delay, and the lease, asked
 * for anew before every request. `onExchange` is told what robots.txt was asked and answered.
 */
export function politeness(world: World, hold: (url: URL) => Promise<void>, onExchange?: FetchOptions['onExchange']): Politeness {
  const known = new Map<string, Promise<ReturnType<typeof readRobots>>>();
  let nextAt = 0;

  const robotsOf = ({ origin, host }: URL): Promise<ReturnType<typeof readRobots>> => {
    let found = known.get(origin);
    if (found === undefined) { found = loadRobots(world, origin, host, { beforeRequest: hold, onExchange }); known.set(origin, found); }
    return found;
  };

  return {
    async before(url, claim) {
      let delay = claim.paceMs;
      if (claim.robots.mode === 'obey') {
        const { rules, refusal } = await robotsOf(url);
        const refused = refusal(url.href);
        if (refused !== null) throw new FetchFailed(refused.outcome, `${url.host}: ${refused.detail}`);
        delay = Math.max(delay, Math.min(rules.crawlDelayMs ?? 0, MAX_CRAWL_DELAY_MS));
      }
      const now = performance.now();
      const wait = nextAt - now;
      nextAt = Math.max(now, nextAt) + delay;
      if (wait > 0) await new Promise((resolve) => { setTimeout(resolve, wait); });
      // Last of all: nothing but the request itself comes after it.
      await hold(url);
    },
  };
}

async function loadRobots(world: World, origin: string, host: string, options: Pick<FetchOptions, 'beforeRequest' | 'onExchange'>): Promise<ReturnType<typeof readRobots>> {
  const { robotsText, robotsState, robotsAgeMs } = await hostState(world.db, host);
  if ((robotsState === 'rules' || robotsState === 'allow-all') && robotsAgeMs !== null && robotsAgeMs < ROBOTS_MS) {
    return readRobots({ policy: robotsState, text: robotsText ?? '', why: '' }, world.fetcher.userAgent);
  }
  const answer: RobotsAnswer = await fetchRobots(world.fetcher, origin, world.clock.now(), options);
  const failure = siteFailure(answer);
  if (failure !== null) throw failure;
  await saveRobots(world.db, host, answer.policy, answer.policy === 'rules' ? answer.text.replaceAll('\0', '') : null);
  const read = readRobots(answer, world.fetcher.userAgent);
  await offerSitemaps(world.db, host, ownSitemaps(read.rules.sitemaps, origin));
  return read;
}

/** Sitemaps that a robots.txt names and that may speak for its host, in their normal form; a file names few. */
function ownSitemaps(named: readonly string[], origin: string): string[] {
  const urls = named.slice(0, MOST_SITEMAPS).map((name) => normalUrl(name, `${origin}/robots.txt`)).filter((url) => url !== null && new URL(url).origin === origin);
  return [...new Set(urls as string[])];
}
