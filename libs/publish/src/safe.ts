/** Text as HTML text or attribute value: inert, well formed, without control characters. */
export const escapeHtml = (text: string): string => visible(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');

/** Control characters but tab and line feed, and halves of surrogate pairs, become U+FFFD: no reader sees them, some machines obey them. */
export const visible = (text: string): string => text.toWellFormed().replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g, '\uFFFD');

/** An address that may become a link: http or https, without a name or password in it, no longer than browsers and mail programs bear. Null for anything else. */
export function safeHref(href: string | null | undefined): string | null {
  if (!href) return null;
  try {
    const url = new URL(href);
    return url.href.length <= 2048 && (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '' ? url.href : null;
  } catch { return null; }
}

/** A language tag that may stand in an attribute; undefined for an unknown language and for what is no tag. */
export const languageTag = (language: string): string | undefined => (language !== 'und' && /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}$/.test(language) ? language : undefined);

/** Text that runs right to left, or that carries marks which turn what follows it, set apart from the line around it. */
export const isolated = (text: string): string => (/[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u202A-\u202E\u2066-\u2069\u200E\u200F]/.test(text) ? `\u2068${text}\u2069` : text);
