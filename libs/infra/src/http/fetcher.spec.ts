import { randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync, brotliCompressSync, zstdCompressSync, deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FetchFailed } from '#core/errors.js';
import { sha256Of } from '#core/sha256.js';
import { createFetcher, userAgent, type FetchOptions, type Fetcher } from './fetcher.js';
import { buildConnector } from './undici.js';

let server: Server;
let port = 0;
let handler: RequestListener;
let seen: string[] = [];
let fetcher: Fetcher;
const at = (path: string) => `http://127.0.0.1:${port}${path}`;
const get = (path: string, options: FetchOptions = {}) => fetcher.fetch(at(path), options);
const html = { 'content-type': 'text/html; charset=utf-8' };

beforeEach(async () => {
  seen = [];
  server = createServer((request, response) => { seen.push(request.url ?? ''); handler(request, response); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  ({ port } = server.address() as AddressInfo);
  fetcher = createFetcher({ userAgent: userAgent('TestMonitor/1.0', 'https://monitor.example/'), allowPrivate: [`127.0.0.1:${port}`], limits: { totalMs: 600, bodyBytes: 200_000, wireBytes: 100_000, redirects: 3 } });
});
afterEach(async () => { await fetcher.close(); server.closeAllConnections(); server.close(); });

describe('what a fetch brings back', () => {
  it('brings the body, its hash and the headers without cookies, and says who asks', async () => {
    let agent: string | undefined;
    handler = (request, response) => { agent = request.headers['user-agent']; response.writeHead(200, { ...html, etag: '"one"', 'set-cookie': 'id=1' }); response.end('<p>Polls open</p>'); };
    const result = await get('/a');
    expect(result).toMatchObject({ outcome: 'ok', status: 200, kind: 'html', finalUrl: at('/a'), redirects: [], headers: { etag: '"one"' }, peer: { address: '127.0.0.1', certificateSha256: null } });
    if (result.outcome !== 'ok') return;
    expect(result.body.toString()).toBe('<p>Polls open</p>');
    expect(result.sha256).toBe(sha256Of('<p>Polls open</p>'));
    expect(result.headers).not.toHaveProperty('set-cookie');
    expect(agent).toBe('TestMonitor/1.0 (+https://monitor.example/)');
  });

  it.each([['gzip', gzipSync], ['br', brotliCompressSync], ['zstd', zstdCompressSync], ['deflate', deflateRawSync]] as const)('decodes %s, and stops a bomb at the decoded cap', async (coding, compress) => {
    handler = (request, response) => { response.writeHead(200, { ...html, 'content-encoding': coding }); response.end(compress(request.url === '/bomb' ? Buffer.alloc(5_000_000) : '<p>text</p>')); };
    // Time for a busy machine: what is looked at is the cap.
    await fetcher.close();
    fetcher = createFetcher({ userAgent: 'TestMonitor/1.0', allowPrivate: [`127.0.0.1:${port}`], limits: { totalMs: 25_000, bodyBytes: 200_000, wireBytes: 100_000 } });
    const result = await get('/a');
    expect(result.outcome === 'ok' && result.body.toString()).toBe('<p>text</p>');
    expect(await get('/bomb')).toMatchObject({ outcome: 'too-large' });
  });

  it.each([['nothing', (body: Buffer) => body], ['gzip', gzipSync], ['br', brotliCompressSync], ['zstd', zstdCompressSync], ['deflate', deflateRawSync]] as const)('takes the beginning of a list that is too long, coded with %s, where a beginning is wanted', async (coding, compress) => {
    const list = Buffer.from(randomBytes(200_000).toString('hex'));
    const coded = compress(list);
    handler = (request, response) => { response.writeHead(200, { ...html, ...(coding === 'nothing' ? {} : { 'content-encoding': coding }) }); if (request.url === '/whole') response.end(coded); else response.write(coded.subarray(0, 150_000)); };
    await fetcher.close();
    fetcher = createFetcher({ userAgent: 'TestMonitor/1.0', allowPrivate: [`127.0.0.1:${port}`], limits: { totalMs: 25_000, bodyBytes: 1_000_000, wireBytes: 100_000 } });
    for (const path of ['/whole', '/never-ends']) {
      const result = await get(path, { beginning: true });
      if (result.outcome !== 'ok') throw new Error(JSON.stringify(result));
      expect(result.body.length).toBeGreaterThan(coding === 'nothing' ? 99_999 : 120_000);
      expect(list.subarray(0, result.body.length).equals(result.body)).toBe(true);
    }
    expect(await get('/whole')).toMatchObject({ outcome: 'too-large' });
  });

  it('sends validators back and takes 304 only as an answer to them', async () => {
    handler = (request, response) => { response.writeHead(304); response.end(); };
    expect(await get('/a', { etag: '"one"' })).toMatchObject({ outcome: 'unchanged' });
    expect(await get('/a')).toMatchObject({ outcome: 'broken' });
    expect(await get('/a', { etag: `"${'e'.repeat(300)}"` })).toMatchObject({ outcome: 'broken' });
  });
});

describe('redirects', () => {
  it('follows them, asking beforeRequest each time, and keeps the chain', async () => {
    handler = (request, response) => { if (request.url === '/b') { response.writeHead(200, html); response.end('<p>b'); } else { response.writeHead(302, { location: '/b' }); response.end(); } };
    const asked: string[] = [];
    expect(await get('/a', { beforeRequest: (url) => { asked.push(url.pathname); } })).toMatchObject({ outcome: 'ok', finalUrl: at('/b'), redirects: [at('/a')] });
    expect(asked).toEqual(['/a', '/b']);
  });
  it('refuses a hop to a private address, another scheme or credentials, and sends it nothing', async () => {
    const targets: Record<string, [string, string]> = { '/1': ['http://127.0.0.1:1/', 'private-address'], '/2': ['http://169.254.169.254/latest/', 'private-address'], '/3': ['file:///etc/passwd', 'scheme'], '/4': [`http://a:b@127.0.0.1:${port}/secret`, 'bad-url'], '/5': ['http://[::1]/', 'private-address'], '/6': ['http://', 'bad-url'] };
    handler = (request, response) => { response.writeHead(302, { location: targets[request.url ?? '']?.[0] }); response.end(); };
    for (const [path, [, outcome]] of Object.entries(targets)) expect(await get(path)).toMatchObject({ outcome });
    expect(seen).toEqual(Object.keys(targets));
  });
  it('ends circles and endless chains', async () => {
    handler = (request, response) => { response.writeHead(302, { location: request.url === '/circle' ? '/circle' : `${request.url}x` }); response.end(); };
    expect(await get('/circle')).toMatchObject({ outcome: 'too-many-redirects' });
    expect(await get('/chain')).toMatchObject({ outcome: 'too-many-redirects' });
    expect(seen.length).toBe(5);
  });
  it('ends with the outcome that beforeRequest names, and passes other errors on', async () => {
    await expect(get('/a', { beforeRequest: () => { throw new FetchFailed('refused-by-robots', 'robots.txt'); } })).resolves.toMatchObject({ outcome: 'refused-by-robots' });
    await expect(get('/a', { beforeRequest: () => { throw new RangeError('lease lost'); } })).rejects.toThrow('lease lost');
    expect(seen).toEqual([]);
  });
  it('does not count the wait for a turn as time of the source', async () => {
    handler = (_, response) => { response.writeHead(200, html); response.end('<p>late'); };
    expect(await get('/a', { beforeRequest: () => new Promise((resolve) => { setTimeout(resolve, 700); }) })).toMatchObject({ outcome: 'ok' });
  });
});

describe('sources that misbehave', () => {
  it.each([[401, 'login-wall'], [403, 'blocked'], [404, 'not-found'], [410, 'gone'], [429, 'throttled'], [451, 'geo-blocked'], [500, 'server-error'], [503, 'throttled'], [204, 'empty'], [200, 'empty'], [418, 'broken'], [999, 'blocked']])('names HTTP %i without a body as %s', async (status, outcome) => {
    handler = (_, response) => { response.writeHead(status, { ...html, 'retry-after': '60' }); response.end(); };
    expect(await get('/a')).toMatchObject({ outcome, status });
  });
  it('refuses a body that is announced too large, and stops one that grows too large', async () => {
    handler = (request, response) => {
      response.writeHead(200, request.url === '/announced' ? { ...html, 'content-length': 10_000_000_000 } : html);
      const more = () => { if (!response.destroyed) response.write(Buffer.alloc(16_384, 'a'), () => setImmediate(more)); };
      more();
    };
    expect(await get('/announced')).toMatchObject({ outcome: 'too-large', detail: expect.stringContaining('10000000000') as string });
    expect(await get('/endless')).toMatchObject({ outcome: 'too-large' });
  });
  it('ends a drip, a silence and half a body in time, without keeping part of a page', async () => {
    handler = (request, response) => {
      if (request.url === '/silence') return;
      response.writeHead(200, { ...html, 'content-length': 5000 });
      response.write('<p>half');
      if (request.url === '/cut') setTimeout(() => response.destroy(), 20);
      if (request.url === '/drip') { const timer = setInterval(() => response.write('x'), 50); response.on('close', () => clearInterval(timer)); }
    };
    expect((await get('/silence')).outcome).toBe('timed-out');
    expect((await get('/drip')).outcome).toBe('timed-out');
    expect(['connection-failed', 'broken']).toContain((await get('/cut')).outcome);
  });
  it('names a closed port and a type it was not asked to read', async () => {
    const closed = createFetcher({ userAgent: 'x', allowPrivate: ['127.0.0.1:1'] });
    expect(await closed.fetch('http://127.0.0.1:1/')).toMatchObject({ outcome: 'connection-failed' });
    await closed.close();
    handler = (_, response) => { response.writeHead(200, { 'content-type': 'video/mp4' }); response.end('film'); };
    expect(await get('/a', { accept: ['html'] })).toMatchObject({ outcome: 'not-html' });
    expect(await get('/a', { accept: ['html', 'xml'] })).toMatchObject({ outcome: 'unsupported-type' });
  });
  it('recognises a challenge that is served as a page', async () => {
    handler = (_, response) => { response.writeHead(200, html); response.end('<title>Just a moment...</title><p>Enable JavaScript'); };
    expect(await get('/a')).toMatchObject({ outcome: 'challenge', detail: 'titled "Just a moment..."' });
  });
  it.each([
    ['<title>Page not found | Harbour News</title>' + '<p>Fish landed today: none. '.repeat(200), 'soft-not-found'], ['<title>404</title><p>Sorry', 'soft-not-found'], ['<title>រកមិនឃើញទំព័រ - ក្រសួង</title>', 'soft-not-found'],
    ['<title>Harbour</title><p>This content is not available in your country.', 'geo-blocked'], ['<title>Are you a robot?</title>', 'captcha'], ['<title>x</title><script src="https://www.google.com/recaptcha/api.js"></script>', 'captcha'],
    ['<title>Bodies of missing crew not found, says coast guard</title><p>The search goes on.', 'ok'], ['<title>404 fishing boats at the regatta</title><p>A record.', 'ok'],
    [`<title>Film</title><p>${'The film opens on Friday in the harbour cinema. '.repeat(60)}It is not available in your country.`, 'ok'],
  ])('names what %s… says as %s', async (page, outcome) => {
    handler = (_, response) => { response.writeHead(200, html); response.end(page); };
    expect((await get('/a')).outcome).toBe(outcome);
  });
});

describe('names', () => {
  it('refuses a name with any private address, asks the resolver once and contacts only what it checked', async () => {
    const answers = [[{ address: '127.0.0.1', family: 4 }], [{ address: '10.0.0.1', family: 4 }]];
    const contacted: string[] = [];
    const named = createFetcher({ userAgent: 'x', resolver: () => Promise.resolve(answers.shift() ?? []), connect: (options, done) => { contacted.push(options.hostname); done(Object.assign(new Error('no route'), { code: 'ECONNREFUSED' }), null); } });
    expect(await named.fetch('http://news.example/')).toMatchObject({ outcome: 'private-address' });
    expect(await named.fetch('http://news.example/')).toMatchObject({ outcome: 'private-address' });
    expect(await named.fetch('http://news.example/')).toMatchObject({ outcome: 'dns-failed' });
    answers.push([{ address: '93.184.216.34', family: 4 }, { address: '93.184.216.35', family: 4 }]);
    expect(await named.fetch('http://news.example/')).toMatchObject({ outcome: 'connection-failed' });
    expect(contacted).toEqual(['93.184.216.34', '93.184.216.35']);
    await named.close();
  });
});

it('names as the sender of each answer the other end of the connection that brought it, of several to one origin', async () => {
  await fetcher.close();
  const otherEndOf = new Map<number | undefined, string>();
  const open = buildConnector({ allowH2: false });
  fetcher = createFetcher({ userAgent: 'TestMonitor/1.0', allowPrivate: [`127.0.0.1:${port}`], connect: (options, callback) => { open(options, (error, socket) => {
    if (error !== null) return callback(error, null);
    const address = `127.0.0.${otherEndOf.size + 2}`;
    otherEndOf.set(socket.localPort, address);
    Object.defineProperty(socket, 'remoteAddress', { value: address });
    return callback(null, socket);
  }); } });
  // Held until all three are here, each on a connection of its own; then over those that are open, again.
  const held: (() => void)[] = [];
  handler = (request, response) => {
    held.push(() => { response.writeHead(200, html); response.end(`<p>${request.socket.remotePort}</p>`); });
    if (held.length === 3) for (const answer of held.splice(0).reverse()) answer();
  };
  for (let round = 0; round < 2; round++) {
    await pause(20);
    const answers = await Promise.all(['/a', '/b', '/c'].map((path) => get(path)));
    for (const answer of answers) {
      if (answer.outcome !== 'ok') throw new Error(JSON.stringify(answer));
      expect(answer.peer?.address).toBe(otherEndOf.get(Number(/\d+/.exec(answer.body.toString())![0])));
    }
  }
  expect(otherEndOf.size).toBe(3);
});

it('stops at once when its caller does', async () => {
  handler = () => {};
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error('enough')), 30);
  await expect(get('/a', { signal: stop.signal })).rejects.toThrow('enough');
});
