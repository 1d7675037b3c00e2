import { Readability } from '@mozilla/readability';
import type { Dom } from '../../markup/parse.js';
import type { Blocks } from '../../markup/blocks.js';
import { withoutFurniture } from './furniture.js';
import { PageDocument, type PageElement } from './page-tree.js';

/** The main text of a page in blocks; null when the page has none that stands out. */
export function mainText(dom: Dom, title: string | null, base: string): Blocks | null {
  const page = new PageDocument(dom, title ?? '', base) as unknown as ConstructorParameters<typeof Readability>[0];
  const article = new Readability<PageElement>(page, { serializer: (node) => node as unknown as PageElement, disableJSONLD: true, keepClasses: true }).parse();
  const blocks = article?.content ? withoutFurniture(article.content, base) : null;
  return blocks !== null && blocks.blocks.length > 0 ? blocks : null;
}
