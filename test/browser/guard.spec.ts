import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTcp, type Server as TcpServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createBrowser, type BrowserLimits, type Shell } from '#infra/browser/browser.js';
import { createFetcher, type Fetcher } from '#infra/http/fetcher.js';
import { chromium } from './chromium.js';

let site: Server;
let origin = '';
/** A service that the guard must keep from: whatever reaches it is a leak. */
let inside: TcpServer;
let insideAt = '';
let leaks = 0;
let asked: string[] = [];
let agents: (string | undefined)[] = [];
let fetcher: Fetcher;
let pages: Record<string, string | { type: string; body: string }> = {};

beforeAll(async () => {
  chromium();
  site = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    agents.push(request.headers['user-agent']);
    const page = pages[request.url ?? ''];
    if (page === undefined) { response.writeHead(404).end('not found'); return; }
    response.writeHead(200, { 'content-type': typeof page === 'string' ? 'text/html; charset=utf-8' : page.type }).end(typeof page === 'string' ? page : page.body);
  });
  inside = createTcp((socket) => { leaks++; socket.on('error', () => {}); socket.destroy(); });
  await Promise.all([new Promise<void>((resolve) => { site.listen(0, '127.0.0.1', resolve); }), new Promise<void>((resolve) => { inside.listen(0, '127.0.0.1', resolve); })]);
  origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  insideAt = `127.0.0.1:${(inside.address() as AddressInfo).port}`;
  fetcher = createFetcher({ userAgent: 'TestMonitor/1.0', allowPrivate: [new URL(origin).host] });
});
afterAll(async () => { await fetcher.close(); site.closeAllConnections(); site.close(); inside.close(); });
beforeEach(() => { leaks = 0; asked = []; agents = []; });

const shell = (path: string): Shell => ({ url: `${origin}${path}`, headers: { 'content-type': 'text/html; charset=utf-8' }, body: Buffer.from(pages[path] as string) });
const render = (path: string, wish = { screenshot: false }, limits: Partial<BrowserLimits> = {}) =>
  createBrowser({ ...chromium(), userAgent: 'TestMonitor/1.0', limits }).render(shell(path), (url) => fetcher.fetch(url), wish);
const chromiumProcesses = () => readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((pid) => {
  try { return Number(/\) \S+ (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[1]) === process.pid && /chrom/i.test(readFileSync(`/proc/${pid}/cmdline`, 'latin1')); } catch { return false; }
});

test('text that scripts make is in the page, and all that they ask for came through our fetcher', async () => {
  pages = {
    '/': '<!doctype html><title>Port authority</title><div id="news"></div><script src="/app.js"></script>',
    '/app.js': { type: 'text/javascript', body: 'fetch("/news.json").then((answer) => answer.json()).then(({ text }) => { document.querySelector("#news").innerHTML = "<article><p>" + text + "</p></article>"; });' },
    '/news.json': { type: 'application/json', body: JSON.stringify({ text: 'The ferry to Greyford leaves at six. សូមអរគុណ' }) },
  };
  const { html, screenshot, browser } = await render('/', { screenshot: true });
  expect(html).toContain('<article><p>The ferry to Greyford leaves at six. សូមអរគុណ</p></article>');
  expect(asked.filter((line) => !line.includes('favicon')).sort()).toEqual(['GET /app.js', 'GET /news.json']);
  expect(new Set(agents)).toEqual(new Set(['TestMonitor/1.0']));
  expect(screenshot?.subarray(1, 4).toString()).toBe('PNG');
  expect(browser).toMatch(/^\d+\./);
});

