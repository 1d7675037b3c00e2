import { expect, it } from 'vitest';
import { seriesScene } from '#core/charts/series.js';
import type { Scene } from '#core/charts/scene.js';
import { pictureOf } from './picture.js';

const scene = (label: string): Scene => seriesScene({
  from: '2031-01-01', to: '2031-01-10', series: [{ label: '', ours: true, days: [1, 2, 3].map((n) => ({ day: `2031-01-0${n}`, value: n * 1000, low: n * 1000, high: n * 1000 })) }],
  goals: [{ label, value: 5000, by: '2031-01-10', projection: { value: 4000, low: 3500, high: 4500 } }], events: [], waves: [], words: { title: label, description: label, calls: '' },
}, 440, 210, { count: String, day: (day) => day });
/** Width and height stand in the first chunk of a PNG. */
const sizeOf = (png: Uint8Array): [number, number] => { const view = new DataView(png.buffer, png.byteOffset); return [view.getUint32(16), view.getUint32(20)]; };

it('the same scene gives the same bytes, at twice its size; other words give others, in Khmer too', async () => {
  const one = await pictureOf(scene('គោលដៅ ១.០០០.០០០'));
  expect(sizeOf(one)).toEqual([880, 420]);
  expect(Buffer.from(await pictureOf(scene('គោលដៅ ១.០០០.០០០'))).equals(Buffer.from(one))).toBe(true);
  expect(Buffer.from(await pictureOf(scene('គោលដៅ ១.០០០.០០១'))).equals(Buffer.from(one))).toBe(false);
  expect(one.length).toBeLessThan(30_000);
});

it('words that look like markup are drawn, not obeyed', async () => {
  const plain = await pictureOf(scene('</text><image href="http://evil.example/"/>'));
  expect(sizeOf(plain)).toEqual([880, 420]);
});
