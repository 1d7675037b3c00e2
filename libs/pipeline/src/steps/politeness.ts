import { FetchFailed } from '#core/errors.js';
import { MAX_CRAWL_DELAY_MS } from '#core/web/pace.js';
import { isAllowed, parseRobots, productToken, robotsFor, type RobotsRules } from '#core/web/robots.js';
import { hostState, saveRobots, type Claimed } from '#infra/store/frontier.js';
import type { World } from '../world.js';

/** robots.txt is asked again after a day, as RFC 9309 has it. */
const ROBOTS_MS = 86_400_000;

export interface Politeness {
  /** Waits until the request may go out. FetchFailed when robots.txt forbids it; LeaseLost (from `hold`) when another worker took over. */
  before(url: URL, claim: Pick<Claimed, 'robots' | 'paceMs'>): Promise<void>;
}

/**
 * The manners of one visit: robots.txt of each host that a redirect leads to, the slower of our pace and the site's crawl-delay, and the lease, asked
 * for anew before every request.
 */
export function politeness(world: World, hold: () => Promise<void>): Politeness {
  const rules = new Map<string, Promise<RobotsRules | 'allow-all' | 'disallow-all'>>();
  let nextAt = 0;

  const robotsOf = (url: URL): Promise<RobotsRules | 'allow-all' | 'disallow-all'> => {
    let known = rules.get(url.origin);
    if (known === undefined) { known = loadRobots(world, url); rules.set(url.origin, known); }
    return known;
  };

  return {
    async before(url, claim) {
      await hold();
      let delay = claim.paceMs;
      if (claim.robots.mode === 'obey') {
        const known = await robotsOf(url);
        if (known === 'disallow-all') throw new FetchFailed('refused-by-robots', `robots.txt of ${url.host} could not be read, so that nothing may be fetched`);
        if (known !== 'allow-all') {
          if (!isAllowed(known, url.href)) throw new FetchFailed('refused-by-robots', `robots.txt of ${url.host} forbids ${url.pathname}`);
          delay = Math.max(delay, Math.min(known.crawlDelayMs ?? 0, MAX_CRAWL_DELAY_MS));
        }
      }
      const now = performance.now();
      const wait = nextAt - now;
      nextAt = Math.max(now, nextAt) + delay;
      if (wait > 0) {
        await new Promise((resolve) => { setTimeout(resolve, wait); });
        await hold();
      }
    },
  };
}

async function loadRobots(world: World, url: URL): Promise<RobotsRules | 'allow-all' | 'disallow-all'> {
  const state = await hostState(world.db, url.host);
  const token = productToken(world.fetcher.userAgent);
  if (state.robotsState !== null && state.robotsAgeMs !== null && state.robotsAgeMs < ROBOTS_MS && state.robotsState !== 'disallow-all') {
    return state.robotsState === 'rules' ? robotsFor(parseRobots(state.robotsText ?? ''), token) : 'allow-all';
  }
  const result = await world.fetcher.fetch(new URL('/robots.txt', url).href);
  if (result.outcome === 'ok') {
    const text = Buffer.from(result.body).toString('utf8').replaceAll('\u0000', '');
    await saveRobots(world.db, url.host, 'rules', text);
    return robotsFor(parseRobots(text), token);
  }
  // RFC 9309: "unavailable" (4xx) allows everything, "unreachable" (5xx, network) forbids everything.
  if ('status' in result && result.status !== null && result.status >= 400 && result.status < 500 && result.status !== 429) {
    await saveRobots(world.db, url.host, 'allow-all', null);
    return 'allow-all';
  }
  if (['connection-failed', 'dns-failed', 'tls-failed', 'timed-out', 'private-address', 'scheme', 'bad-url'].includes(result.outcome)) {
    // The page itself would fail in the same way: that is what people should read, not "robots".
    throw new FetchFailed(result.outcome, 'detail' in result ? result.detail : result.outcome, 'retryAt' in result ? result.retryAt : null);
  }
  await saveRobots(world.db, url.host, 'disallow-all', null);
  return 'disallow-all';
}
