import type { AccountItem } from '#core/digest/content.js';
import { sentences } from './view-findings.js';
import type { Section, ViewContext } from './view.js';
import { cutGraphemes, type Line, type Words } from './words.js';

/** Quotes of a line, in graphemes: the evidence has the whole. */
const LONGEST_QUOTE = 200;

/** The ordinary reasons that were looked for: those found, then those not found, then those that nothing could be told by. */
function checksLine(words: Words, { checks }: AccountItem): Line | null {
  const named = (result: AccountItem['checks'][number]['result']): Line[] => checks.filter((check) => check.result === result).map(({ explanation }) => words.say('explanation', { explanation: explanation.replaceAll('-', '_') }));
  const part = (key: 'checks.explains' | 'checks.goes-with' | 'checks.does-not' | 'checks.not-seen', which: Line[]): Line | null => (which.length === 0 ? null : words.say(key, { which: words.list(which) }));
  const line = sentences(part('checks.explains', named('explains')), part('checks.goes-with', named('goes-with')), part('checks.does-not', named('does-not')), part('checks.not-seen', named('not-seen')));
  return line.length === 0 ? null : line;
}

function itemLine({ words, account, limits }: ViewContext, item: AccountItem): Line {
  const who = item.account !== null ? account(item.account) : item.actor !== null ? words.name(item.actor.name) : words.say('account.unnamed');
  const what = words.say(item.class === 'anomaly' ? 'account.anomaly' : item.class === 'commitment' ? 'account.promise' : 'account.event', { kind: item.kind.replaceAll('-', '_'), account: who });
  const figures = item.change === null || item.before === null || item.after === null ? null
    : words.say('account.figures', { before: words.number(item.before), after: words.number(item.after), change: words.signed(item.change), compared: item.usual === null ? 'no' : 'yes', usual: words.signed(Math.round(item.usual ?? 0)) });
  const quote: Line | null = item.quote === null ? null : ['«', { text: cutGraphemes(item.quote, Math.min(LONGEST_QUOTE, limits.quote)).text, data: true }, '»'];
  const tag = words.say('account.verdict', { verdict: words.text('verdict', { verdict: item.verdict }) });
  return sentences(what, figures, quote, item.class === 'anomaly' ? checksLine(words, item) : tag);
}

/** What happened to accounts on the day: unusual counts with the ordinary reasons that were looked for, events, promises against acts. */
export function accountsSection(context: ViewContext): Section | null {
  const { content, words, limits } = context;
  // How an account compares with another or with the population is no event of the day.
  const items = (content.accounts ?? []).filter(({ class: group, kind }) => group !== 'event' || !STANDING.has(kind));
  if (items.length === 0) return null;
  const lines = items.slice(0, limits.rows).map((item) => itemLine(context, item));
  if (items.length > limits.rows) lines.push(words.say('members.more', { n: words.number(items.length - limits.rows) }));
  return { title: words.say('accounts.title'), tag: null, level: 2, alert: false, blocks: [{ kind: 'items', items: lines }] };
}
const STANDING = new Set(['replacement', 'share-of-population']);
