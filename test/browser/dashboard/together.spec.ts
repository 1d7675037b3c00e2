import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium as driver, type Browser, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Campaign } from '#core/model.js';
import { saveCampaigns } from '#infra/store/campaigns.js';
import { raiseGap } from '#infra/store/snapshots.js';
import { endTry } from '#infra/store/source-lists.js';
import { spreadsheet } from '../../material/spreadsheet.js';
import { PASSWORD, startApi, type Api } from '../../store/api-server.js';
import { chromium } from '../chromium.js';
import { barriers, misdeeds } from './judge.js';

const dashboard = fileURLToPath(new URL('../../../dist/apps/dashboard/', import.meta.url));
/** Of the small election, as somebody wrote it. */
const WATCHLIST = `version: 1
election: { id: lowlands, name: { en: Lowlands vote }, polity: { en: Lowlands }, time_zone: Asia/Phnom_Penh, polling_day: 2031-03-14 }
actors:
  - { id: tides, name: { en: Ministry of tides }, kind: ministry, side: government, sources: [{ kind: website, url: "https://tides.example/" }] }
  - { id: dykes, name: { en: Ministry of dykes }, kind: ministry, side: government, sources: [{ kind: website, url: "https://dykes.example/" }] }
accounts:
  - { platform: telegram, handle: harbour_example }
`;
let api: Api;
let browser: Browser;
/** Three people at one table: who runs the installation, who edits, who codes. */
let admin: Page;
let editor: Page;
let coder: Page;
/** What the pages of each did that they must not. */
const wrong: string[][] = [];

beforeAll(async () => {
  if (!existsSync(dashboard)) throw new Error('the dashboard is not built: npm run build');
  const { executable, sandbox } = chromium();
  [api, browser] = await Promise.all([startApi(dashboard), driver.launch({ executablePath: executable, chromiumSandbox: sandbox })]);
  await api.db.query('UPDATE elections SET watchlist_text = $1', [WATCHLIST]);
  await api.db.query('UPDATE watchlist_versions SET text = $1', [WATCHLIST]);
  const calls = await api.db.query<Campaign['calls']>(`SELECT o.id AS "observationId", o.document_id AS "documentId", d.actor_id AS "actorId", d.published_at AS at FROM observations o JOIN documents d ON d.id = o.document_id ORDER BY d.published_at`);
  const actors = ['tides', 'dykes'];
  await saveCampaigns(api.db, 'lowlands', [{
    id: 'letters', target: 'telegram:harbour_example', members: actors, calls, firstAt: calls[0]!.at, lastAt: calls.at(-1)!.at, links: ['same target', 'same link'], similarity: 0.9, pValue: 0.001, verdict: 'observed',
    objects: [{ kind: 'same link', key: 'https://t.me/harbour_example', members: actors, documentIds: calls.map(({ documentId }) => documentId) }],
    order: actors.map((actorId) => ({ actorId, firstAt: calls.find((call) => call.actorId === actorId)!.at, afterMs: 0, calls: calls.filter((call) => call.actorId === actorId).length, role: 'origin' })),
  }], { clusteredTo: '1' });
  const seat = async (name: string, role: 'admin' | 'editor' | 'coder'): Promise<Page> => {
    const { cookie } = await api.signedIn(name, role);
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
    await context.addCookies([{ name: cookie.split('=')[0]!, value: cookie.slice(cookie.indexOf('=') + 1), url: api.base }]);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    wrong.push(misdeeds(page, api.base));
    return page;
  };
  admin = await seat('runs', 'admin');
  editor = await seat('edits', 'editor');
  coder = await seat('codes', 'coder');
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await api?.close();
});

const open = async (page: Page, path: string): Promise<void> => {
  await page.goto(`${api.base}/#${path}`);
  await page.locator('main h1').first().waitFor();
};
const heading = (page: Page): Promise<string> => page.locator('main h1').innerText();
const decide = async (page: Page, what: string): Promise<Locator> => {
  await page.getByRole('button', { name: 'Decide', exact: true }).click();
  await page.getByRole('menuitem', { name: what, exact: true }).click();
  return page.getByRole('dialog', { name: what });
};
const save = async (dialog: Locator): Promise<void> => {
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
};
/** What reaches others asks for the password, unless it was given a short while ago. */
const confirmed = async (page: Page, shows: Locator): Promise<void> => {
  const again = page.getByRole('dialog', { name: 'Your password again' });
  await again.or(shows).first().waitFor();
  if (!await again.isVisible()) return;
  await again.getByLabel('Password').fill(PASSWORD);
  await again.getByRole('button', { name: 'Go on' }).click();
  await shows.waitFor();
};

