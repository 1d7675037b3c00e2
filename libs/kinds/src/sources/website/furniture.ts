import { blocksOf, type Block, type Blocks, type TextNode } from '../../markup/blocks.js';
import { sameHost } from '../scope.js';
import { parseDate } from './published/parse-date.js';

/** What surrounds an article's words inside its own container, by the names that pages give it. */
const CAPTION = /(^|[-_\s])(fig-?)?(captions?|credits?|gallery|slideshow|carousel|lightbox|photo-?(credit|caption|info)|image-?(credit|caption|copyright|info)|media-?(credit|caption|info)|wp-caption(-text)?)([-_\s]|$)/i;
const RELATED = /(^|[-_\s])(related(-?\w+)?|recirc(ulation)?|recommend(ed|ations?)?|read-?(more|next|also)|more-?(on|from|stories|news|like)|newsletters?|subscribe|sign-?up|promos?|teasers?|trending|popular|most-?(read|popular|viewed)|also-?like|see-?also|sponsored|advert(isement)?s?|outbrain|taboola|breadcrumbs?|comments?|disqus|tooltip|rollover\S*|print-?only)([-_\s]|$)/i;
const BYLINE = /(^|[-_\s])(by-?lines?|dateline|author-?(bio|box|info|card|name|details|desc(ription)?)|about-?author|authors?|bio|time-?stamp|published|pub-?date|post-?(date|meta|info|header)|entry-?(meta|date|header)|article-?(meta|date|info|header)|meta|date|dates|update[d]?)([-_\s]|$)/i;
const TAGS = new Set(['ASIDE', 'NAV', 'TIME', 'FOOTER']);

/** A part with more of the text than this is the article, whatever its name says. */
const LARGEST_PART = 0.3;
/** When less than this is left, the names meant something else here, and nothing is taken out. .4 and .5 are alike on the pages measured, .7 is worse. */
const LEAST_KEPT = 0.5;

/** The blocks of an article's container without captions, bylines, dates, related stories and the like. */
export function withoutFurniture(root: TextNode, base: string): Blocks {
  const whole = (root.textContent ?? '').length;
  const skip = (element: TextNode): boolean | 'but-images' => {
    const marks = `${element.getAttribute?.('class') ?? ''} ${element.getAttribute?.('id') ?? ''}`;
    // A poster with a code stands in a figure; the pictures of related stories are not this one's.
    const pictured = element.nodeName === 'FIGURE' || element.nodeName === 'FIGCAPTION' || CAPTION.test(marks);
    if (!pictured && !TAGS.has(element.nodeName) && !RELATED.test(marks) && !BYLINE.test(marks)) return false;
    return (element.textContent ?? '').length < whole * LARGEST_PART && (pictured ? 'but-images' : true);
  };
  const all = blocksOf(root);
  const without = blocksOf(root, skip);
  // Many small parts of such names are the article: a list of updates, an album with captions.
  const found = lengthOf(without) < lengthOf(all) * LEAST_KEPT ? all : without;
  const kept = found.blocks.filter((block) => !isLabel(block.text) && !isPromotion(block, base));
  return kept.length > 0 ? { ...found, blocks: kept } : found;
}

const lengthOf = ({ blocks }: Blocks): number => blocks.reduce((sum, { text }) => sum + text.length, 0);

const LABEL = /^(advertisements?|advert|related( (stories|news|articles|topics|coverage))?:?|read (more|next|also)( on .{1,40})?|see also|don't miss:?|more on this( story| topic)?|you may also like.*|recommended|continue reading( below)?|story continues.*|caption|close|image \d+ of.*|view author archive|\d{1,2}|skip to content|comments?|loading( content)?[ .…]*|(photos?|images?|pictures?|credits?|source|copyright)(\s*:|\s+(by|copyright|caption|courtesy)\b).{0,80}|\((image|photo|picture|credit):.{0,80}|©.{0,80})$/iu;
const DATED = /^((first )?(published|posted|updated|last updated|modified|created|date)\b[\s:]*)?(on )?[^.!?]{0,70}$/i;

/** A line that labels something else, or only says when the page was written. */
function isLabel(text: string): boolean {
  if (text.length > 140) return false;
  if (LABEL.test(text)) return true;
  return text.length <= 90 && DATED.test(text) && /\d{4}/.test(text) && parseDate(text) !== null && wordsBesidesDate(text) <= 3;
}

const wordsBesidesDate = (text: string): number => {
  const date = parseDate(text);
  const rest = text.replace(/\d{1,2}:\d\d(:\d\d)?\s*([ap]\.?m\.?)?/gi, ' ').replace(/\b(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?\b|\b(published|posted|updated|last|on|at|date|first|gmt|utc|[cemp][sd]t|a\.?m|p\.?m)\b/gi, ' ').replace(date!.text, ' ');
  return rest.match(/[\p{L}\p{M}]{3,}/gu)?.length ?? 0;
};

/** A block that is nothing but a link to another story of the same site. Links to elsewhere stay: they may be what the text asks readers to follow. */
function isPromotion({ text, linkLength, anchors }: Block, base: string): boolean {
  if (text.length < 12 || linkLength < text.length * 0.8 || /^https?:|[@#]|t\.me/i.test(text)) return false;
  return anchors.length > 0 && anchors.every(({ href }) => { try { return sameHost(new URL(href, base).href, base); } catch { return false; } });
}
