import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { messageOf } from '#core/errors.js';
import type { BrokenSite, Channel, Country } from './model.js';
import { channelCard, channelPreview, noChannel } from './pages/channel.js';
import { drawCodes, type Codes } from './pages/codes.js';
import { picture, poster } from './pages/picture.js';
import { FORBIDDEN, sitePage, type Answer } from './pages/site.js';
import { writeWatchlist } from './watchlist.js';

/** The host that shows the previews of all channels. */
export const CHANNEL_HOST = 'channels';
/** Where the redirecting site leads: an address in a private network, which a crawler must refuse to contact. */
export const PRIVATE_TARGET = 'http://10.61.0.14/';

export interface ServedCountry {
  /** Port on 127.0.0.1 of each host: site ids, ids of broken sites, and `channels`. */
  ports: Record<string, number>;
  /** The watchlist of this country as YAML, for these ports. */
  watchlist: string;
  /** Requests for what robots.txt forbids, so far, as `host path`: a polite reader makes none. */
  forbiddenVisits: string[];
  close(): Promise<void>;
}

/**
 * Serves the country on 127.0.0.1, one port (so one origin) for each host. Pages show what is published up to `now()`.
 * `wanted` are the ports of an earlier time: addresses stay the same where those are still free.
 * The truth about the country is neither rendered nor read here.
 */
export async function serveCountry({ truth: _, ...country }: Country, { now, wanted = {} }: { now: () => Date; wanted?: Record<string, number> }): Promise<ServedCountry> {
  const ports: Record<string, number> = {};
  const servers: Server[] = [];
  const forbiddenVisits: string[] = [];
  const open = async (host: string, answer: (path: string, origin: string) => Answer) => {
    let origin = '';
    const server = createServer((request, response) => {
      const path = request.url ?? '/';
      if (path.startsWith(FORBIDDEN)) forbiddenVisits.push(`${host} ${path}`);
      try { send(request, response, answer(path, origin), now()); } catch (thrown) { response.writeHead(500, { 'content-type': 'text/plain' }).end(messageOf(thrown)); }
    });
    // A reader that pauses for a moment finds its connection as it left it.
    server.keepAliveTimeout = 60_000;
    servers.push(server);
    await listen(server, wanted[host] ?? 0);
    ports[host] = (server.address() as AddressInfo).port;
    origin = `http://127.0.0.1:${ports[host]}`;
  };
  const close = async () => {
    await Promise.all(servers.map((server) => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); })));
  };
  try {
    const codes = await drawCodes(codesOf(country));
    for (const site of country.sites) await open(site.id, (path, origin) => sitePage(site, origin, path, now(), codes));
    await open(CHANNEL_HOST, (path) => channelPage(country.channels, path, now(), codes));
    for (const broken of country.broken) {
      if (broken.fault === 'down') ports[broken.id] = wanted[broken.id] ?? await closedPort();
      else await open(broken.id, (path) => brokenPage(broken, path));
    }
  } catch (thrown) {
    await close();
    throw thrown;
  }
  return { ports, watchlist: writeWatchlist(country, ports), forbiddenVisits, close };
}

/** On `port`, or on a free one where that is taken. */
async function listen(server: Server, port: number): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => { server.once('error', reject).listen(port, '127.0.0.1', () => { server.off('error', reject); resolve(); }); });
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EADDRINUSE' || port === 0) throw thrown;
    await listen(server, 0);
  }
}

const text = (status: number, body: string, headers: Record<string, string> = {}): Answer => ({ status, type: 'text/plain; charset=utf-8', body, modified: null, headers });
const page = (status: number, body: string): Answer => ({ status, type: 'text/html; charset=utf-8', body, modified: null });

/** A recording without a sound: the head of one empty Ogg page. */
const SILENCE = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(23)]);

const codesOf = ({ sites, channels }: Pick<Country, 'sites' | 'channels'>): Set<string> =>
  new Set([...sites.flatMap(({ articles }) => articles.map(({ code }) => code)), ...channels.flatMap(({ posts }) => posts.map(({ code }) => code))].filter((code) => code !== undefined && code !== null));