test('a drive is named, actors are taken out into one of their own, and it is taken in again, each with its reason', async () => {
  await open(editor, '/drives/letters');
  const name = await decide(editor, 'Name it');
  await name.getByLabel('Name it').fill('The letters');
  await save(name);
  await expect.poll(() => heading(editor)).toBe('The letters');
  const split = await decide(editor, 'Take out');
  await split.getByLabel('Ministry of dykes').check();
  await split.getByLabel('Name it').fill('Another notice');
  await split.getByLabel('Why').fill('Of another kind');
  await save(split);
  await open(editor, '/drives');
  await editor.getByText('Another notice').waitFor();
  expect(await editor.locator('main .rows > li').count()).toBe(2);
  await editor.getByText('The letters').click();
  const merge = await decide(editor, 'Merge');
  await merge.getByLabel('Take in').selectOption({ index: 1 });
  await merge.getByLabel('Why').fill('It was one after all');
  await save(merge);
  await open(editor, '/drives');
  await expect.poll(() => editor.locator('main .rows > li').count()).toBe(1);
});

test('whoever changes what somebody else changed meanwhile is told by whom and what, keeps what was written, and decides again', async () => {
  await open(editor, '/drives/letters');
  const name = await decide(editor, 'Name it');
  await name.getByLabel('Name it').fill('The harbour letters');
  await api.ask('PUT', '/api/v1/campaigns/letters/name', { key: api.keys.editor, body: { name: 'Letters of spring' } });
  await name.getByRole('button', { name: 'Save' }).click();
  const notice = name.getByRole('alert');
  await notice.waitFor();
  expect(await notice.innerText()).toMatch(/by key:editor[\s\S]*The letters → Letters of spring/);
  expect(await name.getByLabel('Name it').inputValue()).toBe('The harbour letters');
  await save(name);
  await expect.poll(() => heading(editor)).toBe('The harbour letters');
});

const rows = (page: Page): Locator => page.locator('.review ol li');
const review = async (page: Page, state: string): Promise<void> => {
  await open(page, '/review');
  await page.getByLabel('State').selectOption(state);
  await page.getByLabel('Copies of one wording as one').uncheck();
  await rows(page).first().waitFor();
  await page.locator('main h1').click();
};
const pressed = async (page: Page, key: string): Promise<void> => {
  const decided = page.waitForResponse((response) => /\/(decisions|adjudication)$/.test(response.url()));
  await page.keyboard.press(key);
  const dialog = page.getByRole('dialog');
  if (key !== 'c' || await dialog.isVisible()) {
    await dialog.getByLabel('Why').fill(`because of ${key}`);
    if (key === 'e') await dialog.getByLabel('How hard').selectOption('mandatory');
    await dialog.getByRole('button', { name: 'Save' }).click();
  }
  expect((await decided).status()).toBe(200);
  await dialog.waitFor({ state: 'detached' });
};

test('two people read a finding without knowing of each other, an editor settles what they do not agree on, and how far they agree is told', async () => {
  // Letters of one wording are one, until somebody wants to see each.
  await open(editor, '/review');
  await editor.getByText(/The same words stand in \d+ more/).waitFor();
  const folded = await rows(editor).count();
  await review(editor, 'waiting');
  const all = await rows(editor).count();
  expect(all).toBeGreaterThan(folded);
  await pressed(editor, 'c');
  await expect.poll(() => rows(editor).count()).toBe(all - 1);
  await pressed(editor, 'e');
  expect(await editor.locator('[role=status].hidden').first().innerText()).toContain('corrected');

  await review(coder, 'second');
  expect(await rows(coder).count()).toBe(2);
  await coder.getByText('You are the second reader').waitFor();
  expect(await barriers(coder)).toEqual([]);
  expect(await coder.locator('.review').innerText()).not.toMatch(/confirmed|corrected/);
  await pressed(coder, 'r');
  await pressed(coder, 'r');

  await open(editor, '/review');
  await editor.getByLabel('State').selectOption('split');
  await editor.getByLabel('Copies of one wording as one').uncheck();
  await expect.poll(() => rows(editor).count()).toBe(2);
  await editor.locator('main h1').click();
  // Now that two have read it, each sees what the other decided.
  expect(await editor.locator('.review').innerText()).toMatch(/rejected/);
  await editor.keyboard.press('c');
  const settle = editor.getByRole('dialog', { name: 'Settle: Confirm' });
  await settle.getByLabel('Why').fill('The letter is its own');
  await save(settle);
  await expect.poll(() => rows(editor).count()).toBe(1);
  await editor.reload();
  const agreement = editor.locator('section', { hasText: 'Agreement of readers' });
  await agreement.locator('tbody tr').first().waitFor();
  expect(await agreement.locator('tbody tr').first().innerText()).toMatch(/2\s+0 %/);
});

