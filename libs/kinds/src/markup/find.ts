import { DomUtils, ElementType } from 'htmlparser2';
import type { Dom, Element, Node } from './parse.js';

export const isElement = (node: Node | Dom): node is Element => 'attribs' in node;
/** The characters of a text node; null for any other. */
export const textOf = (node: Node): string | null => (node.type === ElementType.Text ? node.data : null);

/** Elements below `root` (itself left out) in document order. Iterative: depth costs no stack. */
export function* elements(root: Dom | Element): Generator<Element> {
  const stack: Node[] = [...root.children].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isElement(node)) continue;
    yield node;
    for (let at = node.children.length - 1; at >= 0; at--) stack.push(node.children[at]!);
  }
}

export const classesOf = (element: Element): string[] => (element.attribs['class'] ?? '').split(/\s+/);
export const hasClass = (element: Element, name: string): boolean => classesOf(element).includes(name);

/** All elements below `root` with a class, in document order. */
export const allByClass = (root: Dom | Element, name: string): Element[] => [...elements(root)].filter((element) => hasClass(element, name));

/** The first element below `root` with a class. */
export function byClass(root: Dom | Element, name: string): Element | null {
  for (const element of elements(root)) if (hasClass(element, name)) return element;
  return null;
}

/** All elements below `root` of a name. */
export const allByName = (root: Dom | Element, name: string): Element[] => [...elements(root)].filter((element) => element.name === name);

/** Whether an element stands inside another with one of these classes, below `top`. */
export function isInside(element: Element, classes: string[], top: Element): boolean {
  for (let up = element.parent; up !== null && up !== top; up = up.parent) if (isElement(up) && classes.some((name) => hasClass(up as Element, name))) return true;
  return false;
}

/** Text as HTML shows it on one line: white space runs are one space. No-break and zero-width spaces stay. */
export const lineText = (root: Dom | Element): string => DomUtils.textContent(root).replace(/[ \t\n\r\f]+/g, ' ').trim();

/** As `lineText`, of elements with no more than `most` characters; null for longer ones, of which no more is read. */
export function shortText(root: Element, most: number): string | null {
  let text = '';
  const stack: Node[] = [...root.children].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const own = textOf(node);
    if (own !== null) {
      text += own.replace(/[ \t\n\r\f]+/g, ' ');
      // White space at both ends goes, and two runs of it may meet.
      if (text.length > most * 2 + 2 && (text = text.replace(/ {2,}/g, ' ')).length > most + 2) return null;
    } else if (isElement(node)) for (let at = node.children.length - 1; at >= 0; at--) stack.push(node.children[at]!);
  }
  text = text.replace(/ {2,}/g, ' ').trim();
  return text.length <= most ? text : null;
}

/** Text with a line for each `<br>`; other white space runs are one space. */
export function brokenText(root: Element): string {
  let text = '';
  const add = (node: Node): void => {
    const own = textOf(node);
    if (own !== null) text += own.replace(/[ \t\n\r\f]+/g, ' ');
    else if (isElement(node)) {
      if (node.name === 'br') text += '\n';
      else for (const child of node.children) add(child);
    }
  };
  for (const child of root.children) add(child);
  return text.replace(/ {2,}/g, ' ').replace(/ ?\n ?/g, '\n').trim();
}