function channelPage(channels: Channel[], path: string, now: Date, codes: Codes): Answer {
  const { pathname, searchParams } = new URL(path, 'http://127.0.0.1');
  if (pathname === '/robots.txt') return text(200, 'User-agent: *\nDisallow:\n');
  if (/^\/voice\/\w+\/\d+\.ogg$/.test(pathname)) return { status: 200, type: 'audio/ogg', body: SILENCE, modified: null };
  const [, owner, number, at] = /^\/photo\/(\w+)\/(\d+)\/(\d)\.png$/.exec(pathname) ?? [];
  if (owner !== undefined) {
    const code = at === '0' ? channels.find(({ handle }) => handle === owner)?.posts.find((post) => post.number === Number(number))?.code : null;
    return { status: 200, type: 'image/png', body: code ? poster(codes.get(code)!, owner) : picture(pathname), modified: null };
  }
  const [, preview, given] = /^\/(s\/)?([A-Za-z0-9_]+)$/.exec(pathname) ?? [];
  const handle = given?.toLowerCase() ?? '';
  const channel = channels.map((candidate) => asNamedAt(candidate, now)).find((candidate) => candidate.handle === handle && candidate.posts[0] !== undefined && candidate.posts[0].at <= now);
  // The service answers 200 whatever it is asked for.
  if (channel === undefined) return given === undefined ? page(404, '<!DOCTYPE html>\n<html><head><title>Not found</title></head><body><p>Not found</p></body></html>\n') : page(200, noChannel(handle));
  if (preview === undefined) return page(200, channelCard(channel, now));
  const before = searchParams.get('before');
  return page(200, channelPreview(channel, now, before !== null && /^\d{1,9}$/.test(before) ? Number(before) : null));
}

/** A channel under the address that it has at a moment. */
const asNamedAt = (channel: Channel, now: Date): Channel => (channel.formerly !== undefined && now < channel.formerly.until ? { ...channel, handle: channel.formerly.handle } : channel);

function brokenPage({ fault }: BrokenSite, path: string): Answer {
  if (path === '/robots.txt') return text(200, 'User-agent: *\nDisallow:\n');
  if (fault === 'blocks') return page(403, '<!DOCTYPE html>\n<html><head><title>403 Forbidden</title></head><body><h1>Access denied</h1><p>Your address has been blocked.</p></body></html>\n');
  if (fault === 'redirects-to-private') return text(302, '', { location: PRIVATE_TARGET });
  if (!path.startsWith('/login')) return text(302, '', { location: `/login?next=${encodeURIComponent(path)}` });
  return page(200, '<!DOCTYPE html>\n<html><head><title>Log in</title></head><body><form method="post" action="/login"><h1>Log in to continue</h1><input type="text" name="user" /><input type="password" name="password" /><button type="submit">Log in</button></form></body></html>\n');
}

/** GET and HEAD, entity tags and dates, 304 where nothing changed (RFC 9110, 13: If-None-Match goes before If-Modified-Since). */
function send(request: IncomingMessage, response: ServerResponse, answer: Answer, now: Date): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') { response.writeHead(405, { allow: 'GET, HEAD' }).end(); return; }
  const body = Buffer.from(answer.body);
  const headers: Record<string, string> = { 'content-type': answer.type, date: now.toUTCString(), ...answer.headers };
  if (answer.status === 200) {
    const tag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    headers['etag'] = tag;
    headers['cache-control'] = 'no-cache';
    if (answer.modified !== null) headers['last-modified'] = answer.modified.toUTCString();
    const tags = request.headers['if-none-match'];
    const since = Date.parse(request.headers['if-modified-since'] ?? '');
    const same = tags === undefined
      ? answer.modified !== null && since >= Math.floor(answer.modified.getTime() / 1000) * 1000
      : tags.trim() === '*' || tags.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === tag);
    if (same) { delete headers['content-type']; response.writeHead(304, headers).end(); return; }
  }
  response.writeHead(answer.status, { ...headers, 'content-length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** A port on which nobody listens, below the range from which systems lend ports to outgoing connections, so that it stays closed. */
async function closedPort(): Promise<number> {
  for (let port = 20_311; port < 30_000; port += 7) {
    const probe = createServer();
    const free = await new Promise<boolean>((resolve) => { probe.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true)); });
    if (!free) continue;
    await new Promise((resolve) => { probe.close(resolve); });
    return port;
  }
  throw new Error('no free port between 20311 and 30000 on 127.0.0.1');
}
