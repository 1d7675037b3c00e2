import type { DriveItem, FollowersRow } from '#core/digest/content.js';
import type { ChartWriting, Scene } from '#core/charts/scene.js';
import { seriesScene, sparkScene } from '#core/charts/series.js';
import { timelineScene } from '#core/charts/timeline.js';
import { dayWindow, localTimeOf, momentOf } from '#core/election/calendar.js';
import type { ViewContext } from './view.js';
import { short, textOf, type Line, type Words } from './words.js';

/** A chart of a note: drawn in the page, a picture in a mail. `name` is unique in the note and the same whenever the note is rendered. */
export interface Picture { name: string; scene: Scene }

/** In CSS pixels: wide enough to read when a phone shows it at four fifths. */
const WIDTH = 390;
const SERIES_HEIGHT = 200;
const SPARK = { width: 120, height: 26 };
/** Fewer counts than this are a figure, not a line. */
const FEWEST = 3;
const MOST_MEMBERS = 12;
const LONGEST_LABEL = 42;

const writing = (words: Words): ChartWriting => ({ count: words.compact, day: words.chartDay });
const wordsOfLine = (line: Line): string => line.map(textOf).join('');
/** Letters of the font that pictures are drawn with; a name in others is told by its place in the list beside the chart. */
const DRAWN = /^[\p{Script=Latin}\p{Script=Khmer}\p{Script=Common}\p{Script=Inherited}]+$/u;

/** From where to where the counts went, in words: what a reader who does not see the line is told. */
function course(words: Words, trend: NonNullable<FollowersRow['trend']>): string {
  const [first, last] = [trend[0]!, trend.at(-1)!];
  return words.text('chart.course', { first: words.number(first.value), from: words.day(first.day), last: words.number(last.value), to: words.day(last.day) });
}

/** The last weeks of an account as a small line; null where there is too little of it. */
export function sparkOf({ words, account }: ViewContext, row: FollowersRow, index: number): Picture | null {
  const { trend = [] } = row;
  return trend.length < FEWEST ? null : { name: `spark-${index}`, scene: sparkScene(trend, SPARK.width, SPARK.height, { title: wordsOfLine(account(row.account)), description: course(words, trend) }) };
}

/** An account with a goal: its counts, the goal, and where the pace leads; null where there is no goal or too little to draw. */
export function goalPicture({ words, account }: ViewContext, row: FollowersRow, index: number): Picture | null {
  const { trend = [], goals } = row;
  if (trend.length < FEWEST || goals.length === 0) return null;
  const label = (goal: FollowersRow['goals'][number]): string => words.text('chart.goal', { value: words.number(goal.value), dated: goal.by === null ? 'no' : 'yes', by: goal.by === null ? '' : words.day(goal.by) });
  return { name: `goal-${index}`, scene: seriesScene({
    from: trend[0]!.day, to: trend.at(-1)!.day, series: [{ label: '', ours: true, days: trend.map(({ day, value }) => ({ day, value, low: value, high: value })) }],
    goals: goals.map((goal) => ({ label: label(goal), value: goal.value, by: goal.by, projection: goal.outlook?.atDeadline ?? null })), events: [], waves: [],
    words: { title: words.text('chart.followers', { account: wordsOfLine(account(row.account)) }), description: [course(words, trend), ...goals.map(label)].join(' '), calls: '' },
  }, WIDTH, SERIES_HEIGHT, writing(words)) };
}

/** Where a page gives only its day no hour is said. In editions that do not say how well a moment is known, a day's first minute stands for the day. */
export const isDayOnly = ({ time, dated }: Pick<DriveItem['first'], 'time' | 'dated'>): boolean => dated === 'day' || (dated === undefined && time === '00:00');
const spanOf = (day: string, zone: string): { at: number; until: number } => { const { from, to } = dayWindow(day, zone); return { at: from.getTime(), until: to.getTime() }; };

/** Who called when in a drive, in the order in which its members came in; null for a single member or where the moments are not kept. */
export function drivePicture({ words, account, content }: ViewContext, drive: DriveItem, index: number): Picture | null {
  const { order = [], moments = [] } = drive;
  if (order.length < 2 || moments.length === 0) return null;
  const zone = content.covers.timeZone;
  const shown = order.slice(0, MOST_MEMBERS);
  const sides = new Map(moments.map(({ actor, side }) => [actor, side]));
  const days = [...new Set([...shown.map(({ day }) => day), ...moments.map(({ day }) => day)])].sort();
  const nameOf = (name: string, place: number): string => (DRAWN.test(name) ? short(name, LONGEST_LABEL) : `${words.number(place + 1)}.`);
  return { name: `drive-${index}`, scene: timelineScene({
    members: shown.map(({ actor, role }, place) => ({ id: actor.id, name: nameOf(textOf(words.name(actor.name)), place), side: sides.get(actor.id) ?? '', role })),
    calls: moments.map(({ actor, at, day, dated, strength }, call) => ({ id: String(call), actorId: actor, ...(isDayOnly({ dated, time: localTimeOf(new Date(at), zone) }) ? spanOf(day, zone) : { at: Date.parse(at) }), label: '', strength })),
    days: days.map((day) => ({ at: momentOf(day, '00:00', zone).getTime(), day })),
    words: { title: words.text('chart.drive', { account: wordsOfLine(account(drive.target)) }), description: words.text('chart.order', { members: shown.map(({ actor, day }) => `${textOf(words.name(actor.name))} (${words.day(day)})`).join(', ') }) },
  }, WIDTH, writing(words)) };
}
