import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium as driver, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type Api } from '../../store/api-server.js';
import { chromium } from '../chromium.js';
import { misdeeds, overflow } from './judge.js';

/** What strangers may have written wherever they may write: markup that would run, addresses that would, templates, marks that turn text around, a word without an end. */
const MARKUP = `<img src=x onerror="globalThis.taken=1"><script>globalThis.taken=1</script>"><svg onload=globalThis.taken=1>{{7*7}}\${7*7}`;
const ADDRESS = 'javascript:globalThis.taken=1//';
const HOSTILE = `${MARKUP} \u202Ednetxet\u202C \u0000\u0007`.replaceAll('\u0000', '') + 'W'.repeat(900);

const dashboard = fileURLToPath(new URL('../../../dist/apps/dashboard/', import.meta.url));
let api: Api;
let browser: Browser;
let page: Page;
let wrong: string[];

beforeAll(async () => {
  if (!existsSync(dashboard)) throw new Error('the dashboard is not built: npm run build');
  const { executable, sandbox } = chromium();
  [api, browser] = await Promise.all([startApi(dashboard), driver.launch({ executablePath: executable, chromiumSandbox: sandbox })]);
  const name = JSON.stringify({ en: HOSTILE, km: HOSTILE });
  const { db } = api;
  for (const [sql, ...values] of [
    ['UPDATE elections SET name = $1, polity = $1', name],
    ['UPDATE actors SET name = $1', name],
    ['UPDATE accounts SET name = $1', name],
    ['UPDATE documents SET title = $1, author = $1, forwarded_from = $1, url = $2 || id, text = text || $1', HOSTILE, ADDRESS],
    ['UPDATE observations SET why = $1, payload = jsonb_set(payload, \'{caller}\', to_jsonb($1::text))', HOSTILE],
    ['UPDATE gaps SET detail = $1', HOSTILE],
    ['UPDATE goals SET stated_by = $1, source = $2', HOSTILE, ADDRESS],
    ['UPDATE campaigns SET objects = $1', JSON.stringify([{ kind: 'near-same text', key: HOSTILE, members: ['tides', 'dykes'], documentIds: [] }, { kind: 'same link', key: ADDRESS, members: ['tides'], documentIds: [] }])],
    [`INSERT INTO replies (election_id, actor_id, question, channel, asked_by, asked_at, answer, answer_language, answered_at) VALUES ('lowlands', 'tides', $1, 'e-mail', $1, now(), $1, 'en', now())`, HOSTILE],
  ] as [string, ...unknown[]][]) await db.query(sql, values);
  const { cookie } = await api.signedIn('looker', 'admin');
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  await context.addCookies([{ name: cookie.split('=')[0]!, value: cookie.slice(cookie.indexOf('=') + 1), url: api.base }]);
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  wrong = misdeeds(page, api.base);
  page.on('dialog', (dialog) => { wrong.push(`dialog: ${dialog.message()}`); void dialog.dismiss(); });
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await api?.close();
});

test('what strangers wrote is shown as they wrote it on every page: nothing of it runs, leads anywhere, or breaks the page apart', async () => {
  const document = api.planted.documents[0]!;
  const paths = ['/', '/drives', '/drives/drive-1', '/accounts', '/accounts/telegram%3Aharbour_example', '/review', '/search', '/search?q=harbour_example', `/documents/${document}`, '/sources', '/sources/tides-website', '/editions', `/editions/${api.planted.heldEdition}`, '/set-up', '/settings', '/queues'];
  const shown: string[] = [];
  const found: string[] = [];
  const framed: string[] = [];
  for (const path of paths) {
    await page.goto(`${api.base}/#${path}`);
    await page.locator('main h1').first().waitFor();
    await page.waitForLoadState('networkidle').catch(() => { /* live changes keep one line open */ });
    await page.locator('.wait').first().waitFor({ state: 'detached' }).catch(() => { /* told below, as what is missing */ });
    const text = await page.locator('body').innerText();
    if (text.includes('<img src=x onerror=')) shown.push(path);
    const state = await page.evaluate<{ taken: boolean; planted: number; links: string[] }>(`({
      taken: 'taken' in globalThis,
      planted: document.querySelectorAll('img, svg[onload], iframe:not(.mail[sandbox=""]), object, [onerror], [onload], body script').length - document.querySelectorAll('body > script[src^="/assets/"]').length,
      links: [...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href')).filter((href) => !/^(https?:|data:text.csv|blob:|#|[/])/.test(href)),
    })`);
    if (state.taken || state.planted > 0 || state.links.length > 0) found.push(`${path}: ${JSON.stringify(state)}`);
    // The mail as readers get it, in a frame that may run nothing: nothing in it tries to.
    for (const frame of page.frames().slice(1)) {
      await frame.locator('h1, h2').first().waitFor();
      framed.push(path);
      const tries = await frame.locator('script, object, iframe, [onerror], [onload], a[href^="javascript:"]').count();
      if (tries > 0) found.push(`${path}: ${tries} elements in its frame`);
    }
    const wider = await overflow(page);
    if (wider > 0) found.push(`${path}: ${wider} px too wide`);
  }
  expect(found).toEqual([]);
  expect(wrong).toEqual([]);
  expect(framed).toEqual([`/editions/${api.planted.heldEdition}`]);
  // It was there to be seen, so that the rest says something.
  expect(shown).toEqual(expect.arrayContaining(['/drives', '/drives/drive-1', '/accounts', '/review', `/documents/${document}`, '/sources', '/sources/tides-website', '/editions']));
}, 120_000);

test('a table made in the page has no cell that a spreadsheet would run', async () => {
  await api.db.query('UPDATE observations SET why = $1', ['=HYPERLINK("https://elsewhere.example";"x")']);
  await page.goto(`${api.base}/#/drives/drive-1`);
  await page.reload();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /Evidence of this drive/ }).click()]);
  const table = readFileSync(await download.path(), 'utf8');
  expect(table).toContain('"\'=HYPERLINK(""https://elsewhere.example""');
  expect(table).not.toMatch(/(^|,)"[=+@]/m);
});
