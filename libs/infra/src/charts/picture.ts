import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { LIGHT, colourOf } from '#core/charts/palette.js';
import type { Mark, Scene } from '#core/charts/scene.js';
import { svgOf } from '#core/charts/svg.js';

/** Pixels of the picture for each of the scene's: sharp on a phone. */
const DENSITY = 2;
/** Pictures kept: a note has a dozen in each language, and every reader of that language gets the same. */
const KEPT = 200;
type TextMark = Extract<Mark, { kind: 'text' }>;
type Writer = (mark: TextMark, colour: string) => string;

const { resolve } = createRequire(import.meta.url);
const fontFile = (weight: string): string => resolve(`@expo-google-fonts/noto-sans-khmer/${weight}/NotoSansKhmer_${weight}.ttf`);

/** Words as outlines. The rasteriser's own layout sets Khmer clusters over each other (resvg 2.6), so that HarfBuzz shapes them first. */
async function openWriter(): Promise<Writer> {
  const hb = await import('harfbuzzjs');
  const fonts = await Promise.all(['400Regular', '700Bold'].map(async (weight) => {
    const face = new hb.Face(new hb.Blob(await readFile(fontFile(weight))));
    return { font: new hb.Font(face), upem: face.upem };
  }));
  return ({ text, x, y, size = 12, anchor, strong }, colour) => {
    const { font, upem } = fonts[strong ? 1 : 0]!;
    const buffer = new hb.Buffer();
    buffer.addText(text);
    buffer.guessSegmentProperties();
    hb.shape(font, buffer);
    const positions = buffer.getGlyphPositions();
    let at = 0;
    const glyphs = buffer.getGlyphInfos().map(({ codepoint }, index) => {
      const { xAdvance, xOffset, yOffset } = positions[index]!;
      const path = font.glyphToPath(codepoint);
      const glyph = path === '' ? '' : `<path transform="translate(${at + xOffset} ${yOffset})" d="${path}"/>`;
      at += xAdvance;
      return glyph;
    });
    const scale = size / upem;
    const start = anchor === 'end' ? x - at * scale : anchor === 'middle' ? x - (at * scale) / 2 : x;
    return `<g fill="${colour}" transform="translate(${start} ${y}) scale(${scale} ${-scale})">${glyphs.join('')}</g>`;
  };
}

let opened: Promise<(svg: string) => Uint8Array> | undefined;
/** WebAssembly and fonts are read when the first picture is asked for: most processes paint none. */
async function openRasteriser(): Promise<(svg: string) => Uint8Array> {
  const { initWasm, Resvg } = await import('@resvg/resvg-wasm');
  await initWasm(await readFile(resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return (svg) => {
    const drawing = new Resvg(svg, { fitTo: { mode: 'zoom', value: DENSITY }, font: { loadSystemFonts: false, fontBuffers: [] } });
    try {
      const image = drawing.render();
      try { return image.asPng(); } finally { image.free(); }
    } finally { drawing.free(); }
  };
}

let writing: Promise<Writer> | undefined;
const kept = new Map<string, Uint8Array>();

/**
 * A scene as a PNG on a light ground, at twice its size. The same scene gives the same bytes. Letters that are neither Latin nor Khmer come out as boxes: whoever
 * makes a scene for a picture leaves them out.
 */
export async function pictureOf(scene: Scene): Promise<Uint8Array> {
  // One failed opening is not kept: the next picture tries again.
  opened ??= openRasteriser().catch((error: unknown) => { opened = undefined; throw error; });
  writing ??= openWriter().catch((error: unknown) => { writing = undefined; throw error; });
  const write = await writing;
  const svg = svgOf(scene, { colour: (tone) => colourOf(LIGHT, tone), text: write }, { ground: LIGHT.ground });
  const there = kept.get(svg);
  if (there !== undefined) return there;
  const png = (await opened)(svg);
  if (kept.size >= KEPT) kept.delete(kept.keys().next().value!);
  kept.set(svg, png);
  return png;
}

/** Pictures of a mail, in order. */
export async function picturesOf(scenes: readonly { id: string; scene: Scene }[]): Promise<{ id: string; png: Uint8Array }[]> {
  const painted: { id: string; png: Uint8Array }[] = [];
  for (const { id, scene } of scenes) painted.push({ id, png: await pictureOf(scene) });
  return painted;
}
