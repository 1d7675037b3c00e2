import type { ChangesContent } from '#core/digest/content.js';
import { sentences } from './view-findings.js';
import type { Section, ViewContext } from './view.js';
import { short, type Inline, type Line } from './words.js';

const LONGEST_TITLE = 100;

function changeLine({ words, content }: ViewContext, { kind, actor, title, url, at, lastSeen, said }: ChangesContent['items'][number]): Line {
  const moment = (one: { day: string; time: string }): string => (one.day === content.covers.day ? words.time(one.time) : `${words.day(one.day)} ${words.time(one.time)}`);
  const page: Inline = { text: title === null ? words.text('page') : short(title, LONGEST_TITLE), ...(title === null ? {} : { data: true }), ...(/^https?:/i.test(url) ? { href: url } : {}) };
  const values = { actor: words.name(actor.name), page, at: moment(at) };
  if (kind === 'vanished') return words.say('changes.vanished', { ...values, seen: lastSeen === null ? 'no' : 'yes', last: lastSeen === null ? '' : moment(lastSeen) });
  if (kind === 'returned') return words.say('changes.returned', values);
  return sentences(words.say('changes.edited', values), words.say('changes.said', { moved: said.before === said.after ? 'same' : said.after === 0 ? 'gone' : said.before === 0 ? 'new' : 'other', before: said.before, after: said.after }));
}

/** Pages that were changed or taken away after we had read them: those with findings one by one, the others counted. Null where there were none. */
export function changesSection(context: ViewContext): Section | null {
  const { content: { changes }, words, limits } = context;
  if (changes === undefined) return null;
  const { items, others } = changes;
  const rest = others.edited + others.vanished + others.returned;
  if (items.length + rest === 0) return null;
  const lines = items.slice(0, limits.rows).map((item) => changeLine(context, item));
  if (items.length > limits.rows) lines.push(words.say('members.more', { n: words.number(items.length - limits.rows) }));
  return { title: words.say('changes.title'), tag: null, level: 2, alert: false, blocks: [
    ...(lines.length === 0 ? [] : [{ kind: 'items' as const, items: lines }]),
    ...(rest === 0 ? [] : [{ kind: 'line' as const, tone: 'small' as const, line: words.say('changes.others', { parts: words.series((['edited', 'vanished', 'returned'] as const).filter((kind) => others[kind] > 0).map((kind) => words.say(`changes.n-${kind}`, { n: others[kind] }))) }) }]),
  ] };
}
