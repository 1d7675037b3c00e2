import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { dayNumber, dayOfNumber, dayTicks, type ChartWriting, type Mark, type Scene, type Tone } from './scene.js';

export interface SeriesPoint { day: string; value: number; low: number; high: number }
export interface SeriesInput {
  from: string;
  to: string;
  /** One list for each origin, side by side; the first is ours. `label` is written at the line's end. */
  series: { label: string; ours: boolean; days: SeriesPoint[] }[];
  /** A stated count by a day; `projection`: where the pace leads, with its interval. */
  goals: { label: string; value: number; by: string | null; projection: { value: number; low: number; high: number } | null }[];
  /** What happened to the account, in order; told by a number at the rule, whose words stand beside the chart. */
  events: { day: string; label: string }[];
  /** Calls to follow it, by day. */
  waves: { day: string; calls: number }[];
  words: { title: string; description: string; calls: string };
}

const MARGIN = { left: 52, right: 14, top: 22, bottom: 24 };
const WAVE_HEIGHT = 46;

/** Counts by day with rounding as a band, goals with where the pace leads, events, and calls on the same axis. */
export function seriesScene(input: SeriesInput, width: number, height: number, write: ChartWriting): Scene {
  const marks: Mark[] = [];
  const deadlines = input.goals.flatMap(({ by }) => (by === null ? [] : [dayNumber(by)]));
  const from = dayNumber(input.from);
  // A goal far ahead must not press the counts into a corner.
  const span = Math.max(7, dayNumber(input.to) - from);
  const to = Math.max(dayNumber(input.to), ...deadlines.filter((day) => day < dayNumber(input.to) + span));
  const withWaves = input.waves.some(({ calls }) => calls > 0);
  const bottom = height - MARGIN.bottom - (withWaves ? WAVE_HEIGHT + 8 : 0);
  const points = input.series.flatMap(({ days }) => days);
  const least = Math.min(...points.map(({ low }) => low));
  const most = Math.max(...points.map(({ high }) => high));
  // A goal within reach of the picture is part of it; one ten times as high is written at its edge.
  const reach = Math.max(most - least, most * 0.05);
  const top = Math.max(most + reach * 4, most * 1.5);
  const shown = input.goals.filter(({ value }) => value <= top && value >= least - reach);
  const ends = shown.flatMap(({ value, projection }) => [value, ...(projection ? [projection.low, projection.high].filter((end) => end <= top) : [])]);
  const y = scaleLinear([Math.min(least, ...ends), Math.max(most, ...ends)], [bottom, MARGIN.top]).nice(4).clamp(true);
  const ticks = points.length === 0 ? [] : y.ticks(4);
  // Words of a scale are longer in some languages.
  const left = Math.max(MARGIN.left, 16 + 6.4 * Math.max(0, ...ticks.map((tick) => write.count(tick).length)));
  const x = scaleLinear([from, Math.max(to, from + 1)], [left, width - MARGIN.right]);
  const at = (day: string): number => x(dayNumber(day));

  for (const tick of ticks) {
    marks.push({ kind: 'rule', x1: left, x2: width - MARGIN.right, y1: y(tick), y2: y(tick), tone: 'grid' });
    marks.push({ kind: 'text', x: left - 8, y: y(tick) + 4, text: write.count(tick), tone: 'soft', anchor: 'end', size: 11 });
  }
  for (const tick of dayTicks(from, to, Math.max(2, Math.floor(width / 90)))) {
    marks.push({ kind: 'text', x: x(tick), y: height - 7, text: write.day(dayOfNumber(tick)), tone: 'soft', anchor: x(tick) > width - 50 ? 'end' : x(tick) < 30 ? 'start' : 'middle', size: 11 });
  }
  input.events.forEach(({ day, label }, index) => {
    marks.push({ kind: 'rule', x1: at(day), x2: at(day), y1: MARGIN.top, y2: height - MARGIN.bottom, tone: 'event', dashed: true });
    marks.push({ kind: 'dot', x: at(day), y: 10, r: 8, tone: 'event', shape: 'circle', label });
    marks.push({ kind: 'text', x: at(day), y: 14, text: write.count(index + 1), tone: 'grid', anchor: 'middle', size: 11, strong: true });
  });
  input.goals.filter((goal) => !shown.includes(goal)).forEach(({ label, value }, index) => {
    marks.push({ kind: 'text', x: left + 4, y: value > top ? 12 + index * 13 : bottom - 4 - index * 13, text: `${value > top ? '↑' : '↓'} ${label}`, tone: 'goal', size: 11 });
  });
  for (const goal of shown) {
    const end = goal.by === null ? x.range()[1]! : Math.min(at(goal.by), x.range()[1]!);
    marks.push({ kind: 'rule', x1: left, x2: end, y1: y(goal.value), y2: y(goal.value), tone: 'goal', dashed: true });
    marks.push({ kind: 'text', x: left + 4, y: y(goal.value) - 5, text: goal.label, tone: 'goal', size: 11 });
    const last = input.series.find(({ ours }) => ours)?.days.at(-1);
    if (goal.by !== null && goal.projection && last && dayNumber(goal.by) <= to) {
      const fan = area<[number, number, number]>().x((point) => point[0]).y0((point) => point[1]).y1((point) => point[2]);
      marks.push({ kind: 'path', d: fan([[at(last.day), y(last.low), y(last.high)], [at(goal.by), y(goal.projection.low), y(goal.projection.high)]]) ?? '', tone: 'band', fill: true });
      marks.push({ kind: 'rule', x1: at(last.day), y1: y(last.value), x2: at(goal.by), y2: y(goal.projection.value), tone: 'series-0', dashed: true });
    }
  }
  input.series.forEach(({ days, ours, label }, index) => {
    const tone: Tone = `series-${Math.min(index, 3) as 0 | 1 | 2 | 3}`;
    // A line joins days that follow each other closely; where we did not look there is none.
    const joined = days.flatMap((point, n) => (n > 0 && dayNumber(point.day) - dayNumber(days[n - 1]!.day) > 3 ? [null, point] : [point]));
    if (ours && days.some(({ low, high }) => high > low)) {
      const band = area<SeriesPoint | null>().defined((point) => point !== null).x((point) => at(point!.day)).y0((point) => y(point!.low)).y1((point) => y(point!.high));
      marks.push({ kind: 'path', d: band(joined) ?? '', tone: 'band', fill: true });
    }
    const path = line<SeriesPoint | null>().defined((point) => point !== null).x((point) => at(point!.day)).y((point) => y(point!.value));
    if (ours) marks.push({ kind: 'path', d: path(joined) ?? '', tone, width: 2 });
    for (const { day, value } of days) marks.push({ kind: 'dot', x: at(day), y: y(value), r: ours ? 2.5 : 4, tone, shape: ours ? 'circle' : 'diamond', label: `${label}: ${write.day(day)}, ${write.count(value)}` });
  });
  if (withWaves) {
    const base = height - MARGIN.bottom;
    const waves = scaleLinear([0, Math.max(...input.waves.map(({ calls }) => calls))], [0, WAVE_HEIGHT - 14]);
    const bar = Math.max(2, Math.min(14, (x(from + 1) - x(from)) * 0.7));
    marks.push({ kind: 'text', x: left + 4, y: base - WAVE_HEIGHT + 8, text: input.words.calls, tone: 'soft', size: 11 });
    marks.push({ kind: 'rule', x1: left, x2: width - MARGIN.right, y1: base, y2: base, tone: 'grid' });
    for (const { day, calls } of input.waves) {
      if (calls > 0) marks.push({ kind: 'bar', x: at(day) - bar / 2, y: base - waves(calls), width: bar, height: waves(calls), tone: 'wave', label: `${write.day(day)}: ${write.count(calls)}` });
    }
  }
  return { width, height, title: input.words.title, description: input.words.description, marks };
}

/** A small line without axes: the shape of the last weeks beside a figure. */
export function sparkScene(days: { day: string; value: number }[], width: number, height: number, words: { title: string; description: string }): Scene {
  const x = scaleLinear([dayNumber(days[0]?.day ?? '1970-01-01'), Math.max(dayNumber(days.at(-1)?.day ?? '1970-01-02'), dayNumber(days[0]?.day ?? '1970-01-01') + 1)], [3, width - 3]);
  const values = days.map(({ value }) => value);
  const y = scaleLinear([Math.min(...values), Math.max(...values, Math.min(...values) + 1)], [height - 3, 3]);
  const path = line<{ day: string; value: number }>().x(({ day }) => x(dayNumber(day))).y(({ value }) => y(value));
  const last = days.at(-1);
  return { width, height, ...words, marks: last === undefined ? [] : [{ kind: 'path', d: path(days) ?? '', tone: 'series-0', width: 1.5 }, { kind: 'dot', x: x(dayNumber(last.day)), y: y(last.value), r: 2.5, tone: 'series-0', shape: 'circle' }] };
}
