import { readFileSync, readdirSync } from 'node:fs';
import type { BrowserContext, Page, Request, Route } from 'playwright-core';
import { FetchFailed, messageOf } from '#core/errors.js';
import type { FetchResult } from '../http/fetcher.js';
import { FLAGS, UNMAKE } from './flags.js';

export interface BrowserSettings {
  /** Path of Chromium. */
  executable: string;
  /** Chromium's own sandbox. It needs another account than root. */
  sandbox: boolean;
  userAgent: string;
  limits?: Partial<BrowserLimits>;
}
export interface BrowserLimits {
  /** From the start of the browser to its end; milliseconds. */
  totalMs: number;
  /** Without a request for half a second, a page is taken to be complete; at the latest after this. */
  settleMs: number;
  /** Requests of one page, and bytes of all their answers. */
  requests: number;
  bytes: number;
  /** Of the browser with all its processes (Linux). */
  memoryMb: number;
  htmlBytes: number;
  /** Height of a screenshot in pixels; what is below is not in it. */
  screenshotHeight: number;
}
const LIMITS: BrowserLimits = { totalMs: 45_000, settleMs: 10_000, requests: 150, bytes: 30 << 20, memoryMb: 1200, htmlBytes: 10 << 20, screenshotHeight: 8000 };
const WIDTH = 1280;
const MEMORY_EVERY_MS = 250;
/** Navigations of the page itself: scripts that send a reader on, as choices of language do. */
const MOST_NAVIGATIONS = 3;
/** What a text needs. Pictures and fonts are asked for only where a screenshot is. */
const FOR_TEXT = new Set(['document', 'script', 'stylesheet', 'xhr', 'fetch']);
const FOR_PICTURE = new Set([...FOR_TEXT, 'image', 'font']);

/** The page as fetched, which the browser gets as its first answer: it is not asked for twice. */
export interface Shell { url: string; headers: Record<string, string>; body: Buffer }
export interface Rendered {
  /** The document after its scripts, as HTML in UTF-8. */
  html: string;
  finalUrl: string;
  /** PNG. */
  screenshot: Buffer | null;
  browser: string;
  requests: number;
  /** Requests that were not let through or gave nothing, with the reason; at most 50. */
  refused: { url: string; why: string }[];
}
/** Gets what a page asks for; the caller's guard, robots.txt, pace and caps. May throw: then the rendering ends with that error. */
export type Ask = (url: string) => Promise<FetchResult>;

export interface Browser {
  /** What a page is after its scripts. Rejects with BrowserFailed for what the page or the browser does, and with whatever `ask` threw. */
  render(shell: Shell, ask: Ask, wish: { screenshot: boolean }): Promise<Rendered>;
}
/** The browser gave nothing: too slow, too large, crashed or not there. The page as fetched is as good as ever. */
export class BrowserFailed extends Error { override name = 'BrowserFailed'; }

/**
 * A headless Chromium that has no network. Every request of a page is answered by us, with what `ask` brings, and only GET of http(s); a name resolves to
 * nothing and the only proxy is a closed port, so that what our interception does not see goes nowhere. A process for each page, killed afterwards; one page at a time.
 */
export function createBrowser(settings: BrowserSettings): Browser {
  const limits = { ...LIMITS, ...settings.limits };
  let turn: Promise<unknown> = Promise.resolve();
  return {
    render(shell, ask, wish) {
      const done = turn.then(() => renderOnce(settings, limits, shell, ask, wish));
      turn = done.catch(() => {});
      return done;
    },
  };
}

async function renderOnce({ executable, sandbox, userAgent }: BrowserSettings, limits: BrowserLimits, shell: Shell, ask: Ask, wish: { screenshot: boolean }): Promise<Rendered> {
  const { chromium } = await driver();
  const server = await chromium.launchServer({ executablePath: executable, headless: true, chromiumSandbox: sandbox, args: FLAGS, host: '127.0.0.1', timeout: limits.totalMs, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false })
    .catch((error: unknown) => { throw new BrowserFailed(`${executable} does not start: ${firstLine(error)}`); });
  let end!: (error: Error) => void;
  const ended = new Promise<never>((_, reject) => { end = reject; });
  ended.catch(() => {});
  const timer = setTimeout(() => end(new BrowserFailed(`the page was not there after ${limits.totalMs} ms`)), limits.totalMs);
  const watch = setInterval(() => {
    const mb = memoryOf(server.process().pid ?? 0);
    if (mb > limits.memoryMb) end(new BrowserFailed(`the browser took more than ${limits.memoryMb} MB`));
  }, MEMORY_EVERY_MS);
  try {
    return await Promise.race([work(), ended]);
  } catch (error) {
    if (error instanceof Error && /^(Error|TimeoutError|TargetClosedError)$/.test(error.name) && error.stack?.includes('playwright-core')) throw new BrowserFailed(firstLine(error));
    throw error;
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    await server.kill();
  }

  async function work(): Promise<Rendered> {
    const browser = await chromium.connect(server.wsEndpoint());
    const context = await browser.newContext({ userAgent, viewport: { width: WIDTH, height: 900 }, serviceWorkers: 'block', acceptDownloads: false, permissions: [], javaScriptEnabled: true });
    await context.addInitScript(UNMAKE);
    const page = await context.newPage();
    const guard = await guarded(context, page, shell, ask, limits, wish.screenshot ? FOR_PICTURE : FOR_TEXT, end);
    await page.goto(shell.url, { waitUntil: 'domcontentloaded', timeout: limits.totalMs });
    await page.waitForLoadState('networkidle', { timeout: limits.settleMs }).catch(() => {});
    const length = await page.evaluate('document.documentElement.outerHTML.length') as number;
    if (length > limits.htmlBytes) throw new BrowserFailed(`the page has grown to ${length} characters`);
    const html = (await page.content()).toWellFormed();
    return { html, finalUrl: page.url(), screenshot: wish.screenshot ? await photographed(page, limits) : null, browser: browser.version(), requests: guard.requests, refused: guard.refused };
  }
}

