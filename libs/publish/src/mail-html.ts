import { escapeHtml, safeHref } from './safe.js';
import type { Picture } from './pictures.js';
import type { Block, Section, View } from './view.js';
import type { Inline, Line } from './words.js';

/**
 * The note as HTML for mail programs: tables for layout, every style inline (Gmail drops what it dislikes, Outlook knows no more),
 * one style element for dark mode and narrow screens that may be lost without harm. No script, form or remote thing; its pictures come with the mail.
 */
const INK = '#1b1f24', MUTED = '#57606a', LINE = '#d5dae0', ACCENT = '#0b5c7a', ALERT = '#8f1d1d', PANEL = '#f4f6f8';
const FONT = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'Noto Sans Khmer','Khmer OS','Khmer UI','Leelawadee UI',sans-serif;";
const SIZES = { text: 'font-size:16px;', small: 'font-size:13px;', h1: 'font-size:22px;', h2: 'font-size:18px;' };

/** The Content-ID of a picture, which says nothing of product or sender. */
export const pictureId = (name: string): string => `${name}@pictures.invalid`;
/** Pictures have a light ground of their own, also where the mail is shown dark. */
const image = ({ name, scene }: Picture, style: string): string =>
  `<img src="cid:${pictureId(name)}" width="${Math.round(scene.width)}" height="${Math.round(scene.height)}" alt="${escapeHtml(`${scene.title}. ${scene.description}`)}" style="border:0;background-color:#ffffff;${style}">`;

const inline = (piece: Inline): string => {
  if (typeof piece === 'string') return escapeHtml(piece);
  if (piece.picture !== undefined) return image(piece.picture, 'vertical-align:middle;');
  const href = safeHref(piece.href);
  let html = escapeHtml(piece.text);
  if (piece.strong) html = `<b>${html}</b>`;
  // Data is isolated, so that a name written right to left turns nothing around it.
  if (piece.data) html = `<bdi${piece.lang ? ` lang="${escapeHtml(piece.lang)}"` : ''}>${html}</bdi>`;
  return href === null ? html : `<a href="${escapeHtml(href)}" class="l" style="color:${ACCENT};text-decoration:underline;">${html}</a>`;
};
const line = (pieces: Line): string => pieces.map(inline).join('');

function blockHtml(block: Block, leading: string, end: 'left' | 'right'): string {
  const wrapWords = 'overflow-wrap:anywhere;word-break:break-word;';
  const start = end === 'right' ? 'left' : 'right';
  switch (block.kind) {
    case 'line': return `<p class="${block.tone === 'small' ? 'm' : 'i'}" style="margin:8px 0;${block.tone === 'small' ? `${SIZES.small}color:${MUTED};` : `${SIZES.text}color:${INK};`}${leading}${wrapWords}">${line(block.line)}</p>`;
    case 'items': return `<ul class="i" style="margin:8px 0;padding-${start}:20px;padding-${end}:0;${SIZES.text}color:${INK};${leading}${wrapWords}">${block.items.map((item) => `<li style="margin:4px 0;">${line(item)}</li>`).join('')}</ul>`;
    case 'quote': return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:10px 0;"><tr><td class="p" bgcolor="${PANEL}" style="background-color:${PANEL};border-${start}:4px solid ${ACCENT};padding:10px 14px;"><p dir="auto"${block.lang ? ` lang="${escapeHtml(block.lang)}"` : ''} class="i" style="margin:0;font-size:17px;line-height:1.75;color:${INK};${wrapWords}">${escapeHtml(block.text).replaceAll('\n', '<br>\n')}</p><p class="m" style="margin:6px 0 0;${SIZES.small}color:${MUTED};${leading}">${line(block.source)}</p></td></tr></table>`;
    case 'picture': return `<div style="margin:10px 0;">${image(block.picture, `display:block;width:100%;max-width:${Math.round(block.picture.scene.width)}px;height:auto;`)}</div>${block.key === undefined ? '' : blockHtml({ kind: 'line', tone: 'small', line: block.key }, leading, end)}`;
    default: {
      const cell = (tag: 'th' | 'td', html: string, column: number): string => `<${tag}${tag === 'th' ? ' scope="col"' : ''} class="${tag === 'th' ? 'm' : 'i'} b" style="padding:5px ${end === 'right' && column > 0 ? '0 5px 8px' : '8px 5px 0'};text-align:${column === 0 ? start : end};vertical-align:top;border-top:1px solid ${LINE};${column === 0 || tag === 'th' ? '' : 'white-space:nowrap;'}${tag === 'th' ? `${SIZES.small}font-weight:600;color:${MUTED};` : `font-size:15px;color:${INK};`}${leading}">${html}</${tag}>`;
      const columns = block.head.length;
      return `<table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:10px 0;border-collapse:collapse;"><tr>${block.head.map((head, column) => cell('th', line(head), column)).join('')}</tr>${block.rows.map((row) => `<tr>${row.cells.map((one, column) => cell('td', line(one), column)).join('')}</tr>${row.notes.length === 0 ? '' : `<tr><td colspan="${columns}" class="m" style="padding:0 0 9px;${SIZES.small}color:${MUTED};${leading}">${row.notes.map(line).join('<br>')}</td></tr>`}`).join('')}</table>`;
    }
  }
}

