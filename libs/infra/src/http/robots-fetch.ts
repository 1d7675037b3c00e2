import { FetchFailed } from '#core/errors.js';
import { isAllowed, parseRobots, productToken, robotsFor, ROBOTS_MAX_BYTES, type RobotsRules } from '#core/web/robots.js';
import type { FetchOptions, Fetcher } from './fetcher.js';

/**
 * What a site's robots.txt comes to. `text` is what was read, to be kept; `allow-all` (there is none) and `disallow-all` (it could not be asked for) have none.
 * Good until `until`: a day for an answer, ten minutes where the site was unreachable, so that silence does not last (RFC 9309, 2.3.1.4).
 */
export interface RobotsAnswer { policy: 'rules' | 'allow-all' | 'disallow-all'; text: string; why: string; until: Date; /** Why the file could not be read, where it could not. */ failure: FetchFailed | null }

/** The site itself fails so: its pages would in the same way. */
const OF_THE_SITE = new Set(['connection-failed', 'dns-failed', 'tls-failed', 'timed-out', 'private-address', 'scheme', 'bad-url', 'throttled']);

/** The failure that any page of the site would meet as well, which is then what people should read, not "robots"; null where the file alone could not be read. */
export const siteFailure = ({ failure }: RobotsAnswer): FetchFailed | null => (failure !== null && OF_THE_SITE.has(failure.outcome) ? failure : null);

const DAY_MS = 24 * 3_600_000;
const UNREACHABLE_MS = 10 * 60_000;

/** Asks an origin (`https://host[:port]`) for its robots.txt. By RFC 9309: 4xx allows all, 5xx and no answer disallow all, five redirects are followed. */
export async function fetchRobots(fetcher: Fetcher, origin: string, now: Date, options: Pick<FetchOptions, 'signal' | 'beforeRequest' | 'onExchange'> = {}): Promise<RobotsAnswer> {
  const url = `${origin}/robots.txt`;
  const result = await fetcher.fetch(url, { ...options, atMost: ROBOTS_MAX_BYTES });
  const answer = (policy: RobotsAnswer['policy'], text: string, why: string, ms: number): RobotsAnswer => ({ policy, text, why, until: new Date(now.getTime() + ms), failure: 'detail' in result ? new FetchFailed(result.outcome, result.detail, result.retryAt) : null });
  // Bytes that are not UTF-8 are kept by reading them as Latin-1, escaped: patterns compare as octets.
  if (result.outcome === 'ok') return answer('rules', octetText(result.body), `${url}: ${result.body.length} bytes`, DAY_MS);
  if (result.outcome === 'unchanged') throw new TypeError('robots.txt was asked for without conditions');
  const why = `${url}: ${result.detail}`;
  const { status, outcome } = result;
  if (outcome === 'too-many-redirects' || outcome === 'empty' || outcome === 'gone' || outcome === 'not-found') return answer('allow-all', '', why, DAY_MS);
  if (status !== null && status >= 400 && status < 500 && status !== 429) return answer('allow-all', '', why, DAY_MS);
  return answer('disallow-all', '', why, UNREACHABLE_MS);
}

function octetText(body: Buffer): string {
  const text = body.toString('utf8');
  if (!text.includes('\uFFFD')) return text;
  return body.toString('latin1').replace(/[\x80-\xff]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Why a URL may not be asked for; no Error, since a site may link to thousands that it forbids. */
export interface Refusal { outcome: 'refused-by-robots'; detail: string }
const DISALLOWED: Refusal = { outcome: 'refused-by-robots', detail: 'robots.txt disallows it' };

/** Reads an answer for the crawler that goes by `agent` (its whole user agent): `rules` for its pace, `refusal` of a URL or null. */
export function readRobots(answer: Pick<RobotsAnswer, 'policy' | 'text' | 'why'>, agent: string): { rules: RobotsRules; refusal: (url: string) => Refusal | null } {
  const rules = robotsFor(parseRobots(answer.text), productToken(agent));
  return {
    rules,
    refusal(url) {
      if (answer.policy === 'disallow-all') return { outcome: 'refused-by-robots', detail: `nothing is fetched while robots.txt cannot be read: ${answer.why}` };
      return isAllowed(rules, url) ? null : DISALLOWED;
    },
  };
}