async function photographed(page: Page, { screenshotHeight }: BrowserLimits): Promise<Buffer> {
  const height = Math.min(await page.evaluate('document.documentElement.scrollHeight') as number, screenshotHeight);
  return page.screenshot({ type: 'png', fullPage: true, clip: { x: 0, y: 0, width: WIDTH, height: Math.max(1, height) }, animations: 'disabled' });
}

/** Answers every request of the browser, or refuses it. */
async function guarded(context: BrowserContext, page: Page, shell: Shell, ask: Ask, limits: BrowserLimits, kinds: ReadonlySet<string>, end: (error: Error) => void) {
  const state = { requests: 0, refused: [] as { url: string; why: string }[] };
  let bytes = 0;
  let navigations = 0;
  let shellGiven = false;
  const host = new URL(shell.url).host;

  /** Why a request is not let through, before anybody is asked; null where it is. */
  const fault = (route: Route): string | null => {
    const request = route.request();
    if (request.method() !== 'GET') return `${request.method()} is not sent`;
    if (!kinds.has(request.resourceType())) return `${request.resourceType()} is not needed`;
    if (request.resourceType() === 'document') {
      if (!ofPage(request, page)) return 'frames and other windows are not filled';
      if (++navigations > MOST_NAVIGATIONS) return 'sent on too often';
      if (new URL(request.url()).host !== host) return 'sent on to another site';
    }
    return ++state.requests > limits.requests ? `more than ${limits.requests} requests` : bytes > limits.bytes ? `more than ${limits.bytes} bytes` : null;
  };
  const refuse = async (route: Route, why: string): Promise<void> => {
    if (state.refused.length < 50) state.refused.push({ url: route.request().url().slice(0, 500), why });
    // "No content" leaves the page where it is; an error would put the browser's own page in its place.
    await (route.request().resourceType() === 'document' ? route.fulfill({ status: 204 }) : route.abort('blockedbyclient'));
  };
  await context.route(() => true, async (route) => {
    try {
      const why = fault(route);
      if (why !== null) return await refuse(route, why);
      const url = route.request().url();
      if (!shellGiven && url === shell.url) {
        shellGiven = true;
        return await route.fulfill({ status: 200, headers: passed(shell.headers), body: shell.body });
      }
      const answer = await ask(url);
      if (answer.outcome !== 'ok') return await refuse(route, 'detail' in answer ? `${answer.outcome}: ${answer.detail}` : answer.outcome);
      bytes += answer.body.length;
      return await route.fulfill({ status: 200, headers: passed(answer.headers), body: answer.body });
    } catch (error) {
      if (error instanceof FetchFailed) return await refuse(route, `${error.outcome}: ${error.message}`).catch(() => {});
      // Of the browser that is gone already, nobody needs to be told; anything else (a lost lease) ends the rendering.
      if (!/closed|disposed|already handled/i.test(messageOf(error))) end(error as Error);
    }
  });
  await context.routeWebSocket(() => true, async (socket) => {
    if (state.refused.length < 50) state.refused.push({ url: socket.url().slice(0, 500), why: 'sockets are not opened' });
    await socket.close();
  });
  context.on('page', (other) => { if (other !== page) void other.close().catch(() => {}); });
  page.on('dialog', (dialog) => { void dialog.dismiss().catch(() => {}); });
  return state;
}

/** A window that a page opens asks before it has a frame; the driver then throws. */
function ofPage(request: Request, page: Page): boolean {
  try { return request.frame() === page.mainFrame(); } catch { return false; }
}

/** What of an answer's headers a page may see: what it is, and who may read it. No cookies, no policies that would ask elsewhere. */
const passed = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name === 'content-type' || name === 'content-language' || name.startsWith('access-control-')));

async function driver(): Promise<typeof import('playwright-core')> {
  try { return await import('playwright-core'); } catch { throw new BrowserFailed('the package playwright-core is not installed: `npm install playwright-core` (14 MB; it brings no browser)'); }
}

const firstLine = (error: unknown): string => messageOf(error).split('\n')[0]?.slice(0, 300) ?? '';

/** Memory of a process and all that came from it, in MiB; 0 where the system does not say. Pages shared with others are left out. */
function memoryOf(root: number): number {
  if (process.platform !== 'linux' || root === 0) return 0;
  const children = new Map<number, number[]>();
  const resident = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    try {
      const parent = Number(readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\)/s, '').trim().split(' ')[1]);
      children.set(parent, [...children.get(parent) ?? [], pid]);
      const [, all, shared] = readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ').map(Number);
      resident.set(pid, (all ?? 0) - (shared ?? 0));
    } catch { /* It ended meanwhile. */ }
  }
  const sum = (pid: number): number => (resident.get(pid) ?? 0) + (children.get(pid) ?? []).reduce((total, child) => total + sum(child), 0);
  return sum(root) * 4096 / (1 << 20);
}
