import { withStoredRelease, type EditionContent } from '#core/digest/content.js';
import { noticeSchema } from '#core/digest/notice.js';
import { LIGHT, colourOf } from '#core/charts/palette.js';
import type { Scene } from '#core/charts/scene.js';
import { svgOf } from '#core/charts/svg.js';
import { mailHtml, pictureId } from './mail-html.js';
import { noticeView, renderNotice } from './notice.js';
import { plainText } from './plain-text.js';
import { picturesOf, viewOf, type EditionLinks, type Limits, type View } from './view.js';
import { textOf } from './words.js';

/** `pictures` are those that the HTML shows, as `cid:` and the id of each. */
export interface RenderedEdition { subject: string; preheader: string; html: string; text: string; pictures: { id: string; scene: Scene }[] }
/** Gmail clips a mail near 102 kB; the rest is room for headers and encoding of the links. */
export const MOST_MAIL_BYTES = 90_000;
/** How much a mail shows, less at each step until it fits; what is left out is counted and stands on the web page. */
const STEPS: Limits[] = [
  { members: 12, quote: 1500, gaps: 15, drives: 6, rows: 12, further: 6, pictures: 8 },
  { members: 6, quote: 600, gaps: 8, drives: 4, rows: 8, further: 3, pictures: 6 },
  { members: 3, quote: 200, gaps: 4, drives: 2, rows: 4, further: 0, pictures: 4 },
  { members: 1, quote: 100, gaps: 2, drives: 1, rows: 2, further: 0, pictures: 2, name: 25 },
  { members: 1, quote: 60, gaps: 1, drives: 1, rows: 1, further: 0, pictures: 0, name: 12 },
];

/**
 * An edition as a mail in one language: subject, preheader, HTML of at most 90 kB, and text. Pure. A language without messages is
 * rendered in English. Throws RedLine where a template says what a note cannot say.
 */
export function renderEdition(content: EditionContent, language: string, links: EditionLinks): RenderedEdition {
  let rendered: RenderedEdition | null = null;
  for (const limits of STEPS) {
    const view = viewOf(content, language, links, limits);
    rendered = { subject: view.subject, preheader: view.preheader, html: mailHtml(view), text: plainText(view), pictures: picturesOf(view).map(({ name, scene }) => ({ id: pictureId(name), scene })) };
    if (new TextEncoder().encode(rendered.html).length <= MOST_MAIL_BYTES) return rendered;
  }
  throw new RangeError(`the edition ${content.key.day}/${content.key.audience} does not fit ${MOST_MAIL_BYTES} bytes of HTML even at its shortest: are there very long reasons or corrections in it?`);
}

/** A mail as a page that stands alone: its pictures, which come with a mail, drawn in it. */
export const standingAlone = ({ html, pictures }: Pick<RenderedEdition, 'html' | 'pictures'>): string => pictures.reduce((text, { id, scene }) => text.replaceAll(`"cid:${id}"`,
  `"data:image/svg+xml,${encodeURIComponent(svgOf(scene, { colour: (tone) => colourOf(LIGHT, tone) }, { ground: LIGHT.ground }))}"`), html);

/** The title and the first sentences of what an edition's row holds, of whatever kind, in English: what a program is told. */
export function firstLook(edition: { content: unknown; releasedAt: Date | null; releasedBy: string | null }): { title: string; summary: string[] } {
  const lines = ({ subject, summary }: Pick<View, 'subject' | 'summary'>) => ({ title: subject, summary: summary.map((line) => line.map(textOf).join('')) });
  const nowhere = { edition: null, unsubscribe: null };
  return lines(isNotice(edition.content) ? noticeView(noticeSchema.parse(edition.content), 'en', nowhere) : viewOf(withStoredRelease(edition.content as EditionContent, edition), 'en', nowhere, STEPS[0]!));
}
const isNotice = (content: unknown): boolean => typeof content === 'object' && content !== null && 'notice' in content;

/** What an edition's row holds, of whatever kind, as a mail: with the release that the row states, since it may have come after the content was frozen. */
export function renderStored(edition: { content: unknown; releasedAt: Date | null; releasedBy: string | null }, language: string, links: EditionLinks & { home?: string | null }): RenderedEdition {
  if (isNotice(edition.content)) return renderNotice(noticeSchema.parse(edition.content), language, links);
  return renderEdition(withStoredRelease(edition.content as EditionContent, edition), language, links);
}
