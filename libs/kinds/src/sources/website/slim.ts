import { isElement, textOf } from '../../markup/find.js';
import type { Dom, Element, Node } from '../../markup/parse.js';

/** Elements that never hold an article's words. */
const DROPPED = new Set(['script', 'style', 'noscript', 'template', 'svg', 'math', 'canvas', 'iframe', 'object', 'embed', 'video', 'audio', 'map', 'head', 'link', 'meta',
  'input', 'select', 'textarea', 'button', 'form-field', 'source', 'track', 'param']);
const VOID = new Set(['br', 'hr', 'img', 'wbr', 'area', 'base', 'col']);
/** What the scorer of main text looks at. */
const KEPT = new Set(['class', 'id', 'style', 'hidden', 'aria-hidden', 'aria-modal', 'role', 'itemprop', 'rel', 'href', 'src', 'alt', 'title', 'lang', 'dir', 'colspan', 'rowspan']);

const escapeText = (text: string): string => text.replace(/[&<>]/g, (char) => (char === '&' ? '&amp;' : char === '<' ? '&lt;' : '&gt;'));
const escapeAttribute = (text: string): string => text.replace(/[&<>"']/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? '&apos;');

/**
 * The page as small, well-formed markup: no scripts, comments, heads or forms, only the attributes that the scoring of main text reads, every
 * element closed. A second parser then has a third of the work and nothing to repair. `drop` leaves out further elements.
 */
export function slimMarkup(dom: Dom, title: string, drop: (element: Element) => boolean = () => false): string {
  const out: string[] = [`<html><head><title>${escapeText(title)}</title></head><body>`];
  const write = (node: Node): void => {
    const text = textOf(node);
    if (text !== null) { out.push(escapeText(text)); return; }
    if (!isElement(node) || DROPPED.has(node.name) || !/^[a-z][\w-]*$/.test(node.name) || drop(node)) return;
    const transparent = node.name === 'html' || node.name === 'body';
    if (!transparent) {
      let tag = `<${node.name}`;
      for (const [name, value] of Object.entries(node.attribs)) if (KEPT.has(name)) tag += ` ${name}="${escapeAttribute(value)}"`;
      out.push(VOID.has(node.name) ? `${tag}/>` : `${tag}>`);
    }
    for (const child of node.children) write(child);
    if (!transparent && !VOID.has(node.name)) out.push(`</${node.name}>`);
  };
  for (const node of dom.children) write(node);
  out.push('</body></html>');
  return out.join('');
}
