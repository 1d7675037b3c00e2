import type { Published } from '#core/model.js';
import type { Dom } from '../../../markup/parse.js';
import type { PageFacts } from '../facts.js';
import { RANK, furtherEvidence, statedEvidence, type Evidence } from './evidence.js';
import { parseDate, type Dated } from './parse-date.js';

/** Nothing on the web is older. */
const OLDEST = Date.UTC(1995, 0, 1);

/**
 * When a page was published: the strongest evidence that holds a possible date, from its address over what it says about itself to dates in
 * its text; `how` names it. The time of fetching only bounds it. A year and month in the address overrule dates of other months; among weak
 * evidence the date that occurs most often wins. Null when nothing tells.
 */
export function publishedOf(dom: Dom, facts: PageFacts, url: string, fetchedAt: Date): Published | null {
  const newest = fetchedAt.getTime() + 86_400_000;
  const monthFirst = /^en[-_]?(us|$)/i.test(facts.language ?? '') || /^en_us/i.test(facts.metas.get('og:locale')?.[0] ?? '');
  const month = /\/((?:19|20)\d\d)\/(0?[1-9]|1[0-2])(?:\/|$)/.exec(url);
  const inMonth = ({ at }: Dated): boolean => month === null || (at.getUTCFullYear() === Number(month[1]) && at.getUTCMonth() === Number(month[2]) - 1);
  const possible = (evidence: Evidence[]) => evidence
    .map((one) => ({ ...one, dated: parseDate(one.text, { monthFirst }) }))
    .filter((one): one is typeof one & { dated: Dated } => one.dated !== null && one.dated.at.getTime() >= OLDEST && one.dated.at.getTime() <= newest);
  const stated = possible(statedEvidence(facts, url));
  const certain = stated.find(({ dated }) => inMonth(dated));
  // Nothing that stands on the page is stronger: most pages need not be searched.
  if (certain !== undefined) return published(certain.how, finer(certain.dated, stated.map(({ dated }) => dated)));
  const dates = [...stated, ...possible(furtherEvidence(dom, facts, url))].sort((a, b) => a.rank - b.rank);
  const strong = dates.find(({ rank, dated }) => rank < RANK.most && inMonth(dated)) ?? dates.find(({ rank }) => rank < RANK.most);
  if (strong !== undefined) return published(strong.how, strong.dated);
  if (dates.length === 0) return month === null ? null : published('url', { at: new Date(Date.UTC(Number(month[1]), Number(month[2]) - 1, 1)), precision: 'month', text: `${month[1]}-${month[2]}` });
  const counts = new Map<number, number>();
  for (const { dated } of dates) counts.set(dayOf(dated), (counts.get(dayOf(dated)) ?? 0) + 1);
  const most = Math.max(...counts.values());
  const often = dates.find(({ dated }) => counts.get(dayOf(dated)) === most)!;
  return published(often.how, often.dated);
}

/** The same day with its hour, where other evidence of the page's own gives it: an address has only the day. */
const finer = (day: Dated, others: Dated[]): Dated => (day.precision !== 'day' ? day : others.find((other) => other.precision !== 'day' && ownDay(other) === ownDay(day)) ?? day);
/** The day as the page itself counts days. */
const ownDay = ({ at, text, local, precision }: Dated): string => (local === true || !/second|minute|hour/.test(precision) ? at.toISOString() : text).slice(0, 10);
const dayOf = ({ at }: Dated): number => Math.floor(at.getTime() / 86_400_000);
/** Machines write times without a zone in whichever they like: of these only the day is certain. */
const MACHINE = /^(?:json-ld|meta|script|modified)$/;
function published(how: string, { at, precision, text, local }: Dated): Published {
  if (local !== true) return { at, precision, how, text };
  return MACHINE.test(how) ? { at: new Date(dayOf({ at, precision, text }) * 86_400_000), precision: 'day', how, text } : { at, precision, how, text: at.toISOString().slice(0, 16), local };
}
