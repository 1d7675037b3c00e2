import { DomUtils, ElementType } from 'htmlparser2';
import { isElement, textOf } from './find.js';
import { hiddenBy } from './hidden.js';
import type { Dom, Node } from './parse.js';
import { isReadableSource, pictureAddress } from './picture.js';

/** A node of whichever tree the text is taken from; only what is read. */
export interface TextNode { nodeType: number; nodeName: string; textContent: string | null; childNodes: Iterable<TextNode>; getAttribute?(name: string): string | null }

const BLOCKS = new Set(['ADDRESS', 'ARTICLE', 'ASIDE', 'BLOCKQUOTE', 'CENTER', 'DD', 'DETAILS', 'DIV', 'DL', 'DT', 'FIELDSET', 'FIGCAPTION', 'FIGURE', 'FOOTER', 'FORM', 'H1', 'H2', 'H3', 'H4',
  'H5', 'H6', 'HEADER', 'HR', 'LI', 'MAIN', 'NAV', 'OL', 'P', 'PRE', 'SECTION', 'SUMMARY', 'TABLE', 'TBODY', 'TFOOT', 'THEAD', 'TR', 'UL']);

/** A run of text between two block boundaries, with the references in it. */
export interface Block { text: string; name: string; linkLength: number; anchors: { href: string; text: string }[] }
export interface Blocks { blocks: Block[]; images: { src: string; alt: string | null }[] }

/**
 * The text of a tree as a reader sees it: a block for each paragraph, list item or heading, lines broken at `<br>`, cells of a row apart by a
 * space. White space runs are one space; zero-width and no-break spaces stay as they are. `skip` leaves out elements, or all of them but their images.
 */
export function blocksOf(root: TextNode, skip: (element: TextNode) => boolean | 'but-images' = () => false): Blocks {
  const found: Blocks = { blocks: [], images: [] };
  let text = '';
  let anchors: Block['anchors'] = [];
  let linkLength = 0;
  const flush = (name: string): void => {
    const block = text.replace(/ {2,}/g, ' ').replace(/ ?\n ?/g, '\n').trim();
    if (block !== '') found.blocks.push({ text: block, name, linkLength: Math.min(linkLength, block.length), anchors });
    else if (anchors.length > 0) found.blocks.at(-1)?.anchors.push(...anchors);
    text = '';
    anchors = [];
    linkLength = 0;
  };
  /** Of a `<picture>` whose image is still to come: the sets of its sources. */
  let sources: string[] = [];
  const image = (node: TextNode): void => {
    const src = pictureAddress((name) => node.getAttribute?.(name), sources);
    if (src !== null) found.images.push({ src, alt: node.getAttribute?.('alt') || null });
    sources = [];
  };
  const images = (node: TextNode): void => {
    const name = node.nodeName.toUpperCase();
    if (name === 'IMG') { image(node); return; }
    if (name === 'PICTURE') sources = sourcesOf(node);
    for (const child of node.childNodes) images(child);
  };
  const visit = (node: TextNode, around: string): void => {
    if (node.nodeType === 3) { text += (node.textContent ?? '').replace(/[ \t\n\r\f]+/g, ' '); return; }
    if (node.nodeType !== 1) { for (const child of node.childNodes) visit(child, around); return; }
    const name = node.nodeName.toUpperCase();
    if (name === 'BR') { text += '\n'; return; }
    if (name === 'IMG') { image(node); return; }
    if (name === 'PICTURE') sources = sourcesOf(node);
    const skipped = skip(node);
    if (skipped !== false) { if (skipped === 'but-images') images(node); return; }
    const isBlock = BLOCKS.has(name);
    if (isBlock) flush(around);
    const inner = isBlock ? name : around;
    const start = text.length;
    const done = found.blocks.length;
    for (const child of node.childNodes) visit(child, inner);
    if (name === 'A') {
      const shown = (found.blocks.length > done ? [...found.blocks.slice(done).map((block) => block.text), text] : [text.slice(start)]).join(' ').replace(/\s+/g, ' ').trim();
      if (found.blocks.length === done) linkLength += shown.length;
      else for (const block of found.blocks.slice(done)) block.linkLength = block.text.length;
      const href = node.getAttribute?.('href');
      if (href) (found.blocks.length === done ? anchors : found.blocks.at(-1)!.anchors).push({ href, text: shown });
    }
    if (isBlock) flush(inner);
    else if (name === 'TD' || name === 'TH') text += ' ';
  };
  visit(root, 'DIV');
  flush('DIV');
  return found;
}

const sourcesOf = (picture: TextNode): string[] => [...picture.childNodes].filter((node) => node.nodeName.toUpperCase() === 'SOURCE' && isReadableSource(node.getAttribute?.('type'))).map((node) => node.getAttribute?.('srcset') ?? '');

/** A tree of `parseMarkup` as `blocksOf` reads it; scripts, styles and what is hidden have no text. */
export function readable(node: Node | Dom): TextNode {
  if (node.type === ElementType.Root) return { nodeType: 11, nodeName: '#root', get textContent() { return DomUtils.textContent(node); }, childNodes: node.children.map(readable) };
  const text = textOf(node);
  if (text !== null) return { nodeType: 3, nodeName: '#text', textContent: text, childNodes: [] };
  if (!isElement(node) || node.name === 'script' || node.name === 'style' || hiddenBy(node.attribs) !== null) return { nodeType: 8, nodeName: '#none', textContent: null, childNodes: [] };
  return { nodeType: 1, nodeName: node.name.toUpperCase(), get textContent() { return DomUtils.textContent(node); }, childNodes: node.children.map(readable), getAttribute: (name) => node.attribs[name] ?? null };
}
