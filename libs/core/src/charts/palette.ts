import type { Tone } from './scene.js';

type Named = Exclude<Tone, `side-${string}`> | 'ground' | 'side-government' | 'side-state-and-allied-media' | 'side-independent' | 'side-opposition' | 'side-election-body';

/** Colours of marks on a light ground: lines and words have a contrast of 4.5 to it, whatever else of 3. The sides differ in lightness too, and none has a party's colour. */
export const LIGHT: Record<Named, string> = {
  ground: '#ffffff', ink: '#1b1f24', soft: '#57606a', grid: '#d5dae0', accent: '#0b5c7a', band: '#cfe3ec', goal: '#8a5a00', event: '#6b4aa0', alert: '#8f1d1d', wave: '#7d95a5',
  'series-0': '#0b5c7a', 'series-1': '#a4480b', 'series-2': '#4d6b1f', 'series-3': '#6b4aa0',
  'side-government': '#0b5c7a', 'side-state-and-allied-media': '#3a86b4', 'side-independent': '#4d6b1f', 'side-opposition': '#a4480b', 'side-election-body': '#6b4aa0',
};
/** The same on a dark ground. */
export const DARK: Record<Named, string> = {
  ground: '#171c21', ink: '#e8ecf0', soft: '#a9b4bf', grid: '#36404a', accent: '#7cc7e8', band: '#24424f', goal: '#e0b057', event: '#c3a8f0', alert: '#ff9c93', wave: '#7f98a8',
  'series-0': '#7cc7e8', 'series-1': '#f0a36e', 'series-2': '#b3cf83', 'series-3': '#c3a8f0',
  'side-government': '#7cc7e8', 'side-state-and-allied-media': '#4f9fcf', 'side-independent': '#b3cf83', 'side-opposition': '#f0a36e', 'side-election-body': '#c3a8f0',
};

/** A tone's colour; a side that has none is drawn as words are. */
export const colourOf = (palette: Record<Named, string>, tone: Tone): string => (Object.hasOwn(palette, tone) ? palette[tone as Named] : palette.ink);

/** The palettes as custom properties of a page, `--chart-TONE`, for either scheme. */
export const paletteProperties = (palette: Record<Named, string>): string => Object.entries(palette).map(([tone, colour]) => `--chart-${tone}:${colour}`).join(';');
