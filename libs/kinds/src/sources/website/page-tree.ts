import { DomUtils } from 'htmlparser2';
import { isElement, textOf } from '../../markup/find.js';
import { hiddenBy } from '../../markup/hidden.js';
import type { Dom, Element, Node } from '../../markup/parse.js';

/** Elements that never hold an article's words. */
const DROPPED = new Set(['script', 'style', 'noscript', 'template', 'svg', 'math', 'canvas', 'iframe', 'object', 'embed', 'video', 'audio', 'map', 'head', 'link', 'meta', 'title', 'base',
  'input', 'select', 'textarea', 'button', 'source', 'track', 'param']);
const PLAIN_NAME = /^[a-z][\w-]*$/;
const NO_STYLE = { display: '', visibility: '' };

/**
 * A small DOM over the tree of `parseMarkup`: what Readability asks of a document, and no more. It is laid out for that use: siblings are linked, lists of
 * children are made when asked for, the text of a subtree is kept until the subtree changes, attributes are the parser's own until one is written.
 * Markup is never written: `innerHTML` reads as nothing, and setting the body's brings back the page as it was, which is what Readability uses it for.
 */
abstract class PageNode {
  abstract readonly nodeType: number;
  abstract get nodeName(): string;
  abstract get textContent(): string;
  abstract get childNodes(): PageNode[];
  readonly ELEMENT_NODE = 1;
  readonly TEXT_NODE = 3;
  parentNode: PageElement | null = null;
  previousSibling: PageNode | null = null;
  nextSibling: PageNode | null = null;

  get nextElementSibling(): PageElement | null {
    let node = this.nextSibling;
    while (node !== null && !(node instanceof PageElement)) node = node.nextSibling;
    return node;
  }
  get previousElementSibling(): PageElement | null {
    let node = this.previousSibling;
    while (node !== null && !(node instanceof PageElement)) node = node.previousSibling;
    return node;
  }
  remove(): void { this.parentNode?.removeChild(this); }
}

class Attribute {
  constructor(readonly name: string, readonly value: string) {}
  cloneNode(): this { return this; }
}

class PageText extends PageNode {
  readonly nodeType = 3;
  get nodeName(): string { return '#text'; }
  get childNodes(): PageNode[] { return []; }
  constructor(public textContent: string) { super(); }
}

class PageElement extends PageNode {
  readonly nodeType = 1;
  tagName: string;
  firstChild: PageNode | null = null;
  lastChild: PageNode | null = null;
  private ownAttributes = false;
  /** Invariant: where an element's text is kept, so is that of every element in it. */
  private text: string | null = null;

  constructor(public localName: string, private attribs: Record<string, string>) {
    super();
    this.tagName = localName.toUpperCase();
  }

  get nodeName(): string { return this.tagName; }
  get childNodes(): PageNode[] {
    const found: PageNode[] = [];
    for (let node = this.firstChild; node !== null; node = node.nextSibling) found.push(node);
    return found;
  }
  get children(): PageElement[] {
    const found: PageElement[] = [];
    for (let node = this.firstElementChild; node !== null; node = node.nextElementSibling) found.push(node);
    return found;
  }
  get firstElementChild(): PageElement | null {
    return this.firstChild instanceof PageElement ? this.firstChild : this.firstChild?.nextElementSibling ?? null;
  }

  get textContent(): string {
    if (this.text !== null) return this.text;
    let text = '';
    for (let node = this.firstChild; node !== null; node = node.nextSibling) text += node.textContent;
    this.text = text;
    return text;
  }
  get innerHTML(): string { return ''; }
  set innerHTML(_markup: string) { this.restore(); }
  protected restore(): void {}

  get attributes(): Attribute[] { return Object.entries(this.attribs).map(([name, value]) => new Attribute(name, value)); }
  setAttributeNode({ name, value }: Attribute): void { this.setAttribute(name, value); }
  getAttribute(name: string): string | null { return this.attribs[name] ?? null; }
  hasAttribute(name: string): boolean { return Object.hasOwn(this.attribs, name); }
  setAttribute(name: string, value: string): void { this.written()[name] = value; }
  removeAttribute(name: string): void { if (this.hasAttribute(name)) delete this.written()[name]; }
  get className(): string { return this.attribs['class'] ?? ''; }
  set className(value: string) { this.setAttribute('class', value); }
  get id(): string { return this.attribs['id'] ?? ''; }
  set id(value: string) { this.setAttribute('id', value); }
  get src(): string { return this.attribs['src'] ?? ''; }
  get srcset(): string { return this.attribs['srcset'] ?? ''; }
  get style(): { display: string; visibility: string } {
    const style = this.attribs['style'];
    if (style === undefined) return NO_STYLE;
    const value = (name: RegExp): string => name.exec(style)?.[1]?.toLowerCase() ?? '';
    return { display: value(/(?:^|;)\s*display\s*:\s*([\w-]+)/i), visibility: value(/(?:^|;)\s*visibility\s*:\s*([\w-]+)/i) };
  }

