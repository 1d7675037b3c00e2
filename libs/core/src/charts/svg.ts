import type { DotShape, Mark, Scene, Tone } from './scene.js';

type TextMark = Extract<Mark, { kind: 'text' }>;
/** How a medium paints: a tone as a colour of SVG, and words; `text` gets the colour and returns markup. */
export interface Brush { colour: (tone: Tone) => string; text?: (mark: TextMark, colour: string) => string }

const escape = (text: string): string => text.toWellFormed().replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g, '\uFFFD').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
/** A length to a hundredth of a pixel: finer differences are noise in the bytes. */
const px = (value: number): string => String(Math.round(value * 100) / 100);
const SIZE = 12;

function dot(shape: DotShape, x: number, y: number, r: number): string {
  switch (shape) {
    case 'square': return `<rect x="${px(x - r)}" y="${px(y - r)}" width="${px(2 * r)}" height="${px(2 * r)}"`;
    case 'diamond': return `<path d="M${px(x)},${px(y - r)}L${px(x + r)},${px(y)}L${px(x)},${px(y + r)}L${px(x - r)},${px(y)}Z"`;
    case 'triangle': return `<path d="M${px(x)},${px(y - r)}L${px(x + r)},${px(y + r)}L${px(x - r)},${px(y + r)}Z"`;
    default: return `<circle cx="${px(x)}" cy="${px(y)}" r="${px(r)}"`;
  }
}

function markSvg(mark: Mark, { colour, text }: Brush): string {
  const paint = colour(mark.tone);
  switch (mark.kind) {
    case 'path': return mark.fill ? `<path d="${mark.d}" fill="${paint}"/>` : `<path d="${mark.d}" fill="none" stroke="${paint}" stroke-width="${mark.width ?? 1.5}" stroke-linejoin="round" stroke-linecap="round"${mark.dashed ? ' stroke-dasharray="4 3"' : ''}/>`;
    case 'rule': return `<line x1="${px(mark.x1)}" y1="${px(mark.y1)}" x2="${px(mark.x2)}" y2="${px(mark.y2)}" stroke="${paint}"${mark.dashed ? ' stroke-dasharray="4 3"' : ''}/>`;
    case 'bar': return `<rect x="${px(mark.x)}" y="${px(mark.y)}" width="${px(mark.width)}" height="${px(mark.height)}" fill="${paint}"/>`;
    case 'dot': return `${dot(mark.shape, mark.x, mark.y, mark.r)} ${mark.shape === 'ring' ? `fill="none" stroke="${paint}" stroke-width="2"` : `fill="${paint}"`}/>`;
    default: return text === undefined
      ? `<text x="${px(mark.x)}" y="${px(mark.y)}" font-size="${mark.size ?? SIZE}" fill="${paint}"${mark.anchor === undefined || mark.anchor === 'start' ? '' : ` text-anchor="${mark.anchor}"`}${mark.strong ? ' font-weight="700"' : ''}>${escape(mark.text)}</text>`
      : text({ ...mark, size: mark.size ?? SIZE }, paint);
  }
}

/**
 * A scene as SVG that stands alone, titled for those who do not see it. Pure: the same scene and brush give the same bytes. Nothing in it runs, loads or links.
 * `ground`: a colour for the ground, for media that have none of their own.
 */
export function svgOf(scene: Scene, brush: Brush, { ground }: { ground?: string } = {}): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${px(scene.width)} ${px(scene.height)}" width="${px(scene.width)}" height="${px(scene.height)}" role="img" aria-label="${escape(`${scene.title}. ${scene.description}`)}">${ground === undefined ? '' : `<rect width="100%" height="100%" fill="${ground}"/>`}${scene.marks.map((mark) => markSvg(mark, brush)).join('')}</svg>`;
}
