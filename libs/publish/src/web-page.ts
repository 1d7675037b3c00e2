import type { EditionContent } from '#core/digest/content.js';
import { DARK, LIGHT, paletteProperties } from '#core/charts/palette.js';
import { svgOf } from '#core/charts/svg.js';
import { escapeHtml, safeHref } from './safe.js';
import { WHOLE, viewOf, type Block, type EditionLinks } from './view.js';
import type { Picture } from './pictures.js';
import type { Inline, Line } from './words.js';

const STYLE = `:root{color-scheme:light dark;--ink:#1b1f24;--muted:#57606a;--line:#d5dae0;--accent:#0b5c7a;--alert:#8f1d1d;--panel:#f4f6f8;--paper:#fff;--ground:#e9edf0;${paletteProperties(LIGHT)}}
@media (prefers-color-scheme:dark){:root{--ink:#e8ecf0;--muted:#a9b4bf;--line:#36404a;--accent:#7cc7e8;--alert:#ff9c93;--panel:#222a31;--paper:#171c21;--ground:#101418;${paletteProperties(DARK)}}}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans Khmer','Khmer OS','Khmer UI','Leelawadee UI',sans-serif;overflow-wrap:anywhere}
:lang(km){line-height:1.75;letter-spacing:normal}main{max-width:46rem;margin:0 auto;background:var(--paper);padding:1.25rem clamp(1rem,4vw,2.5rem) 2rem}
h1{font-size:1.6rem;margin:0 0 .3rem}h2{font-size:1.2rem;margin:0}header p{margin:.1rem 0;color:var(--muted);font-size:.9rem}.lead{font-size:1.15rem;font-weight:600}.summary p{margin:.3rem 0}
section{border-top:1px solid var(--line);margin-top:1.2rem;padding-top:1.1rem}.tag{margin:.2rem 0 0;color:var(--muted);font-size:.85rem;font-weight:600}.alert{color:var(--alert)}.small,footer{color:var(--muted);font-size:.85rem}
.banner{background:var(--panel);color:var(--alert);font-weight:700;padding:.8rem 1rem}a{color:var(--accent)}ul{padding-inline-start:1.3rem}li{margin:.25rem 0}
blockquote{margin:.8rem 0;padding:.7rem 1rem;background:var(--panel);border-inline-start:4px solid var(--accent)}blockquote p{margin:0;white-space:pre-wrap;font-size:1.08rem;line-height:1.75}blockquote footer{margin-top:.4rem}
table{width:100%;border-collapse:collapse;margin:.7rem 0}th,td{text-align:end;vertical-align:top;padding:.4rem 0 .4rem .5rem;border-top:1px solid var(--line)}th,td{white-space:nowrap}td.notes,th:first-child,td:first-child{text-align:start;white-space:normal;padding-inline-start:0}thead th{color:var(--muted);font-size:.85rem}
figure{margin:.8rem 0}svg{max-width:100%;height:auto;vertical-align:middle;font-family:inherit}summary{color:var(--muted);font-size:.85rem;cursor:pointer}
td.notes{text-align:start;border:0;padding:0 0 .6rem;color:var(--muted);font-size:.85rem}@media print{body{background:#fff}main{max-width:none;padding:0}}`;

const drawn = ({ scene }: Picture): string => svgOf(scene, { colour: (tone) => (tone in LIGHT ? `var(--chart-${tone})` : 'var(--chart-ink)') });