  getElementsByTagName(name: string): PageElement[] { return this.querySelectorAll(name); }
  /** Elements of the names that the list has, apart by commas, or all for '*'; in document order. Other selectors are not known. */
  querySelectorAll(names: string): PageElement[] {
    const wanted = names === '*' ? null : names.toUpperCase().split(',');
    const found: PageElement[] = [];
    collect(this, wanted, found);
    return found;
  }

  appendChild(node: PageNode): PageNode { this.place(node, null); return node; }
  removeChild(node: PageNode): PageNode {
    if (node.previousSibling === null) this.firstChild = node.nextSibling; else node.previousSibling.nextSibling = node.nextSibling;
    if (node.nextSibling === null) this.lastChild = node.previousSibling; else node.nextSibling.previousSibling = node.previousSibling;
    node.parentNode = null;
    node.previousSibling = null;
    node.nextSibling = null;
    this.changed();
    return node;
  }
  replaceChild(fresh: PageNode, old: PageNode): PageNode {
    // The fresh node may stand inside the old one.
    fresh.remove();
    this.place(fresh, old);
    return this.removeChild(old);
  }

  /** Takes a node from wherever it is and puts it before another, or last. */
  private place(node: PageNode, before: PageNode | null): void {
    node.remove();
    const after = before === null ? this.lastChild : before.previousSibling;
    node.parentNode = this;
    node.previousSibling = after;
    node.nextSibling = before;
    if (after === null) this.firstChild = node; else after.nextSibling = node;
    if (before === null) this.lastChild = node; else before.previousSibling = node;
    this.changed();
  }
  private changed(): void {
    if (this.text === null) return;
    this.text = null;
    this.parentNode?.changed();
  }
  private written(): Record<string, string> {
    if (!this.ownAttributes) { this.attribs = { ...this.attribs }; this.ownAttributes = true; }
    return this.attribs;
  }
}

function collect(root: PageElement, wanted: string[] | null, found: PageElement[]): void {
  for (let node = root.firstChild; node !== null; node = node.nextSibling) {
    if (!(node instanceof PageElement)) continue;
    if (wanted === null || wanted.includes(node.tagName)) found.push(node);
    if (node.firstChild !== null) collect(node, wanted, found);
  }
}

class PageBody extends PageElement {
  constructor(private readonly source: Dom) { super('body', {}); this.fill(); }
  protected override restore(): void {
    while (this.firstChild !== null) this.removeChild(this.firstChild);
    this.fill();
  }
  private fill(): void { for (const node of this.source.children) copy(node, this); }
}

function copy(node: Node, into: PageElement): void {
  const own = textOf(node);
  if (own !== null) {
    const text = own.replace(/[ \t\n\r\f]+/g, ' ');
    if (into.lastChild instanceof PageText) into.lastChild.textContent += text;
    else if (text !== '') into.appendChild(new PageText(text));
    return;
  }
  if (!isElement(node) || DROPPED.has(node.name) || !PLAIN_NAME.test(node.name) || isHidden(node)) return;
  if (node.name === 'html' || node.name === 'body') { for (const child of node.children) copy(child, into); return; }
  const inner = new PageElement(node.name, node.attribs);
  for (const child of node.children) copy(child, inner);
  const inline = INLINE.has(node.name);
  if (inline) while (isBreak(inner.firstChild)) into.appendChild(inner.firstChild!);
  const breaks: PageNode[] = [];
  if (inline) while (isBreak(inner.lastChild)) breaks.unshift(inner.removeChild(inner.lastChild!));
  into.appendChild(inner);
  for (const node of breaks) into.appendChild(node);
}

/** Line breaks at either end of such elements are moved out, where they mean the same: two in a row divide paragraphs only as siblings of what they divide. */
const INLINE = new Set(['font', 'span', 'b', 'i', 'u', 'em', 'strong', 'small', 'big']);
const isBreak = (node: PageNode | null): boolean => node !== null && (node.nodeName === 'BR' || (node instanceof PageText && node.textContent.trim() === '' && (node.previousSibling?.nodeName === 'BR' || node.nextSibling?.nodeName === 'BR')));

/** More text than this, in UTF-16 code units, is no aside: a page that fades its article in hides it at first. */
const LONG_TEXT = 1500;
function isHidden(element: Element): boolean {
  const how = hiddenBy(element.attribs);
  return how === 'never shown' || (how === 'still' && DomUtils.textContent(element).trim().length < LONG_TEXT);
}

/** A page as Readability wants to be given it. `title` is the headline, which it takes out of the text where it stands there again. */
export class PageDocument extends PageElement {
  readonly documentElement: PageElement;
  readonly body: PageElement;
  readonly documentURI: string;

  constructor(dom: Dom, readonly title: string, readonly baseURI: string) {
    super('#document', {});
    this.documentURI = baseURI;
    this.documentElement = new PageElement('html', {});
    // Readability then renames elements in place, where it else would build them anew.
    Object.assign(this.documentElement, { __JSDOMParser__: true });
    this.body = new PageBody(dom);
    this.appendChild(this.documentElement);
    this.documentElement.appendChild(this.body);
  }
  createElement(name: string): PageElement { return new PageElement(name.toLowerCase(), {}); }
  createTextNode(text: string): PageText { return new PageText(text); }
}
export type { PageElement };
