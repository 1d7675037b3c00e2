import { XMLValidator } from 'fast-xml-parser';
import { Parser } from 'htmlparser2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { watchlistFaults, watchlistSchema } from '#core/election/watchlist.js';
import { sourceFaults } from '#kinds/sources/faults.js';
import { localTime } from './calendar.js';
import { createCountry } from './country.js';
import { linkify } from './pages/markup.js';
import { DEAD_LINKS, FORBIDDEN } from './pages/site.js';
import { PRIVATE_TARGET, serveCountry, type ServedCountry } from './serve.js';

const DATE = '2027-03-09';
const country = createCountry({ seed: 11, date: DATE });
const NOW = localTime(DATE, '06:30');
let served: ServedCountry;
/** Every page that can be reached without entering what is forbidden. */
const pages = new Map<string, { status: number; type: string; body: string; from: string }>();
const outside = new Set<string>();

const linksOf = (body: string, base: string) => {
  const found: { url: string; loads: boolean }[] = [];
  const parser = new Parser({ onopentag: (name, { href, src, style }) => {
    if (href !== undefined) found.push({ url: new URL(href, base).href, loads: name === 'link' });
    if (src !== undefined) found.push({ url: new URL(src, base).href, loads: true });
    const image = /url\('([^']+)'\)/.exec(style ?? '')?.[1];
    if (image !== undefined) found.push({ url: new URL(image, base).href, loads: true });
  } });
  parser.end(body);
  return found;
};
beforeAll(async () => {
  served = await serveCountry(country, { now: () => NOW });
  const todo = Object.entries(served.ports).filter(([host]) => host !== 'interior').map(([, port]) => ({ url: `http://127.0.0.1:${port}/`, from: 'start' }));
  for (const { handle } of country.channels) todo.push(...['', 's/'].map((path) => ({ url: `http://127.0.0.1:${served.ports['channels']}/${path}${handle}`, from: 'start' })));
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const url = next.url.split('#')[0]!;
    if (pages.has(url)) continue;
    const { hostname, pathname } = new URL(url);
    if (hostname !== '127.0.0.1') { outside.add(url); continue; }
    if (pathname.startsWith(FORBIDDEN)) continue;
    const response = await fetch(url, { redirect: 'manual' });
    const type = response.headers.get('content-type') ?? '';
    const body = await response.text();
    pages.set(url, { status: response.status, type, body, from: next.from });
    if (type.startsWith('text/html')) for (const link of linksOf(body, url)) {
      if (link.loads) expect(new URL(link.url).hostname, `${url} loads ${link.url}`).toBe('127.0.0.1');
      todo.push({ url: link.url, from: url });
    }
  }
}, 60_000);
afterAll(() => served.close());

const hostOf = (url: string) => Object.entries(served.ports).find(([, port]) => String(port) === new URL(url).port)![0];
const isBroken = (url: string) => country.broken.some(({ id }) => id === hostOf(url)) || (hostOf(url) === 'channels' && new URL(url).pathname === '/');