function sectionHtml(section: Section, leading: string, end: 'left' | 'right'): string {
  const tag = section.tag === null ? '' : `<p class="${section.alert ? 'a' : 'm'}" style="margin:4px 0 0;${SIZES.small}font-weight:600;color:${section.alert ? ALERT : MUTED};${leading}">${line(section.tag)}</p>`;
  const title = section.title === null ? '' : `<h2 class="i" style="margin:0;${SIZES.h2}font-weight:700;color:${INK};${leading}">${line(section.title)}</h2>`;
  return `<tr><td class="b" style="padding:18px 20px 10px;border-top:1px solid ${LINE};">${title}${tag}${section.blocks.map((block) => blockHtml(block, leading, end)).join('')}</td></tr>`;
}

const DARK = `.w{background-color:#101418!important}.c{background-color:#171c21!important}.p{background-color:#222a31!important}.i{color:#e8ecf0!important}.m{color:#a9b4bf!important}.l{color:#7cc7e8!important}.a{color:#ff9c93!important}.b{border-color:#36404a!important}`;

/** The HTML part of a mail. */
export function mailHtml(view: View): string {
  const leading = view.language === 'km' ? 'line-height:1.75;' : 'line-height:1.5;';
  const end = view.dir === 'rtl' ? 'left' : 'right';
  const rows = [
    `<tr><td style="padding:20px 20px 14px;"><h1 class="i" style="margin:0 0 6px;${SIZES.h1}font-weight:700;color:${INK};${leading}">${escapeHtml(view.title)}</h1>${view.head.map((one) => `<p class="m" style="margin:2px 0;font-size:14px;color:${MUTED};${leading}">${line(one)}</p>`).join('')}</td></tr>`,
    ...(view.banner === null ? [] : [`<tr><td class="p b a" bgcolor="#fbeaea" style="padding:12px 20px;background-color:#fbeaea;font-size:15px;font-weight:700;color:${ALERT};${leading}">${line(view.banner)}</td></tr>`]),
    `<tr><td style="padding:0 20px 16px;">${view.summary.map((one, at) => `<p class="i" style="margin:0 0 6px;${at === 0 ? 'font-size:18px;font-weight:600;' : SIZES.text}color:${INK};${leading}">${line(one)}</p>`).join('')}</td></tr>`,
    ...view.sections.map((section) => sectionHtml(section, leading, end)),
    ...(view.links.length === 0 ? [] : [`<tr><td class="b" style="padding:16px 20px 24px;border-top:1px solid ${LINE};">${view.links.map((one) => `<p class="m" style="margin:4px 0;font-size:14px;color:${MUTED};${leading}">${line(one)}</p>`).join('')}</td></tr>`]),
  ].join('\n');
  return `<!DOCTYPE html>
<html lang="${view.language}" dir="${view.dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><meta name="format-detection" content="telephone=no,date=no,address=no"><title>${escapeHtml(view.subject)}</title>
<style>:root{color-scheme:light dark}:lang(km),:lang(km) *{letter-spacing:normal!important}@media (max-width:480px){.w>tbody>tr>td{padding:0!important}}@media (prefers-color-scheme:dark){${DARK}}${DARK.replace(/\.([a-z])\{/g, '[data-ogsc] .$1{')}</style></head>
<body class="w" style="margin:0;padding:0;background-color:#e9edf0;${FONT}">
<div style="display:none;max-height:0;overflow:hidden;font-size:1px;line-height:1px;color:#ffffff;">${escapeHtml(view.preheader)}</div>
<table role="presentation" class="w" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#e9edf0" style="background-color:#e9edf0;"><tr><td align="center" style="padding:16px 8px;">
<!--[if mso]><table role="presentation" width="640" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" class="c" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="#ffffff" style="max-width:640px;background-color:#ffffff;${FONT}">
${rows}
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table></body></html>
`;
}
