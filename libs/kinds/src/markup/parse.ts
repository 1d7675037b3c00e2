import { DomHandler, Parser, type DomUtils, type parseDocument } from 'htmlparser2';
import { Unreadable } from '#core/errors.js';

export type Dom = ReturnType<typeof parseDocument>;
export type Node = Dom['children'][number];
export type Element = Parameters<typeof DomUtils.getAttributeValue>[0];

/**
 * Limits that hostile pages break and real ones do not come near. The deepest of 589 real pages measured nests 60 deep; 10,000 nested elements
 * overflow the stack of recursive tree walks.
 */
export const LIMITS = { depth: 512, attributesOfAnElement: 512, attributes: 400_000, elements: 400_000 } as const;

/** Parses HTML (or XML) into a tree. Throws `Unreadable` as soon as the page passes one of LIMITS, before any tree walk sees it. */
export function parseMarkup(text: string, { xml = false }: { xml?: boolean } = {}): Dom {
  const handler = new DomHandler(undefined, { xmlMode: xml });
  const counts = { depth: 0, own: 0, attributes: 0, elements: 0 };
  const refuse = (what: string): never => { throw new Unreadable('parser-failed', `the page has ${what}: it was not parsed`); };
  const parser = new Parser({
    onparserinit: (created) => handler.onparserinit(created),
    onopentagname: () => { counts.own = 0; },
    onattribute: () => {
      if (++counts.own > LIMITS.attributesOfAnElement) refuse(`an element with more than ${LIMITS.attributesOfAnElement} attributes`);
      if (++counts.attributes > LIMITS.attributes) refuse(`more than ${LIMITS.attributes} attributes`);
    },
    onopentag: (name, attributes) => {
      if (++counts.depth > LIMITS.depth) refuse(`elements nested deeper than ${LIMITS.depth}`);
      if (++counts.elements > LIMITS.elements) refuse(`more than ${LIMITS.elements} elements`);
      handler.onopentag(name, attributes);
    },
    onclosetag: () => { counts.depth--; handler.onclosetag(); },
    ontext: (data) => handler.ontext(data),
    oncomment: (data) => handler.oncomment(data),
    oncommentend: () => handler.oncommentend(),
    oncdatastart: () => handler.oncdatastart(),
    oncdataend: () => handler.oncdataend(),
    onprocessinginstruction: (name, data) => handler.onprocessinginstruction(name, data),
    onerror: (error) => handler.onerror(error),
    onend: () => handler.onend(),
  }, { xmlMode: xml });
  parser.end(text);
  return handler.root;
}
