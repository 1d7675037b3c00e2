import { dayWindow } from '../election/calendar.js';
import { SIDES, type Gap } from '../model.js';
import type { CoverageContent } from './content.js';
import type { DayFacts } from './facts.js';
import { localMoment, type Labels } from './labels.js';
import { crossedRedLine } from './red-lines.js';

type GapItem = CoverageContent['gaps'][number];

/**
 * What was read and what was not: every unread source is named with its reason, and one without a recorded reason says so, since
 * silence would read as "nothing there". Gaps that were closed before the day began are left out. Unread sources come first.
 */
export function coverageOf(facts: DayFacts, labels: Labels): CoverageContent {
  const zone = facts.election.timeZone;
  const window = dayWindow(facts.day, zone);
  const sides = new Map(facts.actors.map((actor) => [actor.id, actor.side]));
  // An account's counter is no place where anything is said: when it cannot be seen it is a gap, and no source unread.
  const sources = facts.sources.filter((source) => !source.paused && source.kind !== 'account-counter');
  const read = new Set(facts.readSources.day);
  // A source still unread for the day is explained by what we met when we asked, even if that was after the day.
  const current = (gap: Gap): boolean => (gap.open || gap.lastAt >= window.from) && (gap.firstAt < window.to || (gap.sourceId !== null && !read.has(gap.sourceId)));
  const gapItem = (gap: Gap, source: DayFacts['sources'][number] | undefined): GapItem => ({
    actor: source === undefined ? null : labels.actor(source.actorId), source: source === undefined ? null : { id: source.id, url: source.url },
    reason: gap.reason, tries: gap.tries, since: localMoment(gap.firstAt, zone), unread: source !== undefined && !read.has(source.id), ...endlessOf(gap),
  });
  const endlessOf = (gap: Gap): Pick<GapItem, 'endless'> => {
    const found = gap.reason === 'endless-addresses' ? facts.endless?.find(({ sourceId }) => sourceId === gap.sourceId) : undefined;
    return found === undefined ? {} : { endless: { shape: found.shape, taken: found.taken, refused: found.refused } };
  };
  const known = new Map(facts.sources.map((source) => [source.id, source]));
  const gaps: GapItem[] = [];
  const explained = new Set<string>();
  for (const gap of facts.gaps.filter(current)) {
    // The model's state has its own line; a source's pause is somebody's decision and has one below.
    if (gap.sourceId === null && gap.reason === 'model-off') continue;
    const source = gap.sourceId === null ? undefined : known.get(gap.sourceId);
    if (source?.paused === true) continue;
    if (source !== undefined) explained.add(source.id);
    gaps.push(gapItem(gap, source));
  }
  const place = (source: DayFacts['sources'][number]) => ({ actor: labels.actor(source.actorId), source: { id: source.id, url: source.url } });
  for (const source of sources) if (!read.has(source.id) && !explained.has(source.id)) gaps.push({ ...place(source), reason: 'not-read', tries: 0, since: null, unread: true });
  for (const source of facts.sources) if (source.paused) gaps.push({ ...place(source), reason: 'paused', tries: 0, since: null, unread: true });
  return {
    read: sources.filter((source) => read.has(source.id)).length,
    of: sources.length,
    bySide: SIDES.map((side) => {
      const those = sources.filter((source) => sides.get(source.actorId) === side);
      return { side, read: those.filter((source) => read.has(source.id)).length, of: those.length, documents: facts.documents.bySide[side] ?? 0 };
    }).filter((row) => row.of > 0),
    gaps: gaps.sort((a, b) => Number(b.unread) - Number(a.unread)),
    robotsIgnored: facts.sources.flatMap((source) => (source.robots.mode === 'ignore' ? [{ actor: labels.actor(source.actorId), url: source.url, reason: crossedRedLine(source.robots.reason) === null ? source.robots.reason : null }] : [])),
    model: facts.model,
    sample: facts.sample ?? null,
  };
}
