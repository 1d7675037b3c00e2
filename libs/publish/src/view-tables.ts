import type { FollowersRow } from '#core/digest/content.js';
import type { Bound } from '#core/model.js';
import { goalPicture, sparkOf, type Picture } from './pictures.js';
import { markedShare, platformOf, sentences, strengthsLine } from './view-findings.js';
import type { Block, Section, ViewContext } from './view.js';
import type { Line, Words } from './words.js';

/** Accounts without anything to tell are named in one line, up to so many. */
const MOST_NAMES = 8;
const BOUNDS: Record<Bound, string> = { '=': 'exact', '≈': 'about', '≥': 'least', '≤': 'most' };
const countLine = (words: Words, count: { value: number; bound: Bound } | null): Line => (count === null ? words.say('followers.not-read') : words.say('bound', { bound: BOUNDS[count.bound], value: words.number(count.value) }));
const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
const changeOf = (words: Words, row: FollowersRow): string => (row.change === null ? '–' : `${row.before?.bound === '≈' || row.day?.bound === '≈' ? '≈ ' : ''}${words.signed(row.change)}`);

function goalLine(words: Words, goal: FollowersRow['goals'][number]): Line {
  const stated = words.say('goal.stated', { value: words.number(goal.value), dated: goal.by === null ? 'no' : 'yes', by: goal.by === null ? '' : words.day(goal.by), who: words.name(goal.statedBy), said: goal.statedOn === null ? 'no' : 'yes', on: goal.statedOn === null ? '' : words.day(goal.statedOn) });
  const toGo = words.number(goal.toGo ?? 0);
  const state = goal.state === 'reached' ? words.say('goal.reached') : goal.state === 'missed' ? words.say('goal.missed', { toGo }) : goal.state === 'not-read' ? words.say('goal.not-read')
    : goal.toGo === null ? null : goal.perDay === null || goal.days === null ? words.say('goal.open', { toGo }) : words.say('goal.per-day', { toGo, perDay: words.number(goal.perDay), days: goal.days });
  return sentences(stated, state, goal.state === 'open' ? outlookLine(words, goal.outlook) : null);
}

/** Where the goal stands to be at its deadline: said only where there is an interval to say it with. */
function outlookLine(words: Words, outlook: FollowersRow['goals'][number]['outlook']): Line | null {
  if (outlook?.atDeadline === undefined || outlook.atDeadline === null || outlook.outlook === 'unknown') return null;
  const { atDeadline, expected } = outlook;
  return words.say('goal.outlook', { value: words.estimate(atDeadline.value), low: words.estimate(atDeadline.low), high: words.estimate(atDeadline.high), outlook: outlook.outlook === 'projected-hit' ? 'hit' : outlook.outlook === 'projected-miss' ? 'miss' : 'close',
    dated: expected === null ? 'no' : 'yes', on: expected === null ? '' : words.day(expected.day) });
}