test('what changes on the server is seen without asking again', async () => {
  await open(coder, '/');
  await coder.getByText('What we could not see').waitFor();
  // The stream says what came after it was opened: wait for its first look at the tables.
  await coder.waitForTimeout(2500);
  await raiseGap(api.db, 'lowlands', 'tides-website', 'captcha', 'asked for letters', new Date());
  // The page asks of its own accord only every twenty seconds.
  await coder.getByText('asks for a captcha').waitFor({ timeout: 15_000 });
});

test('what a network answered is told in words, in the reader\'s language', async () => {
  await raiseGap(api.db, 'lowlands', 'dykes-website', 'connection-failed', 'connect ECONNREFUSED 203.0.113.7:8443', new Date());
  await open(coder, '/sources/dykes-website');
  await coder.getByText('nothing takes connections there (203.0.113.7:8443)').waitFor();
  await coder.getByRole('button', { name: 'ភាសាខ្មែរ' }).first().click();
  await coder.getByText('គ្មានអ្វីទទួលការភ្ជាប់នៅទីនោះ').waitFor();
  expect(await coder.locator('main').innerText()).not.toContain('ECONNREFUSED');
  await coder.getByRole('button', { name: 'English' }).first().click();
});

test('a source is read back thirty days, how far it is can be seen, and it is stopped', async () => {
  await open(editor, '/sources/tides-website');
  await editor.getByRole('button', { name: 'Read back' }).click();
  await editor.getByText('paging back').waitFor();
  expect(await editor.locator('section', { hasText: 'The days before' }).innerText()).toMatch(/older pages?, \d+ waiting[\s\S]*0 new documents/);
  // Who asks for all is told which are left out, and why.
  await open(editor, '/set-up');
  await editor.getByRole('tab', { name: 'The days before' }).click();
  await editor.getByRole('button', { name: 'Read all sources back' }).click();
  await editor.getByText('Begun for 1 source').waitFor();
  await editor.getByText('left out, and why').click();
  await editor.getByText('one is under way').waitFor();
  expect(await barriers(editor)).toEqual([]);
  await editor.getByRole('button', { name: 'Stop Ministry of tides, website' }).click();
  await editor.locator('.tag', { hasText: 'stopped' }).waitFor();
});

test('a spreadsheet of Excel is refused with its bad cell named, and put into force when it is mended', async () => {
  const sheet = async (kind: string) => ({
    name: 'who.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await spreadsheet([['actor', 'name', 'kind', 'side', 'source', 'leaning_basis', 'leaning_on', 'leaning_by'], ['ministry-reeds', 'Ministry of Reeds & Rushes', kind, 'government', 'https://reeds.example/', 'By law', '2031-01-01', 'E2']]),
  });
  await open(admin, '/set-up');
  await admin.getByLabel('a new election').check();
  for (const [field, text] of [['Id', 'highlands'], ['Name', 'Highlands vote'], ['Country', 'Highlands'], ['Time zone', 'Asia/Phnom_Penh'], ['Polling day', '2031-06-01']] as const) await admin.locator('label', { hasText: new RegExp(`^${field}`) }).locator('input').fill(text);
  const file = admin.getByLabel('Spreadsheet (XLSX, CSV) or watchlist (YAML)');
  await file.setInputFiles(await sheet('guild'));
  expect(await admin.locator('tbody th', { hasText: 'C2' }).innerText()).toBe('C2');
  await file.setInputFiles(await sheet('ministry'));
  await admin.getByText(/1 row, 1 actor, no fault/).waitFor();
  await admin.getByRole('button', { name: 'Check' }).click();
  await admin.getByText('nothing is wrong with it').waitFor();
  await admin.getByRole('button', { name: 'Put it into force' }).click();
  await admin.getByText('In force as version 1').waitFor();
  await admin.getByRole('combobox', { name: 'Election' }).selectOption('highlands');
  await admin.getByRole('tab', { name: 'Balance' }).click();
  const row = admin.getByRole('row', { name: /Ministry of Reeds & Rushes/ });
  await row.waitFor();
  expect(await row.innerText()).toMatch(/By law[\s\S]*1 Jan[\s\S]*E2/);
});