it('answers 200 on every link but those that are broken on purpose', () => {
  const bad = [...pages].filter(([url, { status }]) => status !== 200 && !isBroken(url) && !DEAD_LINKS.includes(new URL(url).pathname));
  expect(bad.map(([url, { status, from }]) => `${status} ${url} from ${from}`)).toEqual([]);
  expect([...pages].some(([url, { status }]) => status === 404 && DEAD_LINKS.includes(new URL(url).pathname))).toBe(true);
  expect(pages.size).toBeGreaterThan(300);
});
it('is well formed on every page and in every feed', () => {
  for (const [url, { type, body }] of pages) {
    if (/^(image|audio|text\/plain|application\/pdf)/.test(type)) continue;
    expect(XMLValidator.validate(body.replace(/^<!DOCTYPE[^>]*>/, '').replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>/g, ''), { allowBooleanAttributes: false }), url).toBe(true);
  }
});
it('shows every article that is published by now, and none that is not', () => {
  const all = [...pages.values()].map(({ body }) => body).join('\n');
  for (const site of country.sites.filter(({ wordBreaks, layout }) => !wordBreaks && layout !== 'legacy')) for (const article of site.articles) {
    const shown = all.includes(linkify(article.paragraphs[0]!).slice(0, 50));
    if (article.at <= NOW) expect(shown, article.title).toBe(true);
  }
  const reached = new Set([...pages.keys()].map((url) => `${hostOf(url)} ${new URL(url).pathname}${new URL(url).search}`));
  const future = country.sites.filter((site) => site.layout === 'tables').flatMap((site) => site.articles.filter((article) => article.at > NOW).map((article) => `${site.id} /news.php?id=${1000 + article.number}`));
  expect(future.length).toBeGreaterThan(0);
  expect(future.filter((path) => reached.has(path))).toEqual([]);
});
it('contacts and loads nothing outside loopback; what it names outside are accounts', () => {
  expect([...outside].filter((url) => !/^https:\/\/(t\.me|www\.(facebook|tiktok|youtube)\.com)\//.test(url))).toEqual([]);
});
it('tells the truth to no page and not to the watchlist', () => {
  const said = `${[...pages.values()].map(({ body }) => body).join('\n')}\n${served.watchlist}`;
  for (const { id } of country.truth.campaigns) expect(said).not.toContain(id);
  expect(said).not.toMatch(/planted|decoy|truth|campaigns/i);
  expect(served).not.toHaveProperty('truth');
});
it('has its own accounts at the foot of every page of every outlet', () => {
  for (const site of country.sites) {
    const own = [...pages].filter(([url, { type, status }]) => hostOf(url) === site.id && status === 200 && type.startsWith('text/html'));
    expect(own.length).toBeGreaterThan(5);
    for (const [url, { body }] of own) for (const account of site.footer) expect(body, url).toContain(account.url);
  }
});

describe('the watchlist', () => {
  it('passes the schema and has no faults', () => {
    const watchlist = watchlistSchema.parse(parse(served.watchlist));
    expect(watchlistFaults(watchlist)).toEqual([]);
    expect(sourceFaults(watchlist)).toEqual([]);
    expect(watchlist.actors.flatMap((actor) => actor.sources).every((source) => source.pace === 0)).toBe(true);
    expect(watchlist.release.map((rule) => rule.audience)).toEqual(['staff', 'public']);
    expect(watchlist.recipients.map((recipient) => recipient.language)).toEqual(['en', 'km']);
  });
  it('names loopback only, and exactly the ports in use', () => {
    const watchlist = watchlistSchema.parse(parse(served.watchlist));
    const urls = [...watchlist.actors.flatMap((actor) => actor.sources.map((source) => source.url)), ...watchlist.accounts.flatMap((account) => (account.counter_url === undefined || account.counter_url === 'none' ? [] : account.counter_url)), ...watchlist.goals.map((goal) => goal.source)];
    for (const url of urls) expect(watchlist.network.allow_private).toContain(new URL(url).host);
    expect(watchlist.network.allow_private.toSorted()).toEqual(Object.values(served.ports).map((port) => `127.0.0.1:${port}`).toSorted());
  });
  it('has the members of the truth among its actors and a goal whose source says it', () => {
    const watchlist = watchlistSchema.parse(parse(served.watchlist));
    const ids = watchlist.actors.map((actor) => actor.id);
    for (const { members } of country.truth.campaigns) for (const member of members) expect(ids).toContain(member);
    expect(watchlist.goals[0]).toMatchObject({ value: 1_000_000 });
    expect(pages.get(watchlist.goals[0]!.source)?.body).toContain('1,000,000');
  });
});

describe('conditional requests', () => {
  const article = () => [...pages].find(([url, page]) => hostOf(url) === 'ferry-post' && page.status === 200 && /story-|news\.php|\/20\d\d\/|\/node\/|view=article|note-no/.test(url))![0];
  it('answers 304 to its own entity tag and date, and 200 to others', async () => {
    // Making the pages held this process for long: connections that were kept alive meanwhile are closed first.
    await new Promise((resolve) => { setTimeout(resolve, 100); });
    const first = await fetch(article());
    const [tag, date] = [first.headers.get('etag')!, first.headers.get('last-modified')!];
    await first.text();
    // Bodies are read to their end: a connection that waits for a reader is reset by and by.
    const ask = async (headers: Record<string, string>) => { const answer = await fetch(article(), { headers, cache: 'no-store' }); await answer.arrayBuffer(); return answer.status; };
    expect(await ask({ 'if-none-match': tag })).toBe(304);
    expect(await ask({ 'if-none-match': `"other", W/${tag}` })).toBe(304);
    expect(await ask({ 'if-modified-since': date })).toBe(304);
    expect(await ask({ 'if-none-match': '"other"', 'if-modified-since': date })).toBe(200);
    expect(await ask({ 'if-modified-since': new Date(Date.parse(date) - 1000).toUTCString() })).toBe(200);
  });
  it('gives HEAD the same headers without a body and refuses everything else', async () => {
    const head = await fetch(article(), { method: 'HEAD' });
    expect(Number(head.headers.get('content-length'))).toBe(Buffer.byteLength(pages.get(article())!.body));
    expect(await head.text()).toBe('');
    expect((await fetch(article(), { method: 'POST' })).status).toBe(405);
  });
});

describe('what cannot be read', () => {
  const get = (host: string) => fetch(`http://127.0.0.1:${served.ports[host]}/`, { redirect: 'manual' });
  it('refuses the connection, blocks, wants a login, or leads to a private address', async () => {
    await expect(get('interior')).rejects.toThrow();
    expect((await get('television')).status).toBe(403);
    expect((await get('justice')).headers.get('location')).toBe(PRIVATE_TARGET);
    expect((await get('common-ground')).headers.get('location')).toMatch(/^\/login/);
  });
  it('counts visits to what robots.txt forbids', async () => {
    expect(served.forbiddenVisits).toEqual([]);
    await fetch(`http://127.0.0.1:${served.ports['ferry-post']}${FORBIDDEN}desk`);
    expect(served.forbiddenVisits).toEqual([`ferry-post ${FORBIDDEN}desk`]);
  });
});

describe('the channel previews', () => {
  const channelUrl = (path: string) => `http://127.0.0.1:${served.ports['channels']}/${path}`;
  it('page back through all posts published by now', () => {
    for (const channel of country.channels) {
      const shown = new Set([...pages].filter(([url]) => new URL(url).pathname === `/s/${channel.handle}`).flatMap(([, { body }]) => [...body.matchAll(/data-post="\w+\/(\d+)"/g)].map((match) => Number(match[1]))));
      expect([...shown].sort((a, b) => a - b)).toEqual(channel.posts.filter((post) => post.at <= NOW).map((post) => post.number));
    }
  });
  it('show counters that differ from day to day', async () => {
    const { handle } = country.channels[0]!;
    const later = await serveCountry(country, { now: () => localTime('2027-03-10', '06:30') });
    const count = (body: string) => Number(/(\d[\d ]*) subscribers/.exec(body)![1]!.replaceAll(' ', ''));
    const today = count(pages.get(channelUrl(handle))!.body);
    const tomorrow = count(await (await fetch(`http://127.0.0.1:${later.ports['channels']}/${handle}`)).text());
    await later.close();
    expect(tomorrow - today).toBeGreaterThan(2000);
  });
});

describe('a second start', () => {
  it('has the addresses of the first, except where one is taken', async () => {
    const now = () => NOW;
    const first = await serveCountry(country, { now });
    await first.close();
    const second = await serveCountry(country, { now, wanted: first.ports });
    expect(second.ports).toEqual(first.ports);
    expect(second.watchlist).toBe(first.watchlist);
    const third = await serveCountry(country, { now, wanted: first.ports });
    await Promise.all([second.close(), third.close()]);
    expect(third.ports['channels']).not.toBe(first.ports['channels']);
  });
});
