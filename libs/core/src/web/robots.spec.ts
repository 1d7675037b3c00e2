import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAllowed, parseRobots, productToken, robotsFor, ROBOTS_MAX_BYTES } from './robots.js';

const allowed = (robots: string | Uint8Array, url: string, token = 'TestMonitor') => isAllowed(robotsFor(parseRobots(robots), token), `http://news.example${url}`);

describe('groups', () => {
  it('joins all groups that name us, and leaves those of others and of everyone aside', () => {
    const robots = 'User-agent: testmonitor\nDisallow: /a\n\nUser-agent: Other\nDisallow: /b\n\nUser-agent: *\nDisallow: /c\n\nUser-agent: TestMonitor/2.0\nDisallow: /d\n';
    expect(['/a', '/b', '/c', '/d'].map((url) => allowed(robots, url))).toEqual([false, true, true, false]);
    expect(['/a', '/b', '/c', '/d'].map((url) => allowed(robots, url, 'Nobody'))).toEqual([true, true, false, true]);
  });
  it('lets a group without rules allow everything', () => expect(allowed('User-agent: *\nDisallow: /\n\nUser-agent: TestMonitor\n', '/x')).toBe(true));
  it('does not end a group at a sitemap, an unknown line or a crawl-delay', () => {
    expect(allowed('User-agent: Other\nSitemap: http://news.example/s.xml\nCrawl-delay: 5\nHost: x\nUser-agent: TestMonitor\nDisallow: /', '/x')).toBe(false);
  });
});

describe('patterns', () => {
  it.each([['/fish*.php', '/fishheads/catfish.php?id=1', false], ['/*.php$', '/index.php?x', true], ['/*.php$', '/a/index.php', false], ['/$', '/', false], ['/$', '/a', true], ['/ab*c*d$', '/abcxcd', false], ['/ab*cd$', '/abcd', false], ['/abc*c$', '/abc', true], ['', '/', true]])(
    'disallow %s: %s is allowed: %s', (pattern, url, expected) => expect(allowed(`User-agent: *\nDisallow: ${pattern}`, url)).toBe(expected));
  it('lets the longest pattern decide, and allow at a tie', () => {
    expect(allowed('User-agent: *\nDisallow: /news\nAllow: /news/open', '/news/open/1')).toBe(true);
    expect(allowed('User-agent: *\nAllow: /page\nDisallow: /page', '/page')).toBe(true);
  });
  it('compares octets, whether escaped or not, in whatever encoding', () => {
    expect(allowed('User-agent: *\nDisallow: /ខ្មែរ', new URL('http://x/ខ្មែរ').pathname)).toBe(false);
    expect(allowed('User-agent: *\nDisallow: /%e1', '/%E1')).toBe(false);
    expect(allowed(Buffer.from('User-agent: *\nDisallow: /\xe9', 'latin1'), '/%E9')).toBe(false);
  });
  it('agrees with the plain meaning of wildcards as a regular expression', () => {
    const piece = fc.array(fc.constantFrom('a', 'b', '/', '*', '$'), { maxLength: 8 }).map((all) => `/${all.join('')}`);
    fc.assert(fc.property(piece, fc.array(fc.constantFrom('a', 'b', '/', '$'), { maxLength: 10 }).map((all) => `/${all.join('')}`), (pattern, path) => {
      const body = pattern.endsWith('$') ? pattern.slice(0, -1) : pattern;
      const meaning = new RegExp(`^${body.split('*').map((part) => part.replaceAll('$', '\\$')).join('.*')}${pattern.endsWith('$') ? '$' : ''}`);
      expect(allowed(`User-agent: *\nDisallow: ${pattern}`, path)).toBe(!meaning.test(path));
    }), { numRuns: 1000 });
  });
});

it('reads crawl-delay and sitemaps, and takes only the first 500 KiB', () => {
  const rules = robotsFor(parseRobots('Sitemap: http://news.example/s.xml\nUser-agent: *\nCrawl-delay: 2.5\nDisallow: /x'), 'TestMonitor');
  expect(rules).toMatchObject({ crawlDelayMs: 2500, sitemaps: ['http://news.example/s.xml'] });
  const late = `User-agent: *\n${'# padding\n'.repeat(ROBOTS_MAX_BYTES / 10)}Disallow: /late`;
  expect(allowed(late, '/late')).toBe(true);
});
// Tried one by one, the places of five thousand stars would take longer than the machine lives.
it('comes to an end on patterns made to be slow', () => {
  expect(allowed(`User-agent: *\nDisallow: /${'*a'.repeat(5000)}$`, `/${'a'.repeat(4000)}b`)).toBe(true);
}, 20_000);
it('never throws, whatever the bytes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (body, url) => { expect(typeof isAllowed(robotsFor(parseRobots(body), 'x'), url)).toBe('boolean'); }));
});
it('takes the product token from a user agent', () => expect(productToken('Test_Monitor-x/1.0 (+https://monitor.example)')).toBe('Test_Monitor-x'));
