import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayNumber, dayOfNumber, dayTicks, type Mark, type Scene } from './scene.js';
import { seriesScene, sparkScene, type SeriesInput } from './series.js';
import { timelineScene } from './timeline.js';

const write = { count: (value: number) => String(value), day: (day: string) => day };
const places = (mark: Mark): [number, number][] => {
  if (mark.kind === 'path') return [...mark.d.matchAll(/(-?[\d.]+(?:e-?\d+)?),(-?[\d.]+(?:e-?\d+)?)/g)].map(([, x, y]) => [Number(x), Number(y)]);
  if (mark.kind === 'rule') return [[mark.x1, mark.y1], [mark.x2, mark.y2]];
  if (mark.kind === 'bar') return [[mark.x, mark.y], [mark.x + mark.width, mark.y + mark.height]];
  return [[mark.x, mark.y]];
};
const inside = ({ width, height, marks }: Scene): boolean => marks.every((mark) => places(mark).every(([x, y]) => x >= -10 && x <= width + 10 && y >= -1 && y <= height + 1));

const day = fc.integer({ min: dayNumber('2031-01-01'), max: dayNumber('2031-03-31') }).map(dayOfNumber);
const point = fc.record({ day, value: fc.integer({ min: 0, max: 50_000_000 }), spread: fc.integer({ min: 0, max: 5000 }) })
  .map(({ day: on, value, spread }) => ({ day: on, value, low: Math.max(0, value - spread), high: value + spread }));
const series = fc.uniqueArray(point, { selector: (one) => one.day, maxLength: 40 }).map((days) => days.sort((a, b) => a.day.localeCompare(b.day)));

it('everything that is drawn of an account lies within the picture, whatever the counts', () => {
  fc.assert(fc.property(series, fc.integer({ min: 0, max: 100_000_000 }), fc.option(day), fc.array(day, { maxLength: 5 }), (days, value, by, events) => {
    const input: SeriesInput = {
      from: '2031-01-01', to: '2031-03-31', series: [{ label: 'ours', ours: true, days }], goals: [{ label: 'goal', value, by, projection: by === null ? null : { value, low: value * 0.9, high: value * 1.1 } }],
      events: events.map((on) => ({ day: on, label: 'event' })), waves: [{ day: '2031-02-01', calls: 3 }], words: { title: 't', description: 'd', calls: 'c' },
    };
    return [360, 900].every((width) => inside(seriesScene(input, width, 300, write)));
  }));
});

it('where nobody looked for days, the line is broken', () => {
  const scene = seriesScene({
    from: '2031-01-01', to: '2031-01-20', series: [{ label: 'ours', ours: true, days: ['2031-01-01', '2031-01-02', '2031-01-12', '2031-01-13'].map((on, n) => ({ day: on, value: n, low: n, high: n })) }],
    goals: [], events: [], waves: [], words: { title: 't', description: 'd', calls: 'c' },
  }, 600, 300, write);
  const [path] = scene.marks.filter((mark) => mark.kind === 'path');
  expect(path?.d.match(/M/g)).toHaveLength(2);
});

it('a goal ten times as high does not press the counts flat', () => {
  const days = [{ day: '2031-01-01', value: 100, low: 100, high: 100 }, { day: '2031-01-02', value: 120, low: 120, high: 120 }];
  const scene = seriesScene({ from: '2031-01-01', to: '2031-01-08', series: [{ label: 'ours', ours: true, days }], goals: [{ label: 'a million', value: 1_000_000, by: null, projection: null }], events: [], waves: [], words: { title: 't', description: 'd', calls: 'c' } }, 600, 300, write);
  const dots = scene.marks.flatMap((mark) => (mark.kind === 'dot' ? [mark.y] : []));
  expect(Math.abs(dots[0]! - dots[1]!)).toBeGreaterThan(100);
});

it('members stand in order, calls at their time, and a carried text is hollow', () => {
  const members = [{ id: 'a', name: 'A', side: 'government', role: 'origin' as const }, { id: 'b', name: 'B', side: 'independent', role: 'echo' as const }];
  const at = Date.parse('2031-01-01T10:00:00Z');
  for (const width of [340, 900]) {
    const scene = timelineScene({ members, calls: [{ id: '1', actorId: 'a', at, label: 'x', strength: 'mandatory' }, { id: '2', actorId: 'b', at: at + 3_600_000, label: 'y', strength: null }], days: [], words: { title: 't', description: 'd' } }, width, write);
    const dots = scene.marks.filter((mark) => mark.kind === 'dot');
    expect(dots.map(({ shape }) => shape)).toEqual(['square', 'ring']);
    expect(dots[1]!.x).toBeGreaterThan(dots[0]!.x);
    expect(dots[1]!.y).toBeGreaterThan(dots[0]!.y);
    expect(inside(scene)).toBe(true);
  }
});

it('a call of which only the day is known is as long as its day', () => {
  const at = Date.parse('2031-01-01T00:00:00Z');
  const call = (id: string, actorId: string, from: number, until?: number) => ({ id, actorId, at: from, label: id, strength: null, ...(until === undefined ? {} : { until }) });
  const scene = timelineScene({ members: [{ id: 'a', name: 'A', side: 'government', role: 'origin' }, { id: 'b', name: 'B', side: 'independent', role: 'origin' }], calls: [call('1', 'a', at, at + 86_400_000), call('2', 'b', at + 6 * 3_600_000)], days: [], words: { title: 't', description: 'd' } }, 900, write);
  const [bar, ...more] = scene.marks.filter((mark) => mark.kind === 'bar');
  const [day, moment] = scene.marks.filter((mark) => mark.kind === 'dot');
  expect(more).toEqual([]);
  expect(moment!.x).toBeGreaterThan(bar!.x);
  expect(moment!.x).toBeLessThan(bar!.x + bar!.width);
  expect(day!.x).toBeCloseTo(bar!.x + bar!.width / 2);
  expect(inside(scene)).toBe(true);
});

it('a timeline says its day also where all calls are of one', () => {
  const at = Date.parse('2031-01-01T10:00:00Z');
  const texts = (days: { at: number; day: string }[]) => timelineScene({ members: [{ id: 'a', name: 'A', side: 'government', role: 'origin' }], calls: [{ id: '1', actorId: 'a', at, label: 'x', strength: null }], days, words: { title: 't', description: 'd' } }, 900, write).marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
  const day = (name: string) => ({ at: Date.parse(`${name}T00:00:00Z`), day: name });
  expect(texts([day('2030-12-31'), day('2031-01-01'), day('2031-01-02')])).toContain(write.day('2031-01-01'));
  expect(texts([])).toEqual(['A']);
});

it('ticks of days are never more than asked for, and a spark of nothing is empty', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 3, max: 12 }), (from, length, most) => dayTicks(from, from + length, most).length <= most + 1));
  expect(sparkScene([], 100, 30, { title: 't', description: 'd' }).marks).toEqual([]);
});
