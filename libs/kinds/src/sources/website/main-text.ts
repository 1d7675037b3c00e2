import { Readability } from '@mozilla/readability';
import JSDOMParser from '@mozilla/readability/JSDOMParser.js';
import type { Dom } from '../../markup/parse.js';
import type { Blocks, TextNode } from '../../markup/blocks.js';
import { withoutFurniture } from './furniture.js';
import { slimMarkup } from './slim.js';

/** The main text of a page in blocks; null when the page has none that stands out. */
export function mainText(dom: Dom, title: string | null, base: string): Blocks | null {
  const markup = slimMarkup(dom, title ?? '');
  const document = new JSDOMParser().parse(markup, base);
  const article = new Readability<TextNode>(document as ConstructorParameters<typeof Readability>[0], { serializer: (node) => node as unknown as TextNode, disableJSONLD: true, keepClasses: true }).parse();
  const blocks = article?.content ? withoutFurniture(article.content, base) : null;
  return blocks !== null && blocks.blocks.length > 0 ? blocks : null;
}
