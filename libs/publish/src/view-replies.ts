import type { ReplyItem } from '#core/digest/content.js';
import { languageTag } from './safe.js';
import type { Block, Section, ViewContext } from './view.js';
import { cutGraphemes, short, type Line, type Words } from './words.js';

/** The usual ways to ask, in whatever words editors have for them. */
const CHANNELS = [['channel.mail', /^(?:e-?mail|mail)$/i], ['channel.letter', /^(?:letter|post)$/i], ['channel.telephone', /^(?:(?:tele)?phone|phone call|call)$/i], ['channel.person', /^(?:in person|meeting)$/i]] as const;
function channelOf(words: Words, channel: string): Line {
  const known = CHANNELS.find(([, meant]) => meant.test(channel.trim()));
  return known === undefined ? [{ text: short(channel, 60), data: true }] : words.say(known[0]);
}

/** Whether somebody was asked, when, and what came back: as they put it, in their language. */
export function replyBlocks({ words, limits }: Pick<ViewContext, 'words' | 'limits'>, reply: ReplyItem): Block[] {
  const values = { actor: words.name(reply.actor.name), asked: `${words.day(reply.asked.day)} ${words.time(reply.asked.time)}`, channel: channelOf(words, reply.channel) };
  if (reply.answer === null) return [{ kind: 'line', line: words.say('reply.open', { ...values, dated: reply.deadline === null ? 'no' : 'yes', until: reply.deadline === null ? '' : `${words.day(reply.deadline.day)} ${words.time(reply.deadline.time)}` }) }];
  const { text, cut } = cutGraphemes(reply.answer.text, limits.quote);
  return [{ kind: 'line', line: words.say('reply.answered', { ...values, answered: `${words.day(reply.answer.day)} ${words.time(reply.answer.time)}` }) },
    { kind: 'quote', text, lang: languageTag(reply.answer.language), source: cut ? words.say('quote.cut') : [values.actor] }];
}

/** Questions that belong to no finding of this edition: still open, or answered on the day. */
export function repliesSection(context: ViewContext): Section | null {
  const { content, words, limits } = context;
  const shown = new Set([...content.findings.map(({ id }) => id), ...(content.statements ?? []).map(({ id }) => id)]);
  const others = (content.replies ?? []).filter(({ about }) => about === null || !shown.has(about));
  if (others.length === 0) return null;
  return { title: words.say('replies.title'), tag: null, level: 2, alert: false, blocks: others.slice(0, limits.rows).flatMap((reply) => replyBlocks(context, reply)) };
}