const inline = (piece: Inline): string => {
  if (typeof piece === 'string') return escapeHtml(piece);
  if (piece.picture !== undefined) return drawn(piece.picture);
  const href = safeHref(piece.href);
  let html = escapeHtml(piece.text);
  if (piece.strong) html = `<strong>${html}</strong>`;
  if (piece.data) html = `<bdi${piece.lang ? ` lang="${escapeHtml(piece.lang)}"` : ''}>${html}</bdi>`;
  return href === null ? html : `<a href="${escapeHtml(href)}" rel="noreferrer nofollow noopener">${html}</a>`;
};
const line = (pieces: Line): string => pieces.map(inline).join('');

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'line': return `<p${block.tone === 'small' ? ' class="small"' : ''}>${line(block.line)}</p>`;
    case 'items': return `<ul>${block.items.map((item) => `<li>${line(item)}</li>`).join('')}</ul>`;
    case 'quote': return `<blockquote><p dir="auto"${block.lang ? ` lang="${escapeHtml(block.lang)}"` : ''}>${escapeHtml(block.text)}</p><footer>${line(block.source)}</footer></blockquote>`;
    case 'picture': return `<figure>${drawn(block.picture)}${block.key === undefined ? '' : `<figcaption class="small">${line(block.key)}</figcaption>`}</figure>${block.data === undefined ? '' : dataTable(block.picture, block.data)}`;
    default: return `<table><thead><tr>${block.head.map((head) => `<th scope="col">${line(head)}</th>`).join('')}</tr></thead><tbody>${block.rows.map((row) => `<tr>${row.cells.map((cell) => `<td>${line(cell)}</td>`).join('')}</tr>${row.notes.length === 0 ? '' : `<tr><td class="notes" colspan="${block.head.length}">${row.notes.map(line).join('<br>')}</td></tr>`}`).join('')}</tbody></table>`;
  }
}

/** A language's name in itself. */
const ownName = (code: string): string => { try { return new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code; } catch { return code; } };

/** What a chart shows, for those who want figures, folded away. */
const dataTable = ({ scene }: Picture, { head, rows }: { head: Line[]; rows: Line[][] }): string =>
  `<details><summary>${escapeHtml(scene.title)}</summary><table><thead><tr>${head.map((cell) => `<th scope="col">${line(cell)}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${line(cell)}</td>`).join('')}</tr>`).join('')}</tbody></table></details>`;

/**
 * The edition as a page that stands alone: no script, nothing loaded, and a policy that forbids both. `other` are addresses of the
 * same page in other languages, by language.
 */
export function webPage(content: EditionContent, language: string, links: EditionLinks, other: Record<string, string> = {}): string {
  // It does not link to itself.
  const view = viewOf(content, language, { ...links, edition: null, unsubscribe: null }, WHOLE);
  const alternates = Object.entries(other).flatMap(([code, address]) => { const href = safeHref(address); return href === null ? [] : [`<link rel="alternate" hreflang="${escapeHtml(code)}" href="${escapeHtml(href)}">`]; }).join('');
  const languages = Object.entries(other).flatMap(([code, address]) => { const href = safeHref(address); return code === view.language || href === null ? [] : [`<a href="${escapeHtml(href)}" hreflang="${escapeHtml(code)}" lang="${escapeHtml(code)}">${escapeHtml(ownName(code))}</a>`]; });
  const footer = [...languages, ...view.links.map(line)];
  return `<!DOCTYPE html>
<html lang="${view.language}" dir="${view.dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"><title>${escapeHtml(view.subject)}</title>${alternates}<style>${STYLE}</style></head>
<body><main><header><h1>${escapeHtml(view.title)}</h1>${view.head.map((one) => `<p>${line(one)}</p>`).join('')}</header>
${view.banner === null ? '' : `<p class="banner" role="alert">${line(view.banner)}</p>`}
<div class="summary">${view.summary.map((one, at) => `<p${at === 0 ? ' class="lead"' : ''}>${line(one)}</p>`).join('')}</div>
${view.sections.map((section) => `<section>${section.title === null ? '' : `<h2>${line(section.title)}</h2>`}${section.tag === null ? '' : `<p class="tag${section.alert ? ' alert' : ''}">${line(section.tag)}</p>`}${section.blocks.map(blockHtml).join('')}</section>`).join('\n')}
${footer.length === 0 ? '' : `<footer><p>${footer.join(' · ')}</p></footer>`}
</main></body></html>
`;
}
