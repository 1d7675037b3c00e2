import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
interface Violation { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }

/** What axe has against the page as it stands, in a line each; WCAG 2.2 A and AA and axe's best practices. */
export async function barriers(page: Page): Promise<string[]> {
  // Run beside the page, not in it: the page's policy lets no such script in.
  await page.evaluate(axe);
  const violations = await page.evaluate(() => (globalThis as unknown as { axe: { run: () => Promise<{ violations: Violation[] }> } }).axe.run().then(({ violations: found }) => found));
  return violations.map(({ id, impact, nodes }) => `${id} (${impact}) ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** Listens for what a page must not do: errors, violations of its policy, requests to anywhere else. */
export function misdeeds(page: Page, origin: string): string[] {
  const found: string[] = [];
  page.on('pageerror', (error) => found.push(`error: ${error.message}`));
  page.on('console', (message) => { if (message.type() === 'error' || message.type() === 'warning') found.push(`console: ${message.text()}${message.text().startsWith('Failed to load') ? ` ${message.location().url}` : ''}`); });
  page.on('request', (request) => { if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url())) found.push(`asked ${request.url()}`); });
  return found;
}

/** Pixels by which the page is wider than the window. */
export const overflow = (page: Page): Promise<number> => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
