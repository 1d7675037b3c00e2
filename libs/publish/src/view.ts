import type { EditionContent } from '#core/digest/content.js';
import { localTimeOf } from '#core/election/calendar.js';
import { accountNames, type NameAccount } from './account-names.js';
import { correctionsSection, coverageSection, methodSection, modelSummary } from './view-coverage.js';
import { findingSections, furtherFindings, sentences, summaryOf } from './view-findings.js';
import { accountsSection } from './view-accounts.js';
import { changesSection } from './view-changes.js';
import { drivesSection } from './view-drives.js';
import type { Picture } from './pictures.js';
import { repliesSection } from './view-replies.js';
import { statementSections } from './view-statements.js';
import { callsSection, followersSection, quietSection } from './view-tables.js';
import { short, wordsOf, type Line, type Words } from './words.js';

/** An edition in one language, laid out in blocks, before it is mail, text or a page. */
export type Block =
  | { kind: 'line'; line: Line; tone?: 'small' }
  | { kind: 'items'; items: Line[] }
  | { kind: 'quote'; text: string; lang: string | undefined; source: Line }
  /** A chart; `data` is what it shows as a table, where no table stands beside it; `key`: how to read its marks. */
  | { kind: 'picture'; picture: Picture; key?: Line; data?: { head: Line[]; rows: Line[][] } }
  | { kind: 'table'; head: Line[]; rows: { cells: Line[]; notes: Line[] }[] };
export interface Section { title: Line | null; tag: Line | null; level: 2 | 3; alert: boolean; blocks: Block[] }
export interface View { language: string; dir: 'ltr' | 'rtl'; subject: string; preheader: string; title: string; head: Line[]; banner: Line | null; summary: Line[]; sections: Section[]; links: Line[] }

/**
 * Addresses in a note; null where there is none. `evidence` gives that of a call in its page, to `drives` a drive's id is added: without them no id is shown, since
 * it would lead nowhere. `table`: all findings as CSV.
 */
export interface EditionLinks { edition: string | null; unsubscribe: string | null; table?: string | null; evidence?: ((place: { documentId: string; callId: string }) => string) | null; drives?: string | null }
/** How much is shown. A mail is small, a page shows all. `whole`: with the rules' reasons, the day before, and how every drive went on: what a reader on a phone looks up. */
export interface Limits { members: number; quote: number; gaps: number; drives: number; rows: number; further: number; pictures: number; name?: number; whole?: boolean }
export const WHOLE: Limits = { members: 400, quote: 20_000, gaps: 5_000, drives: 1_000, rows: 1_000, further: 1_000, pictures: 40, whole: true };

/** Who released it, as they are called in the reader's language where that is a role that we know; else in their own words. */
function roleOf(words: Words, by: string): Line {
  if (/^head of mission$/i.test(by)) return words.say('role.head');
  const [, duty, code] = /^(duty )?editor ([\w-]{1,20})$/i.exec(by) ?? [];
  return code === undefined ? [{ text: short(by, 60), data: true }] : words.say('role.editor', { duty: duty === undefined ? 'no' : 'yes', code: { text: code, data: true } });
}

/** Lays an edition out in a language. Pure; the same content, language and links give the same view. */
export function viewOf(content: EditionContent, language: string, links: EditionLinks, limits: Limits): View {
  const words = wordsOf(language, limits.name);
  const zone = content.covers.timeZone;
  const at = (iso: string): string => words.time(localTimeOf(new Date(iso), zone));
  const { release, campaignDay, silence } = content;
  const dot = (...lines: (Line | null)[]): Line => lines.filter((line) => line !== null).flatMap((line, index) => (index === 0 ? line : [' · ', ...line]));
  const polity = words.name(content.election.polity);
  const polling = words.longDay(content.election.pollingDay);
  const bulletin = content.key.kind === 'bulletin';
  const head: Line[] = [
    words.say(bulletin ? 'head.covers-until' : 'head.covers', { until: at(content.cutOff), date: words.fullDay(content.date), day: words.longDay(content.covers.day), offset: words.offset(content.covers.offset) }),
    dot(content.daysLeft >= 0 ? words.say('head.votes', { polity, day: polling, left: content.daysLeft }) : words.say('head.voted', { polity, day: polling, ago: -content.daysLeft }),
      campaignDay === null ? words.say('head.phase', { phase: content.phase.replace('-', '_') }) : words.say('head.campaign-day', { n: words.number(campaignDay.n), of: words.number(campaignDay.of) }),
      silence === null ? null : words.say('head.silence', { day: words.day(silence.from) })),
    dot(words.say('head.audience', { audience: content.key.audience }), release.state === 'released' ? words.say(release.rule ? 'head.released-by-rule' : 'head.released', { time: at(release.at), by: roleOf(words, release.by) }) : null),
  ];
  const context = { content, words, links, limits, account: accountNames(content, words, limits.name) };
  return {
    language: words.language, dir: words.dir,
    subject: words.text(bulletin ? 'subject.bulletin' : 'subject', { number: words.number(content.number), n: words.number(content.key.sequence), date: words.longDay(content.date) }),
    preheader: words.text('preheader', { day: words.longDay(content.covers.day) }),
    title: words.text(bulletin ? 'title.bulletin' : 'title', { number: words.number(content.number), n: words.number(content.key.sequence) }),
    head,
    banner: release.state === 'held' ? words.say('held') : null,
    summary: limits.whole ? summaryOf(context) : inTwo(summaryOf(context)),
    sections: [
      modelSummary(context),
      ...findingSections(context),
      ...statementSections(context),
      ...(content.quiet ? [quietSection(context)] : [followersSection(context), accountsSection(context), callsSection(context)]),
      drivesSection(context), changesSection(context), repliesSection(context), coverageSection(context, at(content.cutOff)), correctionsSection(context), furtherFindings(context), methodSection(context, at(content.cutOff)),
    ].filter((section) => section !== null),
    links: [...(links.edition === null ? [] : [[{ text: words.text('links.web'), href: links.edition }]]), ...(links.table && content.findings.length > 0 ? [[{ text: words.text('links.table'), href: links.table }]] : []), ...(links.unsubscribe === null ? [] : [[{ text: words.text('links.leave'), href: links.unsubscribe }]])],
  };
}
/** What is said first, and the rest in one go. */
const inTwo = ([first, ...rest]: Line[]): Line[] => [...(first === undefined ? [] : [first]), ...(rest.length === 0 ? [] : [sentences(...rest)])];
export interface ViewContext { content: EditionContent; words: ReturnType<typeof wordsOf>; links: EditionLinks; limits: Limits; account: NameAccount }

/** The charts of a view, in its order. */
export const picturesOf = ({ sections }: View): Picture[] => sections.flatMap(({ blocks }) => blocks.flatMap((block): Picture[] => {
  if (block.kind === 'picture') return [block.picture];
  if (block.kind === 'table') return block.rows.flatMap(({ notes }) => notes.flat().flatMap((piece) => (typeof piece === 'object' && piece.picture !== undefined ? [piece.picture] : [])));
  return [];
}));
