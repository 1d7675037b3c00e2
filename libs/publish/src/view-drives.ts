import type { DriveItem } from '#core/digest/content.js';
import { actorsLine, chanceLine, sentences } from './view-findings.js';
import { drivePicture, isDayOnly } from './pictures.js';
import type { Block, Section, ViewContext } from './view.js';
import { short, type Line, type Words } from './words.js';

type Moment = Pick<DriveItem['first'], 'day' | 'time' | 'dated'>;
const whenOf = (words: Words, moment: Moment): string => {
  if (isDayOnly(moment)) return words.day(moment.day);
  const when = `${words.day(moment.day)} ${words.time(moment.time)}`;
  return moment.dated === 'seen' ? words.text('drive.seen', { when }) : when;
};

/** Members of the first day, where a page of it gives no hour of its own: nobody of them can be said to be the first. */
const firstTogether = ({ first, order = [] }: DriveItem): DriveItem['order'] & object => {
  const together = order.filter(({ day }) => day === first.day);
  return together.length > 1 && [first, ...together].some((one) => isDayOnly(one) || one.dated === 'seen') ? together : [];
};

/** Who began, as far as that is known. */
function beganLine(words: Words, drive: DriveItem): Line {
  const { first } = drive;
  const together = firstTogether(drive);
  return together.length > 0 ? words.say('drive.began-together', { actors: actorsLine(words, together.map(({ actor }) => actor)), when: words.day(first.day) })
    : words.say('drive.began', { actor: words.name(first.actor.name), when: whenOf(words, first) });
}

/** Who followed after the first, and how long the first half of them took; members who only printed another's words are told apart. */
function followedLine(words: Words, drive: DriveItem): Line | null {
  const { order = [] } = drive;
  const followers = order.slice(Math.max(1, firstTogether(drive).length));
  if (followers.length === 0) return null;
  const half = followers[Math.ceil(followers.length / 2) - 1]!;
  const last = followers.at(-1)!;
  const dayOnly = [order[0]!, half, last].some((one) => isDayOnly(one) || one.dated === 'seen');
  return words.say('drive.followed', { actors: actorsLine(words, followers.map(({ actor }) => actor)), n: followers.length, span: words.span(last.afterMs, dayOnly), half: words.span(half.afterMs, dayOnly), even: words.span(half.afterMs, dayOnly) === words.span(last.afterMs, dayOnly) ? 'yes' : 'no', echoes: order.filter(({ role }) => role === 'echo').length });
}

/** Drives come with the newest first: whoever wants to see the others has the page. */
const DRAWN_IN_A_MAIL = 1;

/** Members in the order of their first calls, as a table. */
const orderTable = (words: Words, { order = [] }: DriveItem): { head: Line[]; rows: Line[][] } => ({
  head: [words.say('chart.member'), words.say('chart.first-call')], rows: order.map((one, index): Line[] => [[`${words.number(index + 1)}. `, words.name(one.actor.name)], [whenOf(words, one)]]),
});

/** Drives with calls on the day, or whose end is to be told: new, growing, going on, ended. */
export function drivesSection(context: ViewContext): Section | null {
  const { content, words, limits, account, links } = context;
  if (content.drives.length === 0) return null;
  const link = (id: string): Line => { const key = `link.${id.replace(/ /g, '-')}`; return words.has(key) ? words.say(key) : [{ text: short(id, 40), lang: 'en', data: true }]; };
  const findingOf = (id: string): number => content.findings.findIndex(({ driveId, chance }) => driveId === id && chance !== null);
  const shown = content.drives.slice(0, limits.drives).map((drive) => sentences(
    words.say('drive.line', { state: { text: words.text('drive.state', { state: drive.state }), strong: true }, target: account(drive.target), members: drive.members, day: drive.calls.day, total: words.number(drive.calls.total) }),
    beganLine(words, drive),
    // Who had joined before stood in the notes before.
    drive.state === 'growing' && !limits.whole ? null : followedLine(words, drive),
    drive.state === 'growing' ? words.say('drive.joined', { actors: actorsLine(words, drive.newMembers) }) : null,
    drive.links.every((id) => id === 'same target') && !limits.whole ? null : words.say('drive.links', { links: words.list(drive.links.map(link)) }),
    // Its finding has said how likely it is by chance.
    findingOf(drive.id) < 0 ? chanceLine(words, drive.chance, drive.similarity) : words.say('drive.finding', { n: words.number(findingOf(drive.id) + 1) }),
    links.drives ? [{ text: `[${short(drive.id, 40)}]`, data: true, href: `${links.drives}${encodeURIComponent(drive.id.toWellFormed())}` }] : null,
  ));
  const pictures = shown.map((_line, index) => (index < (limits.whole ? limits.pictures : Math.min(limits.pictures, DRAWN_IN_A_MAIL)) ? drivePicture(context, content.drives[index]!, index) : null));
  const firstPicture = pictures.findIndex((picture) => picture !== null);
  const more: Line[] = content.drives.length > limits.drives ? [words.say('members.more', { n: words.number(content.drives.length - limits.drives) })] : [];
  return { title: words.say('drives.title'), tag: null, level: 2, alert: false, blocks: [{ kind: 'line', tone: 'small', line: words.say('drives.what') }, ...shown.flatMap((line, index): Block[] => {
      const picture = pictures[index] ?? null;
      return [{ kind: 'items', items: [line] }, ...(picture === null ? [] : [{ kind: 'picture' as const, picture, ...(index === firstPicture ? { key: words.say('chart.key') } : {}), data: orderTable(words, content.drives[index]!) }])];
    }), ...(more.length === 0 ? [] : [{ kind: 'items' as const, items: more }])] };
}