test('an account that calls name is put forward, and watched once a second person says whose it is, each on a proof', async () => {
  await api.db.query(`UPDATE observations SET target = 'telegram:new_channel' WHERE id = (SELECT max(id) FROM observations WHERE kind = 'call')`);
  // Another election came meanwhile: whoever did not choose it still looks at the first.
  expect(await editor.getByRole('combobox', { name: 'Election' }).inputValue()).toBe('lowlands');
  await admin.getByRole('combobox', { name: 'Election' }).selectOption('lowlands');
  const say = async (page: Page, proof: string): Promise<Locator> => {
    await open(page, '/set-up');
    await page.getByRole('tab', { name: 'Accounts found' }).click();
    const row = page.locator('.proposal', { hasText: '@new_channel' });
    await row.getByRole('button', { name: 'Decide' }).click();
    const dialog = page.getByRole('dialog', { name: /@new_channel/ });
    await dialog.getByLabel('Whose it is').selectOption('tides');
    await dialog.getByLabel('Standing').selectOption('official');
    // Without a proof nobody says so.
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    expect(await dialog.getByLabel('Proof').evaluate((node) => (node as unknown as { validity: { valueMissing: boolean } }).validity.valueMissing)).toBe(true);
    await dialog.getByLabel('Proof').fill(proof);
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await dialog.waitFor({ state: 'detached' });
    return row;
  };
  const first = await say(editor, 'https://tides.example/contact links to it');
  await first.getByText('one person confirmed').waitFor();
  expect(await first.innerText()).toMatch(/confirms · https:\/\/tides\.example\/contact/);
  expect(await barriers(editor)).toEqual([]);
  await open(admin, '/accounts');
  await admin.getByText('@harbour_example').first().waitFor();
  expect(await admin.getByText('@new_channel').count()).toBe(0);
  const second = await say(admin, 'They named it on the telephone');
  await second.getByText('two confirmed').waitFor();
  await open(admin, '/accounts');
  await admin.getByText('@new_channel').first().waitFor();
});

test('a pasted address: its feed and its section are found, put under whom they belong to, checked, and in force', async () => {
  const article = 'https://dykes.example/news/story-27';
  await open(admin, '/set-up');
  await admin.getByRole('tab', { name: 'An address' }).click();
  await admin.getByRole('textbox', { name: 'Address' }).fill(article);
  await admin.getByRole('button', { name: 'Try it' }).click();
  // No worker runs here: what it would have found is written in its place.
  const idOf = async (): Promise<string | undefined> => (await api.db.query<{ id: string }[]>('SELECT id::text FROM tries WHERE url = $1', [article]))[0]?.id;
  await expect.poll(idOf).toBeTruthy();
  const call = { kind: 'call', quote: 'All keepers follow t.me/harbour_example by Friday', why: 'an order', target: 'telegram:harbour_example', strength: 'mandatory', audience: 'employees', voice: 'own', confidence: 0.9 };
  await endTry(api.db, (await idOf())!, 'done', [{ step: 'fetch', text: '200' }], { kind: 'website', documents: [], links: [], feeds: [], watch: [{ kind: 'website', url: 'https://dykes.example/news/' }, { kind: 'feed', url: 'https://dykes.example/feed.xml' }], calls: [call] });
  await admin.getByText('This page is one article').waitFor();
  expect(await admin.locator('.tried .rows').innerText()).toMatch(/Telegram @harbour_example[\s\S]*mandatory[\s\S]*to staff · in its own voice · rule 90 % sure/);
  await admin.getByLabel('Whose it is').selectOption({ label: 'Ministry of dykes' });
  await admin.getByRole('button', { name: 'Show what would change' }).click();
  await admin.getByText('nothing is wrong with it').waitFor();
  expect(await admin.locator('.tag', { hasText: 'added' }).count()).toBe(2);
  expect(await barriers(admin)).toEqual([]);
  await admin.getByRole('button', { name: 'Put it into force' }).click();
  await admin.getByText('In force as version').waitFor();
  await open(admin, '/sources');
  await admin.getByText('https://dykes.example/feed.xml').waitFor();
  await admin.getByText('https://dykes.example/news/', { exact: true }).waitFor();
});

test('a program is told of editions from now on: its secret is shown once, it is tested, stopped and taken away', async () => {
  await open(admin, '/settings');
  await admin.getByRole('tab', { name: 'Webhooks' }).click();
  await admin.getByRole('textbox', { name: 'Address' }).fill('https://newsroom.example/hook');
  await admin.getByLabel('Gets').selectOption('partners');
  await admin.getByRole('button', { name: 'Add' }).click();
  await confirmed(admin, admin.getByText('Messages are signed with this secret'));
  expect(await admin.getByRole('textbox', { name: 'Messages are signed' }).inputValue()).toMatch(/^whsec_/);
  const row = admin.getByRole('row', { name: /newsroom\.example/ });
  await row.getByRole('button', { name: /^Test / }).click();
  await row.getByText('under way').waitFor();
  expect(await barriers(admin)).toEqual([]);
  await row.getByRole('button', { name: /^Stop / }).click();
  await row.getByText('stopped').waitFor();
  await row.getByRole('button', { name: /^Remove / }).click();
  await row.waitFor({ state: 'detached' });
});

test('no page did anything on the side in all of that', () => {
  // A refusal is told in the console, too: of what was changed meanwhile, and before the password was given again.
  expect(wrong.flat().filter((line) => !/status of 4(03|12)/.test(line))).toEqual([]);
});
