import axe, { type AxeResults } from 'axe-core';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeEdition } from '#core/digest/compose.js';
import type { EditionContent } from '#core/digest/content.js';
import { busyDay, quietDay } from '#core/digest/example-days.js';
import { picturesOf } from '#infra/charts/picture.js';
import { standaloneHtml } from '#infra/mail/outbox.js';
import { LANGUAGES, renderEdition, webPage } from '#publish/index.js';
import { chromium as installed } from './chromium.js';

/** A note as readers see it: in a mail and as a page, on a phone and a desk, by day and by night. */
const busy = composeEdition(busyDay());
const DAYS: [string, EditionContent][] = [
  ['a busy day', busy], ['a quiet day', composeEdition(quietDay())],
  ['the worst day', { ...busy, more: Array.from({ length: 300 }, (_none, at) => ({ ...busy.findings[1]!, id: `w${at}` })), coverage: { ...busy.coverage, gaps: Array.from({ length: 300 }, () => busy.coverage.gaps[0]!) } }],
  ['a name written right to left', JSON.parse(JSON.stringify(busy).replaceAll('Ministry of Harbours', 'وزارة الموانئ')) as EditionContent],
];
const links = { edition: 'https://note.example/editions/1', unsubscribe: 'https://note.example/leave/1', table: 'https://note.example/editions/1.csv' };
const languages = Object.keys(LANGUAGES);
let browser: Browser;
beforeAll(async () => {
  const { executable, sandbox } = installed();
  browser = await chromium.launch({ executablePath: executable, args: sandbox ? [] : ['--no-sandbox'] });
});
afterAll(async () => { await browser?.close(); });

/** As a mail program has it: its pictures in it. */
async function mailOf(content: EditionContent, language: string): Promise<string> {
  const { html, pictures } = renderEdition(content, language, links);
  return standaloneHtml({ html, pictures: await picturesOf(pictures) });
}

it('the checker finds a picture without words, so that its silence means something', async () => {
  const page = await browser.newPage();
  await page.setContent('<!DOCTYPE html><html lang="en"><title>x</title><main><h1>x</h1><img src="data:,"></main></html>');
  await page.evaluate(axe.source);
  expect((await page.evaluate<AxeResults>('axe.run(document)')).violations.map(({ id }) => id)).toContain('image-alt');
  await page.close();
});

describe.each(DAYS)('%s', (_name, content) => {
  it.each(languages.flatMap((language) => (['light', 'dark'] as const).map((scheme) => [language, scheme] as const)))('in %s, %s: an accessibility checker finds nothing, nothing is cut off at 360 pixels, nothing is asked of a server', async (language, scheme) => {
    for (const [kind, html] of [['mail', await mailOf(content, language)], ['page', webPage(content, language, links)]] as const) {
      const context = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme: scheme, bypassCSP: true });
      try {
        const page = await context.newPage();
        const asked: string[] = [];
        page.on('request', (request) => { if (!request.url().startsWith('data:') && request.url() !== 'about:blank') asked.push(request.url()); });
        await page.setContent(html);
        await page.evaluate(axe.source);
        // Landmarks are a page's; a mail is shown inside one of the mail program's own.
        const found = await page.evaluate<AxeResults>(`axe.run(document, { rules: ${kind === 'mail' ? "{ region: { enabled: false }, 'landmark-one-main': { enabled: false } }" : '{}'} })`);
        expect([kind, found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 160)}`)]).toEqual([kind, []]);
        expect([kind, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([kind, 360]);
        expect(asked).toEqual([]);
      } finally { await context.close(); }
    }
  });
});
