import { DomHandler, Parser, type DomUtils, type Handler, type parseDocument } from 'htmlparser2';
import { Unreadable } from '#core/errors.js';

export type Dom = ReturnType<typeof parseDocument>;
export type Node = Dom['children'][number];
export type Element = Parameters<typeof DomUtils.getAttributeValue>[0];

/**
 * Limits that hostile pages break and real ones do not come near: of 589 real pages the deepest nests 51 deep, no element has more than 64
 * attributes and no page more than 10,154. `pageElements` holds for HTML, whose readers weigh elements against each other; an entity is a piece of text of its own (`texts`). 10,000 nested elements overflow the stack of recursive tree walks, and time grows with the square of the depth.
 */
export const LIMITS = { depth: 512, attributesOfAnElement: 512, attributes: 400_000, elements: 1_000_000, pageElements: 60_000, texts: 400_000 } as const;

/** A parser that throws `Unreadable` as soon as the markup passes one of LIMITS, before anything later sees it. Missing callbacks are skipped. */
export function guardedParser(handler: Partial<Handler>, { xml }: { xml: boolean }): Parser {
  const counts = { depth: 0, own: 0, attributes: 0, elements: 0, texts: 0 };
  const elements = xml ? LIMITS.elements : LIMITS.pageElements;
  const refuse = (what: string): never => { throw new Unreadable('parser-failed', `the page has ${what}: it was not parsed`); };
  return new Parser({
    onparserinit: (created) => handler.onparserinit?.(created),
    onopentagname: () => { counts.own = 0; },
    onattribute: () => {
      if (++counts.own > LIMITS.attributesOfAnElement) refuse(`an element with more than ${LIMITS.attributesOfAnElement} attributes`);
      if (++counts.attributes > LIMITS.attributes) refuse(`more than ${LIMITS.attributes} attributes`);
    },
    onopentag: (name, attributes, implied) => {
      if (++counts.depth > LIMITS.depth) refuse(`elements nested deeper than ${LIMITS.depth}`);
      if (++counts.elements > elements) refuse(`more than ${elements} elements`);
      handler.onopentag?.(name, attributes, implied);
    },
    onclosetag: (name, implied) => { counts.depth--; handler.onclosetag?.(name, implied); },
    ontext: (data) => {
      if (!xml && ++counts.texts > LIMITS.texts) refuse(`more than ${LIMITS.texts} pieces of text`);
      handler.ontext?.(data);
    },
    oncomment: (data) => handler.oncomment?.(data),
    oncommentend: () => handler.oncommentend?.(),
    oncdatastart: () => handler.oncdatastart?.(),
    oncdataend: () => handler.oncdataend?.(),
    onprocessinginstruction: (name, data) => handler.onprocessinginstruction?.(name, data),
    onerror: (error) => handler.onerror?.(error),
    onend: () => handler.onend?.(),
  }, { xmlMode: xml });
}

/** Parses HTML into a tree. Throws `Unreadable` for pages that pass one of LIMITS. */
export function parseMarkup(text: string): Dom {
  const handler = new DomHandler();
  guardedParser(handler as Partial<Handler>, { xml: false }).end(text);
  return handler.root;
}

/** Passes over XML without building anything, so that a recursive parser may read it afterwards. */
export function guardXml(text: string): void {
  guardedParser({}, { xml: true }).end(text);
}
