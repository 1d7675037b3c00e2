import type { Notice } from '#core/digest/notice.js';
import { localTimeOf } from '#core/election/calendar.js';
import type { RenderedEdition } from './edition.js';
import { mailHtml } from './mail-html.js';
import { plainText } from './plain-text.js';
import type { EditionLinks, View } from './view.js';
import { short, wordsOf, type Line } from './words.js';

/** In graphemes: as long as the store lets a correction be. */
const LONGEST_TEXT = 600;

/** A notice laid out. It names nobody: what it is about stands behind the sign-in, or in the note that its reader holds. */
export function noticeView(notice: Notice, language: string, links: EditionLinks & { home?: string | null }): View {
  const words = wordsOf(language);
  const number = notice.number === null ? '' : words.number(notice.number);
  const time = words.time(localTimeOf(new Date(notice.at), notice.timeZone));
  const kind = notice.notice;
  const said: Line[] = kind === 'alert' && notice.counts !== null
    ? [words.say('notice.alert', { time }), words.say('notice.alert-counts', { drives: notice.counts.drives, unusual: notice.counts.unusual, threats: notice.counts.threats }), words.say('notice.sign-in')]
    : kind === 'disk-full' ? [words.say('notice.disk-full', { time })]
      : kind === 'given-up' ? [words.say('notice.given-up', { readers: notice.readers ?? 0, time }), words.say('notice.sign-in')]
      : kind === 'delayed' ? [words.say('notice.delayed', { day: words.longDay(notice.date), time })]
        : kind === 'withdrawn' ? [words.say('notice.withdrawn', { number, day: words.longDay(notice.date) })]
          : [words.say('notice.correction', { number, day: words.longDay(notice.date) }), ...(notice.text === null ? [] : [[{ text: short(notice.text[words.language] ?? notice.text.en, LONGEST_TEXT), data: true, ...(notice.text[words.language] === undefined ? { lang: 'en' } : {}) }]])];
  const subject = words.text('notice.subject', { kind: kind.replace('-', '_'), number, date: words.longDay(notice.date) });
  return {
    language: words.language, dir: words.dir, subject, preheader: words.text('preheader', { day: words.longDay(notice.date) }), title: subject, head: [[`${words.fullDay(notice.date)}, ${time}`]], banner: null, summary: said, sections: [],
    links: [...(kind === 'alert' && links.home ? [[{ text: words.text('links.home'), href: links.home }]] : []), ...(links.unsubscribe === null ? [] : [[{ text: words.text('links.leave'), href: links.unsubscribe }]])],
  };
}

/** A notice as a mail. */
export function renderNotice(notice: Notice, language: string, links: EditionLinks & { home?: string | null }): RenderedEdition {
  const view = noticeView(notice, language, links);
  return { subject: view.subject, preheader: view.preheader, html: mailHtml(view), text: plainText(view), pictures: [] };
}

/** Title, lines and language of the page that stands where a withdrawn note stood. */
export function withdrawalWords(language: string): [title: string, lines: string[], language: string] {
  const words = wordsOf(language);
  return [words.text('withdrawn.title'), [words.text('withdrawn.text')], words.language];
}
