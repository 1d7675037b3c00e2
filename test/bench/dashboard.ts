import { fileURLToPath } from 'node:url';
import { chromium as driver, type Browser, type Cookie } from 'playwright-core';
import { chromium } from '../browser/chromium.js';
import { startApi } from '../store/api-server.js';

const RUNS = 9;
/** Lines as Chromium's own tools name them: bytes a second down and up, milliseconds there and back. */
const LINES = { 'slow 4G': { downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8, latency: 150 }, 'fast 4G': { downloadThroughput: 9_000_000 / 8, uploadThroughput: 1_500_000 / 8, latency: 60 } };
const FLOOR_MS = 1500;
const FLOOR_KB = 250;

/**
 * How soon the first page can be used on a slow line, signed in and with an empty cache: `usable` is when the menu and the figures of the day stand there and answer,
 * `whole` when the calls of the day do. The built page, the real API, a small election; Chromium throttles the line, not the processor.
 */
export async function run(): Promise<void> {
  const api = await startApi(fileURLToPath(new URL('../../apps/dashboard/', import.meta.url)));
  const { executable, sandbox } = chromium();
  const browser = await driver.launch({ executablePath: executable, chromiumSandbox: sandbox });
  try {
    const { cookie } = await api.signedIn('looker', 'editor');
    const given = { name: cookie.split('=')[0]!, value: cookie.slice(cookie.indexOf('=') + 1), url: api.base };
    for (const [name, line] of Object.entries(LINES)) {
      const loads: Load[] = [];
      for (let n = 0; n < RUNS; n++) loads.push(await load(browser, api.base, given, line));
      const median = (of: (load: Load) => number): number => loads.map(of).sort((a, b) => a - b)[Math.floor(RUNS / 2)]!;
      console.log(`${name}: usable after ${median(({ usable }) => usable).toFixed(0)} ms (best ${Math.min(...loads.map(({ usable }) => usable)).toFixed(0)}; floor ${FLOOR_MS}), whole after ${median(({ whole }) => whole).toFixed(0)} ms; `
        + `${median(({ bytes }) => bytes / 1000).toFixed(0)} kB in ${median(({ requests }) => requests)} requests (floor ${FLOOR_KB} kB), medians of ${RUNS}`);
    }
  } finally {
    await browser.close();
    await api.close();
  }
}

interface Load { usable: number; whole: number; bytes: number; requests: number }
async function load(browser: Browser, url: string, cookie: Pick<Cookie, 'name' | 'value'> & { url: string }, line: (typeof LINES)['slow 4G']): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  await context.addCookies([cookie]);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  let [bytes, requests] = [0, 0];
  await session.send('Network.enable');
  session.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength; requests += 1; });
  await session.send('Network.emulateNetworkConditions', { offline: false, ...line });
  const began = performance.now();
  await page.goto(`${url}/#/`, { waitUntil: 'commit' });
  await page.locator('nav.figures').waitFor();
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Review' }).click({ trial: true });
  const usable = performance.now() - began;
  await page.locator('.told, .day-bars ~ .empty').first().waitFor();
  const whole = performance.now() - began;
  await context.close();
  return { usable, whole, bytes, requests };
}