test('a page that reaches for private addresses by every way a browser has reaches nothing', async () => {
  pages = {
    '/': `<!doctype html><title>Trap</title><link rel="preconnect" href="http://${insideAt}"><link rel="dns-prefetch" href="//${insideAt}"><link rel="prefetch" href="http://${insideAt}/prefetch">
      <img src="http://${insideAt}/image.png"><iframe src="http://${insideAt}/frame"></iframe><script src="http://${insideAt}/script.js"></script><link rel="stylesheet" href="http://${insideAt}/style.css">
      <video src="http://${insideAt}/film.mp4" autoplay></video><object data="http://${insideAt}/object"></object><a id="ping" ping="http://${insideAt}/ping" href="#x">x</a>
      <form id="form" method="post" action="http://${insideAt}/form"></form><p id="said"></p>
      <script>
        const said = [];
        const attempt = (name, act) => { try { Promise.resolve(act()).then(() => said.push(name), () => {}); } catch {} };
        for (const target of ['http://${insideAt}/fetch', 'http://169.254.169.254/latest/meta-data/', 'http://[::1]:' + location.port + '/', 'http://localhost:9/', 'file:///etc/passwd', 'http://2130706433/']) attempt(target, () => fetch(target));
        attempt('no-cors', () => fetch('http://${insideAt}/nocors', { mode: 'no-cors' }));
        attempt('post', () => fetch('/post', { method: 'POST', body: 'x' }));
        attempt('beacon', () => { if (navigator.sendBeacon('http://${insideAt}/beacon', 'x')) return; throw 0; });
        attempt('socket', () => new Promise((resolve, reject) => { const socket = new WebSocket('ws://${insideAt}/socket'); socket.onmessage = resolve; socket.onerror = reject; socket.onclose = reject; }));
        attempt('events', () => new EventSource('http://${insideAt}/events'));
        attempt('rtc', () => new RTCPeerConnection({ iceServers: [{ urls: 'stun:${insideAt}' }] }));
        attempt('worker', () => new Promise((resolve, reject) => { const worker = new Worker(URL.createObjectURL(new Blob(["fetch('http://${insideAt}/worker').then(() => postMessage(1), () => postMessage(0))"]))); worker.onmessage = ({ data }) => (data ? resolve() : reject()); }));
        attempt('service', () => navigator.serviceWorker.register('/sw.js'));
        attempt('open', () => { if (window.open('http://${insideAt}/open')) return; throw 0; });
        document.querySelector('#ping').click();
        setTimeout(() => { document.querySelector('#said').textContent = JSON.stringify(said); }, 700);
        setTimeout(() => { document.querySelector('#form').submit(); }, 800);
        setTimeout(() => { location.href = 'http://${insideAt}/location'; }, 900);
      </script>`,
  };
  const { html, refused } = await render('/', { screenshot: true }, { settleMs: 3000 });
  await new Promise((resolve) => { setTimeout(resolve, 500); });
  expect(leaks).toBe(0);
  expect(asked.filter((line) => !line.includes('favicon'))).toEqual([]);
  // A page that sends the reader elsewhere is still there when that is refused, not the browser's error page.
  expect(html).toContain('id="said"');
  for (const opened of ['169.254', 'fetch', 'socket"', 'rtc', 'events', 'worker', 'post', 'no-cors', 'file:', '::1']) expect(/id="said">([^<]*)/.exec(html)?.[1] ?? '').not.toContain(opened);
  expect(refused.map(({ url }) => url)).toEqual(expect.arrayContaining(['http://169.254.169.254/latest/meta-data/', `http://${insideAt}/fetch`, `ws://${insideAt}/socket`]));
});

test('a page that never ends, and one that eats memory, end with the browser killed', { timeout: 120_000 }, async () => {
  pages = { '/loop': '<script>for (;;) {}</script>', '/eat': '<script>const kept = []; setInterval(() => { for (let at = 0; at < 20; at++) kept.push(new Uint8Array(4 << 20).fill(at)); }, 20);</script>' };
  await expect(render('/loop', { screenshot: false }, { totalMs: 4000 })).rejects.toMatchObject({ name: 'BrowserFailed', message: expect.stringContaining('4000 ms') });
  await expect(render('/eat', { screenshot: false }, { totalMs: 60_000, settleMs: 50_000, memoryMb: 500 })).rejects.toMatchObject({ name: 'BrowserFailed' });
  expect(chromiumProcesses()).toEqual([]);
});

test('a page of requests without end is cut, and what it asked beyond is refused', async () => {
  pages = { '/': '<p>many</p><script>for (let at = 0; at < 400; at++) fetch("/n" + at);</script>' };
  const { requests, html } = await render('/', { screenshot: false }, { requests: 30 });
  expect(html).toContain('many');
  expect(asked.length).toBeLessThanOrEqual(30);
  expect(requests).toBeGreaterThan(30);
});

test('a browser that is not there is named, and so is an error of ours', async () => {
  pages = { '/': '<script>fetch("/one")</script>' };
  await expect(createBrowser({ executable: '/nonexistent/chromium', sandbox: false, userAgent: 'x' }).render(shell('/'), (url) => fetcher.fetch(url), { screenshot: false })).rejects.toMatchObject({ name: 'BrowserFailed', message: expect.stringContaining('/nonexistent/chromium') });
  const lost = new Error('the lease was lost');
  await expect(createBrowser({ ...chromium(), userAgent: 'x' }).render(shell('/'), () => { throw lost; }, { screenshot: false })).rejects.toBe(lost);
});