/** Every watched account of every side in one table; what a text reports stands beside what was read, never mixed in. */
export function followersSection(context: ViewContext): Section | null {
  const { content, words, limits, account } = context;
  if (content.followers.length === 0) return null;
  const { day } = content.covers;
  const told = (row: FollowersRow): boolean => row.day !== null || row.before !== null || row.goals.length > 0 || row.reported.length > 0;
  const shown = content.followers.filter(told);
  const unread = content.followers.filter((row) => !told(row));
  const platform = mostOn(shown.map((row) => row.account));
  const rows = shown.slice(0, limits.rows).map((row, index) => ({
    cells: [account(row.account, platform), ...(limits.whole ? [countLine(words, row.before)] : []), countLine(words, row.day), markedShare(row) === null ? [changeOf(words, row)] : [{ text: changeOf(words, row), strong: true }], meanCell(context, row)],
    notes: [
      ...(row.earlier ? [earlierLine(words, row.earlier)] : []),
      ...(markedShare(row) === null ? [] : [words.say('followers.unusual', { share: words.signedPercent(markedShare(row)!), judged: (content.accounts ?? []).some((item) => item.class === 'anomaly' && item.account?.key === row.account.key) ? 'yes' : 'no' })]),
      ...(isRounded(row) ? [words.say('followers.rounded')] : []),
      // The course of an account with a goal is drawn large, below; of the others a mail shows those that moved.
      ...(row.goals.length === 0 && (limits.whole || markedShare(row) !== null || row.earlier) && index < limits.pictures ? sparkLine(sparkOf(context, row, index)) : []),
      ...row.goals.map((goal) => goalLine(words, goal)),
      ...row.reported.slice(0, 4).map((report) => words.say('followers.reported', { actor: words.name(report.actor.name), value: countLine(words, report).map((piece) => ({ text: typeof piece === 'string' ? piece : piece.text, href: report.url })) })),
    ],
  }));
  const blocks: Block[] = rows.length === 0 ? [] : [{ kind: 'table', head: [headOf(words, 'followers.account', platform), ...(limits.whole ? [[words.shortDay(dayBefore(day))]] : []), [words.shortDay(day)], words.say('followers.change'), words.say('followers.mean-head', { days: words.number(MEAN_DAYS) })], rows }];
  shown.slice(0, limits.pictures).forEach((row, index) => {
    const picture = goalPicture(context, row, index);
    if (picture !== null) blocks.push({ kind: 'picture', picture, data: { head: [words.say('chart.day'), words.say('followers.title')], rows: (row.trend ?? []).map(({ day: on, value }): Line[] => [[words.day(on)], [words.number(value)]]) } });
  });
  if (!limits.whole && shown.some((row) => row.mean !== null && row.mean.days !== MEAN_DAYS)) blocks.push({ kind: 'line', tone: 'small', line: words.say('followers.fewer-days', { days: words.number(MEAN_DAYS) }) });
  if (shown.some((row) => row.goals.length === 0)) blocks.push({ kind: 'line', tone: 'small', line: words.say(shown.some((row) => row.goals.length > 0) ? 'followers.no-other-goal' : 'followers.no-goal') });
  if (shown.length > limits.rows) blocks.push({ kind: 'line', tone: 'small', line: words.say('rows.more', { n: words.number(shown.length - limits.rows) }) });
  if (unread.length > 0) blocks.push({ kind: 'line', tone: 'small', line: words.say('followers.unread', { n: unread.length, accounts: namesOf(context, unread.map((row) => account(row.account))) }) });
  return { title: words.say('followers.title'), tag: null, level: 2, alert: false, blocks };
}

/** Both days were counted, and rounding hides what came between. */
const isRounded = ({ before, day, change }: FollowersRow): boolean => change === null && [before, day].every((count) => count !== null && (count.bound === '=' || count.bound === '≈'));

/** The platform of most accounts of a table, which its heading names once for all. */
function mostOn(accounts: readonly { platform: string }[]): string | undefined {
  const [most] = [...Map.groupBy(accounts, ({ platform }) => platform)].sort(([, a], [, b]) => b.length - a.length);
  return most !== undefined && most[1].length > 1 ? most[0] : undefined;
}
const headOf = (words: Words, key: 'followers.account' | 'calls.for', platform: string | undefined): Line => (platform === undefined ? words.say(key) : words.say('head-on', { head: words.say(key), platform: platformOf(words, platform) }));

/** The mean change a day; on the page with its days, where they are not those of the heading. */
const meanCell = ({ words, limits }: ViewContext, { mean }: FollowersRow): Line => (mean === null ? ['–'] : words.say('followers.mean', { change: words.signed(mean.perDay), same: mean.days === MEAN_DAYS || !limits.whole ? 'yes' : 'no', days: words.number(mean.days) }));
const MEAN_DAYS = 7;

/** What became of the large change that the note before could not judge. */
const earlierLine = (words: Words, { day, change, share, judged, finding }: NonNullable<FollowersRow['earlier']>): Line => words.say('followers.earlier', {
  day: words.day(day), change: words.signed(change), share: words.signedPercent(share), kind: !judged ? 'unknown' : finding === null ? 'usual' : finding.kind.replaceAll('-', '_'), unexplained: finding?.unexplained === true ? 'yes' : 'no' });

/** The small chart as a line of notes. */
const sparkLine = (spark: Picture | null): Line[] => (spark === null ? [] : [[{ text: '', picture: spark }]]);

/** Accounts named in one line; more of them are counted. */
function namesOf({ words, limits }: ViewContext, names: Line[]): Line {
  const most = Math.min(MOST_NAMES, limits.rows);
  const shown = names.slice(0, names.length > most ? most - 1 : most);
  return words.list([...shown, ...(names.length > shown.length ? [words.say('and-more', { n: names.length - shown.length })] : [])]);
}

