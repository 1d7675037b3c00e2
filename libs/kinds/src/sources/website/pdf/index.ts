import { Unreadable, messageOf } from '#core/errors.js';
import type { Link } from '#core/model.js';
import { shownHref } from '../../../markup/address.js';
import type { Capture, ReadResult } from '../../source-kind.js';
import { circularOf, type PdfContent } from './circular.js';
import { PDF_LIMITS, guardPdf } from './guard.js';
import { linesOf, type Line, type Run } from './layout.js';

export { circularFromText } from './circular.js';
export { isPdf } from './guard.js';

/**
 * A PDF as a document: the text of its pages in paragraphs. One without text (a scan) gives no document and the gap `scanned`. The library is loaded
 * when the first PDF comes. Throws `Unreadable`. Runs in a thread that can be killed.
 */
export async function readPdf(capture: Capture): Promise<ReadResult> {
  guardPdf(capture.body);
  const { content, pages } = await contentOf(capture);
  const document = circularOf(capture, content);
  const unread = pages > PDF_LIMITS.pages ? { reason: 'parser-failed' as const, detail: `${capture.finalUrl}: the first ${PDF_LIMITS.pages} of ${pages} pages were read` } : null;
  if (document === null) return { documents: [], links: [], images: [], counters: [], gap: { reason: 'scanned', detail: `${capture.finalUrl}: a PDF of ${pages} ${pages === 1 ? 'page' : 'pages'} without text` } };
  return { documents: [document], links: [], images: [], counters: [], ...(unread === null ? {} : { gap: unread }) };
}

async function contentOf({ body, finalUrl }: Capture): Promise<{ content: PdfContent; pages: number }> {
  const { getResolvedPDFJS } = await import('unpdf');
  const { getDocument } = await getResolvedPDFJS();
  // The library takes the bytes for its own; fonts are neither loaded nor drawn, and nothing is fetched.
  const task = getDocument({ data: body.slice(), verbosity: 0, disableFontFace: true, useSystemFonts: false, stopAtErrors: false, disableAutoFetch: true, disableStream: true });
  try {
    const pdf = await task.promise;
    const content: PdfContent = { pages: [], links: [], title: null, author: null, created: null };
    const { info } = await pdf.getMetadata().catch(() => ({ info: {} }));
    const said = (key: string): string | null => { const value = (info as Record<string, unknown>)[key]; return typeof value === 'string' ? value : null; };
    Object.assign(content, { title: said('Title'), author: said('Author'), created: said('CreationDate') });
    let length = 0;
    for (let number = 1; number <= Math.min(pdf.numPages, PDF_LIMITS.pages) && length < PDF_LIMITS.text; number++) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const lines = linesOf(items.flatMap((item): Run[] => ('str' in item ? [runOf(item)] : [])));
      length += lines.reduce((sum, { text }) => sum + text.length, 0);
      content.pages.push(lines);
      content.links.push(...linksOf(await page.getAnnotations().catch(() => []) as Annotation[], lines, finalUrl));
      page.cleanup();
    }
    return { content, pages: pdf.numPages };
  } catch (error) {
    if ((error as Error).name === 'PasswordException') throw new Unreadable('parser-failed', `${finalUrl}: the PDF asks for a password`);
    throw new Unreadable('parser-failed', `${finalUrl}: the PDF could not be read: ${messageOf(error)}`);
  } finally {
    await task.destroy();
  }
}

function runOf({ str, transform, width, height }: { str: string; transform: number[]; width: number; height: number }): Run {
  const [a = 0, b = 0, , , x = 0, y = 0] = transform;
  return { text: str, x, y, width, size: height || Math.hypot(a, b) };
}

interface Annotation { subtype?: string; url?: string; unsafeUrl?: string; rect?: number[] }

/** Links of a page, with the line on which each stands. */
function linksOf(annotations: readonly Annotation[], lines: readonly Line[], base: string): Link[] {
  return annotations.filter(({ subtype }) => subtype === 'Link').slice(0, 1000).flatMap(({ url, unsafeUrl, rect }): Link[] => {
    const href = shownHref(url ?? unsafeUrl, base);
    const [, low = 0, , high = 0] = rect ?? [];
    return href === null ? [] : [{ href, text: lines.find(({ y }) => y >= low - 2 && y <= high)?.text.slice(0, 500) ?? '' }];
  });
}
