import type { DemoLanguage } from '../calendar.js';
import type { Article, Section, Site } from '../model.js';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]!);

/** Escaped text in which `t.me/…` and `https://…` are links. */
export const linkify = (text: string): string => escape(text).replace(/(?:https:\/\/|t\.me\/)[\w./@-]*[\w/]/g, (found) => `<a href="${found.startsWith('https://') ? found : `https://${found}`}">${found}</a>`);

/** Whole words of Khmer, with a zero-width space between them where a site writes so. Links stay whole. */
export function breakWords(text: string, breaks: boolean): string {
  if (!breaks) return text;
  return text.replace(/[\u1780-\u17ff]+/g, (run) => [...new Intl.Segmenter('km', { granularity: 'word' }).segment(run)].map(({ segment }) => segment).join('\u200b'));
}

/**
 * Khmer as older keyboards left it: vowels in two halves, a subscript ro before the other subscript, nikahit before the vowel. It looks the same and is
 * other text. Everything else stays.
 */
export const legacySpelling = (text: string): string => text
  .replaceAll('\u17be', '\u17c1\u17b8').replaceAll('\u17c4', '\u17c1\u17b6').replaceAll('\u17bb\u17c6', '\u17c6\u17bb')
  .replace(/(\u17d2[\u1780-\u1799\u179b-\u17a2])(\u17d2\u179a)/g, '$2$1');

/** What the page itself says: of a circular that goes out on paper only how it begins. */
export const shownParagraphs = ({ paper, paragraphs }: Pick<Article, 'paper' | 'paragraphs'>): string[] => (paper === undefined ? paragraphs : paragraphs.slice(0, 1));
export const circularPath = ({ number }: Article): string => `/files/circular-${number}.pdf`;
export const posterPath = ({ number }: Article): string => `/images/poster-${number}.png`;
/** The poster with its code and the circular's sheet, as elements after the text; empty for most articles. `origin` where the markup leaves its site. */
export function attachments(article: Article, origin = ''): string {
  const poster = article.code === undefined ? '' : `<p><img src="${origin}${posterPath(article)}" alt="${WORDS.poster[article.language]}" width="420" height="560" /></p>`;
  return article.paper === undefined ? poster : `${poster}<p><a href="${origin}${circularPath(article)}">${WORDS.circular[article.language]} (PDF)</a></p>`;
}

/** JSON inside a script element: no text can end the element. */
export const jsonScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('&', '\\u0026').replaceAll('>', '\\u003e');

export const SECTION_NAMES: Record<Section, Record<DemoLanguage, string>> = {
  announcements: { en: 'Announcements', km: 'សេចក្តីជូនដំណឹង' }, elections: { en: 'Elections', km: 'ការបោះឆ្នោត' }, roads: { en: 'Roads', km: 'ផ្លូវថ្នល់' },
  schools: { en: 'Schools', km: 'សាលារៀន' }, weather: { en: 'Weather', km: 'អាកាសធាតុ' }, sport: { en: 'Sport', km: 'កីឡា' },
  health: { en: 'Health', km: 'សុខភាព' }, society: { en: 'Society', km: 'សង្គម' },
};
export const WORDS = {
  home: { en: 'Home', km: 'ទំព័រដើម' }, older: { en: 'Older news', km: 'ព័ត៌មានចាស់' }, newer: { en: 'Newer news', km: 'ព័ត៌មានថ្មី' }, more: { en: 'Read more', km: 'អានបន្ត' },
  also: { en: 'Also in the news', km: 'ព័ត៌មានផ្សេងទៀត' }, staff: { en: 'Staff area', km: 'សម្រាប់បុគ្គលិក' }, about: { en: 'About us', km: 'អំពីយើង' },
  poster: { en: 'Poster', km: 'ផ្ទាំងរូបភាព' }, circular: { en: 'The circular', km: 'សារាចរ' },
  archive: { en: 'Archive until last year', km: 'បណ្ណសារឆ្នាំមុន' }, rights: { en: 'All rights reserved', km: 'រក្សាសិទ្ធិគ្រប់យ៉ាង' },
} satisfies Record<string, Record<DemoLanguage, string>>;

/** `Follow us: Facebook · Telegram`: every page ends with it, whatever the page is about. */
export function followUs(site: Site, language: DemoLanguage): string {
  const links = site.footer.map(({ platform, handle, url }) => `<a href="${url}">${platform} ${escape(handle)}</a>`).join(' · ');
  return `${language === 'en' ? 'Follow us on' : 'តាមដានពួកយើងតាម'} ${links}`;
}
