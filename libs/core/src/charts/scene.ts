/**
 * A chart before it is painted: marks with places and roles, without colours, fonts or a medium. The dashboard paints it as SVG in the page, a mail as a
 * picture. Lengths are CSS pixels, y grows downwards, angles there are none.
 */

/** What a mark means; whoever paints gives each a colour for light and for dark. `side-*` are the sides of model.ts. */
export type Tone = 'ink' | 'soft' | 'grid' | 'accent' | 'band' | 'goal' | 'event' | 'alert' | 'wave' | `series-${0 | 1 | 2 | 3}` | `side-${string}`;
export type DotShape = 'circle' | 'ring' | 'square' | 'diamond' | 'triangle';

export type Mark =
  /** An SVG path; `fill`: the area, else the line. */
  | { kind: 'path'; d: string; tone: Tone; fill?: boolean; dashed?: boolean; width?: number }
  | { kind: 'rule'; x1: number; y1: number; x2: number; y2: number; tone: Tone; dashed?: boolean }
  | { kind: 'bar'; x: number; y: number; width: number; height: number; tone: Tone; label?: string }
  /** `label` says in words what the dot stands for; `id` names what opens when it is chosen. */
  | { kind: 'dot'; x: number; y: number; r: number; tone: Tone; shape: DotShape; label?: string; id?: string }
  | { kind: 'text'; x: number; y: number; text: string; tone: Tone; anchor?: 'start' | 'middle' | 'end'; size?: number; strong?: boolean };

export interface Scene {
  width: number;
  height: number;
  /** What a reader who does not see it is told: what is shown, and what it shows. */
  title: string;
  description: string;
  marks: Mark[];
}

/** How numbers and days are written: the charts know no language. */
export interface ChartWriting {
  count(value: number): string;
  /** A short day such as "9 Mar", of a `YYYY-MM-DD`. */
  day(day: string): string;
}

const DAY_MS = 86_400_000;
/** Days since 1970 of a local day, which has no zone. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
export const dayOfNumber = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** First days of the ticks of a time axis: at most `most`, evenly 1, 2, 7, 14 or 28 days apart, counted from the last day back. */
export function dayTicks(from: number, to: number, most: number): number[] {
  const step = [1, 2, 7, 14, 28, 56, 112, 364].find((days) => (to - from) / days < most) ?? 728;
  const ticks: number[] = [];
  for (let at = Math.floor(to); at >= from; at -= step) ticks.unshift(at);
  return ticks;
}

