import type { Link } from '#core/model.js';
import { absolute, shownHref } from '../../markup/address.js';
import { allByClass, allByName, brokenText, byClass, elements, hasClass, isInside, lineText } from '../../markup/find.js';
import type { Element } from '../../markup/parse.js';
import { readCount } from './count.js';
import { backgroundImage, mediaOf, typeOf, type Media, type PostType } from './media.js';

/** A post as a channel page shows it. `text` is null where there is none; `createdAt` keeps the page's own offset in `createdText`. */
export interface Post {
  channel: string;
  id: number;
  url: string;
  type: PostType;
  createdAt: Date;
  createdText: string;
  text: string | null;
  links: Link[];
  media: Media[];
  author: string | null;
  edited: boolean;
  views: number | null;
  forwardedFrom: { name: string; url: string | null } | null;
  replyTo: string | null;
  preview: { url: string; imageUrl: string | null; siteName: string | null; title: string | null; description: string | null } | null;
  poll: { question: string; options: string[] } | null;
}

const ELSEWHERE = ['tgme_widget_message_reply', 'tgme_widget_message_link_preview'];

/** Reads one `.tgme_widget_message`. Null when it carries no number or no time: not a post that can be kept. */
export function readPost(element: Element, base: string): Post | null {
  const [channel, number] = (element.attribs['data-post'] ?? '').split('/');
  const id = Number.parseInt(number ?? '', 10);
  const dateLink = allByClass(element, 'tgme_widget_message_date').at(-1);
  const createdText = dateLink === undefined ? undefined : allByName(dateLink, 'time').at(-1)?.attribs['datetime'];
  const createdAt = new Date(createdText ?? Number.NaN);
  if (!channel || !Number.isInteger(id) || createdText === undefined || Number.isNaN(createdAt.getTime())) return null;
  const body = textElement(element);
  const part = (name: string): Element | null => byClass(element, name);
  const text = body === null ? '' : brokenText(body);
  const views = part('tgme_widget_message_views');
  const meta = part('tgme_widget_message_meta');
  const author = part('tgme_widget_message_from_author');
  const said = meta === null ? '' : lineText(meta).replace(author === null ? '' : lineText(author), '');
  const forwarded = part('tgme_widget_message_forwarded_from_name');
  return {
    channel, id, createdAt, createdText, text: text === '' ? null : text,
    url: ownUrl(dateLink?.attribs['href'], `/${channel}/${id}`, base),
    type: typeOf(element),
    links: linksOf(body, part('tgme_widget_message_location_wrap'), base),
    media: mediaOf(element, base),
    author: author === null ? null : lineText(author),
    edited: /\bedited\b/.test(said),
    views: views === null ? null : readCount(lineText(views))?.value ?? null,
    forwardedFrom: forwarded === null ? null : { name: lineText(forwarded), url: absolute(forwarded.attribs['href'], base) },
    replyTo: absolute(part('tgme_widget_message_reply')?.attribs['href'], base),
    preview: previewOf(part('tgme_widget_message_link_preview'), base),
    poll: pollOf(part('tgme_widget_message_poll')),
  };
}

/** The page nests the text element in itself in albums, and uses its class again in replies. */
function textElement(post: Element): Element | null {
  const all = allByClass(post, 'tgme_widget_message_text').filter((element) => !hasClass(element, 'js-message_reply_text') && !isInside(element, ELSEWHERE, post));
  return all.find((element) => byClass(element, 'tgme_widget_message_text') === null) ?? null;
}

/** The post's own address where the page links it, so that a capture served elsewhere keeps it. */
function ownUrl(href: string | undefined, path: string, base: string): string {
  const linked = absolute(href, base);
  if (linked !== null && new URL(linked).pathname.toLowerCase() === path.toLowerCase()) return linked.replace(/\?.*$/, '');
  return new URL(path, base).href;
}

function linksOf(body: Element | null, location: Element | null, base: string): Link[] {
  const links: Link[] = [];
  const add = (anchor: Element) => {
    const href = shownHref(anchor.attribs['href'], base);
    if (href !== null) links.push({ href: wholeHref(anchor.attribs['href']!, href), text: lineText(anchor) });
  };
  if (body !== null) for (const anchor of elements(body)) if (anchor.name === 'a' && !(anchor.attribs['href'] ?? '').startsWith('?q=')) add(anchor);
  if (location !== null) add(location);
  return links;
}

/** As the author wrote it where it is absolute: `new URL` would change characters that the reader of a quote sees. */
const wholeHref = (written: string, resolved: string): string => (/^https?:\/\/[^/]/i.test(written) && !/\s/.test(written) ? written : resolved);

function previewOf(element: Element | null, base: string): Post['preview'] {
  const url = absolute(element?.attribs['href'], base);
  if (element === null || url === null) return null;
  const line = (name: string) => { const found = byClass(element, name); return found === null ? null : lineText(found); };
  const image = [...elements(element)].find((inner) => /\blink_preview_(right_)?image\b/.test(inner.attribs['class'] ?? '')) ?? null;
  return { url, imageUrl: backgroundImage(image, base), siteName: line('link_preview_site_name'), title: line('link_preview_title'), description: line('link_preview_description') };
}

function pollOf(element: Element | null): Post['poll'] {
  const question = element === null ? null : byClass(element, 'tgme_widget_message_poll_question');
  if (element === null || question === null) return null;
  return { question: lineText(question), options: allByClass(element, 'tgme_widget_message_poll_option_text').map((option) => lineText(option)) };
}
