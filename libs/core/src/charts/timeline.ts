import { scaleLinear } from 'd3-scale';
import type { ChartWriting, Mark, Scene } from './scene.js';

export interface TimelineInput {
  /** In order of their first calls. */
  members: { id: string; name: string; side: string; role: 'origin' | 'echo' }[];
  /** `id` opens the call; `label` says who, when, how hard. `until`: where only a day is known, its end; `at` is then its beginning. */
  calls: { id: string; actorId: string; at: number; until?: number; label: string; strength: 'invitation' | 'instruction' | 'mandatory' | null }[];
  /** Local midnights within the picture, with the day's name. */
  days: { at: number; day: string }[];
  words: { title: string; description: string };
}

const ROW = 26;
const BAR = 4;
const TOP = 26;
/** Below this width a name stands above its row instead of beside it. */
const NARROW = 560;
const SHAPES = { mandatory: 'square', instruction: 'diamond', invitation: 'circle' } as const;

/** Who called when: a row for each member in order of joining, a mark for each call; the shape says how hard, a hollow mark that it carried another's words, a bar that only the day is known. */
export function timelineScene({ members, calls, days, words }: TimelineInput, width: number, write: ChartWriting): Scene {
  const narrow = width < NARROW;
  const left = narrow ? 8 : Math.min(230, width * 0.32);
  const row = narrow ? ROW + 16 : ROW;
  const height = TOP + members.length * row + 8;
  const moments = calls.flatMap(({ at, until }) => (until === undefined ? [at] : [at, until]));
  const [first, last] = [Math.min(...moments), Math.max(...moments)];
  const pad = Math.max((last - first) * 0.04, 1_800_000);
  const x = scaleLinear([first - pad, last + pad], [left, width - 12]);
  const marks: Mark[] = [];
  const shown = days.filter(({ at }) => x(at) >= left && x(at) <= width - 12);
  const every = Math.max(1, Math.ceil((shown.length * 56) / (width - left)));
  shown.forEach(({ at, day }, index) => {
    marks.push({ kind: 'rule', x1: x(at), x2: x(at), y1: TOP - 8, y2: height - 4, tone: 'grid' });
    if (index % every === 0) marks.push({ kind: 'text', x: x(at) + 3, y: 12, text: write.day(day), tone: 'soft', size: 11 });
  });
  // All of it on one day: no midnight says which.
  const only = shown.length === 0 ? days.findLast(({ at }) => at <= first) : undefined;
  if (only !== undefined) marks.push({ kind: 'text', x: left, y: 12, text: write.day(only.day), tone: 'soft', size: 11 });
  const place = new Map(members.map(({ id }, index) => [id, TOP + index * row + (narrow ? row - 12 : row / 2)]));
  for (const { id, name } of members) {
    const y = place.get(id)!;
    marks.push({ kind: 'rule', x1: left, x2: width - 12, y1: y, y2: y, tone: 'grid' });
    marks.push(narrow ? { kind: 'text', x: left, y: y - 12, text: name, tone: 'ink', size: 12 } : { kind: 'text', x: left - 12, y: y + 4, text: name, tone: 'ink', anchor: 'end', size: 13 });
  }
  const memberOf = new Map(members.map((member) => [member.id, member]));
  // The harder of two calls of one moment is drawn over the other.
  const hardness = { invitation: 1, instruction: 2, mandatory: 3 };
  for (const { id, actorId, at, until, label, strength } of calls.toSorted((a, b) => a.at - b.at || (a.strength === null ? 0 : hardness[a.strength]) - (b.strength === null ? 0 : hardness[b.strength]))) {
    const member = memberOf.get(actorId);
    const y = place.get(actorId);
    if (member === undefined || y === undefined) continue;
    // A day without an hour is a bar as long as the day; its mark stands in the middle, and is no noon.
    if (until !== undefined) marks.push({ kind: 'bar', x: x(at), y: y - BAR / 2, width: x(until) - x(at), height: BAR, tone: `side-${member.side}` });
    marks.push({ kind: 'dot', x: until === undefined ? x(at) : (x(at) + x(until)) / 2, y, r: 5.5, tone: `side-${member.side}`, shape: member.role === 'echo' ? 'ring' : SHAPES[strength ?? 'invitation'], label, id });
  }
  return { width, height, title: words.title, description: words.description, marks };
}
