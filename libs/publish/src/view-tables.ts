import type { FollowersRow } from '#core/digest/content.js';
import type { Bound } from '#core/model.js';
import { accountLine, actorsLine, chanceLine, sentences } from './view-findings.js';
import type { Block, Section, ViewContext } from './view.js';
import { short, type Line, type Words } from './words.js';

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
  return words.say('goal.outlook', { value: words.number(atDeadline.value), low: words.number(atDeadline.low), high: words.number(atDeadline.high), outlook: outlook.outlook === 'projected-hit' ? 'hit' : outlook.outlook === 'projected-miss' ? 'miss' : 'close',
    dated: expected === null ? 'no' : 'yes', on: expected === null ? '' : words.day(expected.day) });
}

/** Every watched account of every side in one table; what a text reports stands beside what was read, never mixed in. */
export function followersSection({ content, words, limits }: ViewContext): Section | null {
  if (content.followers.length === 0) return null;
  const { day } = content.covers;
  const rows = content.followers.slice(0, limits.rows).map((row) => ({
    cells: [accountLine(words, row.account), countLine(words, row.before), countLine(words, row.day), [changeOf(words, row)]],
    notes: [
      ...(row.mean === null ? [] : [words.say('followers.mean', { days: words.number(row.mean.days), change: words.signed(row.mean.perDay) })]),
      ...(row.goals.length === 0 ? [words.say('followers.no-goal')] : row.goals.map((goal) => goalLine(words, goal))),
      ...row.reported.slice(0, 4).map((report) => words.say('followers.reported', { actor: words.name(report.actor.name), value: countLine(words, report).map((piece) => ({ text: typeof piece === 'string' ? piece : piece.text, href: report.url })) })),
    ],
  }));
  return { title: words.say('followers.title'), tag: null, level: 2, alert: false, blocks: [{ kind: 'table', head: [words.say('followers.account'), [words.shortDay(dayBefore(day))], [words.shortDay(day)], words.say('followers.change')], rows }] };
}

type CallsRow = ViewContext['content']['calls']['rows'][number];
const callsCount = ({ content, words }: ViewContext, count: CallsRow['day']): Line => (count.calls === 0 ? words.say('calls.none', { both: words.number(content.calls.sources.both) }) : words.say('calls.count', { calls: words.number(count.calls), actors: words.number(count.actors) }));
const strengthsNote = ({ content, words }: ViewContext, row: CallsRow): Line => words.say('calls.strengths', { day: words.shortDay(content.covers.day), strengths: words.say('strengths', { mandatory: words.number(row.strengths.mandatory), instruction: words.number(row.strengths.instruction), invitation: words.number(row.strengths.invitation) }) });

/** Calls by account, the day against the day before; an empty cell says in how many sources there was none. */
export function callsSection(context: ViewContext): Section {
  const { content: { calls, covers }, words, limits } = context;
  const { leftOut, sources } = calls;
  const rows = calls.rows.slice(0, limits.rows).map((row) => ({ cells: [accountLine(words, row.target), callsCount(context, row.before), callsCount(context, row.day)], notes: row.day.calls === 0 ? [] : [strengthsNote(context, row)] }));
  const blocks: Block[] = [{ kind: 'table', head: [words.say('calls.for'), [words.shortDay(dayBefore(covers.day))], [words.shortDay(covers.day)]], rows }];
  if (leftOut.otherAccounts > 0) blocks.push({ kind: 'line', line: words.say('calls.other', { n: leftOut.otherAccounts }) });
  if (leftOut.reported + leftOut.boilerplate + leftOut.oneDayOnly > 0) blocks.push({ kind: 'line', tone: 'small', line: words.say('calls.left-out', { reported: leftOut.reported, boilerplate: leftOut.boilerplate, oneDay: leftOut.oneDayOnly }) });
  return { title: words.say('calls.title', { both: words.number(sources.both), of: words.number(sources.of) }), tag: null, level: 2, alert: false, blocks };
}

/** Counts and calls of a quiet day, a line each. */
export function quietSection(context: ViewContext): Section {
  const { content, words, limits } = context;
  const { sources, rows } = content.calls;
  return { title: words.say('calls.title', { both: words.number(sources.both), of: words.number(sources.of) }), tag: null, level: 2, alert: false, blocks: [
    { kind: 'items', items: rows.slice(0, limits.rows).map((row) => words.say('quiet.calls', { account: accountLine(words, row.target), day: callsCount(context, row.day), before: callsCount(context, row.before) })) },
    ...(content.followers.length === 0 ? [] : [{ kind: 'line' as const, line: [{ text: words.text('followers.title'), strong: true }] }, { kind: 'items' as const, items: content.followers.slice(0, limits.rows).map((row) => sentences(
      row.day === null ? words.say('quiet.followers-unread', { account: accountLine(words, row.account) }) : words.say('quiet.followers', { account: accountLine(words, row.account), count: countLine(words, row.day), change: changeOf(words, row) }),
      ...row.goals.map((goal) => goalLine(words, goal)))) }]),
  ] };
}

/** Drives with calls on the day, or whose end is to be told. */
export function drivesSection(context: ViewContext): Section | null {
  const { content, words, limits } = context;
  if (content.drives.length === 0) return null;
  const link = (id: string): Line => { const key = `link.${id.replace(/ /g, '-')}`; return words.has(key) ? words.say(key) : [{ text: short(id, 40), lang: 'en', data: true }]; };
  const shown = content.drives.slice(0, limits.drives).map((drive) => sentences(
    words.say('drive.line', { state: { text: words.text('drive.state', { state: drive.state }), strong: true }, target: accountLine(words, drive.target), members: drive.members, day: drive.calls.day, total: words.number(drive.calls.total) }),
    words.say('drive.began', { actor: words.name(drive.first.actor.name), when: `${words.day(drive.first.day)} ${words.time(drive.first.time)}` }),
    drive.state === 'growing' ? words.say('drive.joined', { actors: actorsLine(words, drive.newMembers) }) : null,
    drive.links.length === 0 ? null : words.say('drive.links', { links: words.list(drive.links.map(link)) }),
    chanceLine(words, drive.chance),
    [{ text: `[D${short(drive.id, 40)}]`, data: true }],
  ));
  const more: Line[] = content.drives.length > limits.drives ? [words.say('members.more', { n: words.number(content.drives.length - limits.drives) })] : [];
  return { title: words.say('drives.title'), tag: null, level: 2, alert: false, blocks: [{ kind: 'line', tone: 'small', line: words.say('drives.what') }, { kind: 'items', items: [...shown, ...more] }] };
}