type CallsRow = ViewContext['content']['calls']['rows'][number];
const callsCount = ({ content, words }: ViewContext, count: CallsRow['day']): Line => (count.calls === 0 ? words.say('calls.none', { both: words.number(content.calls.sources.both) }) : words.say('calls.count', { calls: words.number(count.calls), actors: words.number(count.actors) }));
const strengthsNote = ({ content, words }: ViewContext, row: CallsRow): Line => words.say('calls.strengths', { day: words.shortDay(content.covers.day), strengths: strengthsLine(words, row.strengths) });

/** Of rows in which nobody obliges anybody nothing more is said. */
const onlyInvites = ({ strengths }: CallsRow): boolean => strengths.mandatory + strengths.instruction === 0;

/** Calls by account, the day against the day before; an empty cell says in how many sources there was none. */
export function callsSection(context: ViewContext): Section {
  const { content: { calls, covers }, words, limits, account } = context;
  const { leftOut, sources } = calls;
  const called = calls.rows.filter((row) => row.day.calls + row.before.calls > 0);
  const silent = calls.rows.filter((row) => row.day.calls + row.before.calls === 0);
  const platform = mostOn(called.map((row) => row.target));
  const rows = called.slice(0, limits.rows).map((row) => ({ cells: [account(row.target, platform), callsCount(context, row.before), callsCount(context, row.day)], notes: onlyInvites(row) ? [] : [strengthsNote(context, row)] }));
  const blocks: Block[] = rows.length === 0 ? [] : [{ kind: 'table', head: [headOf(words, 'calls.for', platform), [words.shortDay(dayBefore(covers.day))], [words.shortDay(covers.day)]], rows }];
  const told = called.slice(0, limits.rows).filter((row) => row.day.calls > 0);
  if (told.some(onlyInvites)) blocks.push({ kind: 'line', tone: 'small', line: words.say('calls.invitations', { day: words.shortDay(covers.day), all: told.every(onlyInvites) ? 'yes' : 'no' }) });
  if (silent.length > 0) blocks.push({ kind: 'line', line: words.say('calls.none-for', { both: words.number(sources.both), accounts: namesOf(context, silent.map((row) => account(row.target))) }) });
  if (leftOut.otherAccounts > 0) blocks.push({ kind: 'line', line: words.say('calls.other', { n: leftOut.otherAccounts }) });
  const notCounted = ([['left-out.reported', leftOut.reported], ['left-out.boilerplate', leftOut.boilerplate], ['left-out.one-day', leftOut.oneDayOnly]] as const).filter(([, n]) => n > 0).map(([key, n]) => words.say(key, { n }));
  if (notCounted.length > 0) blocks.push({ kind: 'line', tone: 'small', line: words.say('calls.left-out', { parts: words.series(notCounted) }) });
  return { title: words.say('calls.title', { both: words.number(sources.both), of: words.number(sources.of) }), tag: null, level: 2, alert: false, blocks };
}

/** Counts and calls of a quiet day, a line each. */
export function quietSection(context: ViewContext): Section {
  const { content, words, limits, account } = context;
  const { sources } = content.calls;
  const rows = content.calls.rows.filter((row) => row.day.calls + row.before.calls > 0);
  const followers = content.followers.filter((row) => row.day !== null || row.goals.length > 0);
  const unread = content.followers.length - followers.length;
  const blocks: Block[] = [rows.length === 0 ? { kind: 'line', line: words.say('calls.none', { both: words.number(sources.both) }) }
    : { kind: 'items', items: rows.slice(0, limits.rows).map((row) => words.say('quiet.calls', { account: account(row.target), day: callsCount(context, row.day), before: callsCount(context, row.before) })) }];
  if (content.followers.length > 0) {
    blocks.push({ kind: 'line', line: [{ text: words.text('followers.title'), strong: true }] }, { kind: 'items', items: [
      ...followers.slice(0, limits.rows).map((row) => sentences(
        row.day === null ? words.say('quiet.followers-unread', { account: account(row.account) }) : words.say('quiet.followers', { account: account(row.account), count: countLine(words, row.day), change: changeOf(words, row) }),
        row.earlier ? earlierLine(words, row.earlier) : null, ...row.goals.map((goal) => goalLine(words, goal)))),
      ...(unread === 0 ? [] : [words.say('followers.unread-count', { n: unread })])] });
  }
  return { title: words.say('calls.title', { both: words.number(sources.both), of: words.number(sources.of) }), tag: null, level: 2, alert: false, blocks };
}
