import type { StatementItem } from '#core/digest/content.js';
import { quoteBlocks, sentences, tagOf } from './view-findings.js';
import { replyBlocks } from './view-replies.js';
import type { Block, Section, ViewContext } from './view.js';
import type { Line, Words } from './words.js';

const TITLES = { threat: 'threats.title', conduct: 'conduct.title', commitment: 'commitments.title' } as const;

function statementBlocks(context: ViewContext, item: StatementItem): Block[] {
  const { words, content } = context;
  const when = [item.day === content.covers.day ? null : words.day(item.day), item.time === null ? null : words.time(item.time)].filter((part) => part !== null).join(' ') || words.day(item.day);
  const who: Line = item.speaker !== null && item.speaker.id !== item.actor.id
    ? words.say('statement.of', { speaker: words.name(item.speaker.name), actor: words.name(item.actor.name), when: { text: when, href: item.quote.url } })
    : words.say('statement.by', { actor: words.name(item.actor.name), when: { text: when, href: item.quote.url } });
  const kind = item.kind === 'threat' ? (item.conditional === null ? null : words.say('threat.conditional', { conditional: item.conditional ? 'yes' : 'no' }))
    : item.kind === 'commitment' && item.status !== null ? words.say('commitment.status', { status: item.status }) : item.deed ? deedLine(words, item.deed) : null;
  return [{ kind: 'line', line: sentences(who, kind, [{ text: `(${tagOf(words, item).map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('')})` }]) }, ...quoteBlocks(context, item.quote),
    ...(content.replies ?? []).filter(({ about }) => about === item.id).flatMap((reply) => replyBlocks(context, reply))];
}

/** Who did what to whom, in kinds of people and of places alone: nobody is named, and where it was is not narrowed down. */
function deedLine(words: Words, { act, by, on, place, count, bound }: NonNullable<StatementItem['deed']>): Line {
  const many = count === null ? null : words.say('bound', { bound: bound === '≥' ? 'least' : bound === '≤' ? 'most' : bound === '≈' ? 'about' : 'exact', value: words.number(count) });
  const [first, ...rest] = words.say('deed', {
    act: act.replaceAll(' ', '_'), by: words.say('deed.by', { by: by?.replaceAll(' ', '_') ?? 'unknown' }), on: words.say('deed.on', { on: on ?? 'unknown' }), counted: many === null ? 'no' : 'yes', count: many ?? '', placed: place === null ? 'no' : 'yes', place: words.say('deed.place', { place: place ?? 'unknown' }),
  });
  // It begins with whoever did it, whose word also stands within sentences.
  return typeof first === 'string' ? [`${first.charAt(0).toUpperCase()}${first.slice(1)}`, ...rest] : [first!, ...rest];
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
