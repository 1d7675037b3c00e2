import type { ReplyItem, StatementItem } from '#core/digest/content.js';
import { quoteBlocks, sentences, tagOf } from './view-findings.js';
import type { Block, Section, ViewContext } from './view.js';
import { cutGraphemes, short, type Line } from './words.js';

const TITLES = { threat: 'threats.title', conduct: 'conduct.title', commitment: 'commitments.title' } as const;

function statementBlocks(context: ViewContext, item: StatementItem): Block[] {
  const { words, content } = context;
  const when = [item.day === content.covers.day ? null : words.day(item.day), item.time === null ? null : words.time(item.time)].filter((part) => part !== null).join(' ') || words.day(item.day);
  const who: Line = item.speaker !== null && item.speaker.id !== item.actor.id
    ? words.say('statement.of', { speaker: words.name(item.speaker.name), actor: words.name(item.actor.name), when: { text: when, href: item.quote.url } })
    : words.say('statement.by', { actor: words.name(item.actor.name), when: { text: when, href: item.quote.url } });
  const kind = item.kind === 'threat' ? (item.conditional === null ? null : words.say('threat.conditional', { conditional: item.conditional ? 'yes' : 'no' }))
    : item.kind === 'commitment' && item.status !== null ? words.say('commitment.status', { status: item.status }) : null;
  return [{ kind: 'line', line: sentences(who, kind, [{ text: `(${tagOf(words, item).map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('')})` }]) }, ...quoteBlocks(context, item.quote),
    ...(content.replies ?? []).filter(({ about }) => about === item.id).flatMap((reply) => replyBlocks(context, reply))];
}

/** Threats, conduct and promises, a section each where there is any: as quoted, by whom, and what kind of knowledge it is. */
export function statementSections(context: ViewContext): Section[] {
  const { content, words, limits } = context;
  return (['threat', 'conduct', 'commitment'] as const).flatMap((kind): Section[] => {
    const items = (content.statements ?? []).filter((item) => item.kind === kind);
    if (items.length === 0) return [];
    const most = Math.min(limits.drives, items.length);
    const rest: Block[] = items.length > most ? [{ kind: 'line', tone: 'small', line: words.say('members.more', { n: words.number(items.length - most) }) }] : [];
    return [{ title: words.say(TITLES[kind]), tag: null, level: 2, alert: kind === 'threat', blocks: [...items.slice(0, most).flatMap((item) => statementBlocks(context, item)), ...rest] }];
  });
}

/** Whether somebody was asked, when, and what came back: as they put it, in their language. */
export function replyBlocks({ words, limits }: Pick<ViewContext, 'words' | 'limits'>, reply: ReplyItem): Block[] {
  const values = { actor: words.name(reply.actor.name), asked: `${words.day(reply.asked.day)} ${words.time(reply.asked.time)}`, channel: { text: short(reply.channel, 60), data: true } };
  if (reply.answer === null) return [{ kind: 'line', line: words.say('reply.open', { ...values, dated: reply.deadline === null ? 'no' : 'yes', until: reply.deadline === null ? '' : `${words.day(reply.deadline.day)} ${words.time(reply.deadline.time)}` }) }];
  const { text, cut } = cutGraphemes(reply.answer.text, limits.quote);
  return [{ kind: 'line', line: words.say('reply.answered', { ...values, answered: `${words.day(reply.answer.day)} ${words.time(reply.answer.time)}` }) },
    { kind: 'quote', text, lang: reply.answer.language === 'und' ? undefined : reply.answer.language, source: cut ? words.say('quote.cut') : [values.actor] }];
}

/** Questions that belong to no finding of this edition: still open, or answered on the day. */
export function repliesSection(context: ViewContext): Section | null {
  const { content, words, limits } = context;
  const shown = new Set([...content.findings.map(({ id }) => id), ...(content.statements ?? []).map(({ id }) => id)]);
  const others = (content.replies ?? []).filter(({ about }) => about === null || !shown.has(about));
  if (others.length === 0) return null;
  return { title: words.say('replies.title'), tag: null, level: 2, alert: false, blocks: others.slice(0, limits.rows).flatMap((reply) => replyBlocks(context, reply)) };
}
