import { createElement, Fragment, type ReactNode } from 'react';

/** What an edition's page is made of. Everything else of it stays behind: scripts, styles, pictures, forms, every attribute but these. */
const ELEMENTS = new Set(['main', 'header', 'footer', 'section', 'article', 'div', 'h1', 'h2', 'h3', 'h4', 'p', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'blockquote', 'table', 'caption', 'thead', 'tbody', 'tr', 'th', 'td', 'strong', 'b', 'em', 'i', 'span', 'small', 'br', 'bdi', 'time', 'a', 'figure', 'figcaption']);
const GONE = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'math', 'head']);

function nodeOf(node: Node, key: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof Element)) return null;
  const name = node.localName;
  if (GONE.has(name)) return null;
  const inside = [...node.childNodes].map(nodeOf);
  if (!ELEMENTS.has(name)) return <Fragment key={key}>{inside}</Fragment>;
  const given: Record<string, unknown> = { key };
  for (const attribute of ['lang', 'dir', 'scope'] as const) if (node.hasAttribute(attribute)) given[attribute] = node.getAttribute(attribute);
  if (node.getAttribute('role') === 'presentation') given['role'] = 'presentation';
  if (node.hasAttribute('class')) given['className'] = node.getAttribute('class');
  for (const span of ['colspan', 'rowspan'] as const) if (node.hasAttribute(span)) given[span === 'colspan' ? 'colSpan' : 'rowSpan'] = Number(node.getAttribute(span)) || 1;
  const href = node.getAttribute('href') ?? '';
  if (name === 'a' && /^https?:\/\//i.test(href)) Object.assign(given, { href, target: '_blank', rel: 'noopener noreferrer' });
  // Its headings stand below those of this page.
  const placed = name.replace(/^h([1-4])$/, (_, level: string) => `h${Number(level) + 2}`);
  return name === 'br' ? <br key={key} /> : createElement(placed, given, ...inside);
}

/** The main part of a page that the server rendered, as elements of this page: no markup of it is ever taken over unread. */
export function Rendered({ html, language, className }: { html: string; language: string; className: string }) {
  // Its styles, and the line that mail programs show before opening, are left out before it is read: this page's policy stops styles, and would say so at each.
  const read = new DOMParser().parseFromString(html.replaceAll(/<style[\s\S]*?<\/style>|<div style="display:none[^>]*>[^<]*<\/div>|\sstyle="[^"]*"/gi, ''), 'text/html');
  const main = read.querySelector('main') ?? read.body;
  return <article className={className} lang={language}>{[...main.childNodes].map(nodeOf)}</article>;
}
