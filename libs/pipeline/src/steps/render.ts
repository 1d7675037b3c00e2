import { sha256Of } from '#core/sha256.js';
import { BrowserFailed, type Ask } from '#infra/browser/browser.js';
import type { Fetched, FetchResult } from '#infra/http/fetcher.js';
import type { Claimed } from '#infra/store/frontier.js';
import type { World } from '../world.js';

/** What a source wants of a browser: the page after its scripts, a picture of it. */
export interface BrowserWish { render: boolean; screenshot: boolean }
/** What the browser brought. `from`: SHA-256 of the page as fetched, where the snapshot's body is what its scripts made of it. */
export interface Rendering { from: string | null; original: Buffer; screenshot: Buffer | null; screenshotSha256: string | null; browser: string; requests: number; refused: { url: string; why: string }[] }

/** Null for most sources, and for what is no page. */
export function browserWish({ settings, role }: Pick<Claimed, 'settings' | 'role'>): BrowserWish | null {
  const wish = { render: settings['render'] === true, screenshot: settings['screenshot'] === true };
  return role !== 'image' && (wish.render || wish.screenshot) ? wish : null;
}

/**
 * Gives the page to the browser, where the source wants it and there is one. The page as fetched stays what it is where that gives nothing: `why` is then what the
 * gap says. `ask` gets what the page's scripts ask for, in the guard and at the pace of the visit.
 */
export async function renderPage(world: Pick<World, 'browser'>, wish: BrowserWish, result: FetchResult, ask: Ask): Promise<{ result: FetchResult; rendering: Rendering | null; why: string | null }> {
  if (result.outcome !== 'ok' || result.kind !== 'html') return { result, rendering: null, why: null };
  if (world.browser === null) return { result, rendering: null, why: `${result.finalUrl} asks for a browser, and CLAQUE_BROWSER names none` };
  try {
    const { html, screenshot, browser, requests, refused, finalUrl } = await world.browser.render({ url: result.finalUrl, headers: result.headers, body: result.body }, ask, wish);
    const rendering: Rendering = { from: wish.render ? result.sha256 : null, original: result.body, screenshot, screenshotSha256: screenshot === null ? null : sha256Of(screenshot), browser, requests, refused };
    return { result: wish.render ? afterScripts(result, html, finalUrl) : result, rendering, why: null };
  } catch (error) {
    if (!(error instanceof BrowserFailed)) throw error;
    return { result, rendering: null, why: `${result.finalUrl}: ${error.message}` };
  }
}

function afterScripts(result: Fetched, html: string, finalUrl: string): Fetched {
  const body = Buffer.from(html);
  const moved = finalUrl.split('#')[0] ?? finalUrl;
  return { ...result, body, sha256: sha256Of(body), headers: { ...result.headers, 'content-type': 'text/html; charset=utf-8' }, ...(moved === result.finalUrl ? {} : { finalUrl: moved, redirects: [...result.redirects, result.finalUrl] }) };
}
