import { useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import type { Mark, Scene } from '#core/charts/scene.js';

/** Paints a scene in the width that there is. Colours come from the style sheet, by role; what a dot says is its title, and where it leads its link. */
export function Chart({ scene, href }: { scene: (width: number) => Scene; href?: (id: string) => string }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const id = useId();
  useLayoutEffect(() => {
    const measure = (): void => setWidth(Math.round(box.current?.clientWidth ?? 0));
    measure();
    const observer = new ResizeObserver(measure);
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  const drawn = width > 0 ? scene(width) : null;
  return (
    <div ref={box}>
      {drawn ? (
        <svg className="chart" viewBox={`0 0 ${drawn.width} ${drawn.height}`} width={drawn.width} height={drawn.height} role={href ? 'group' : 'img'} aria-labelledby={`${id}t ${id}d`}>
          <title id={`${id}t`}>{drawn.title}</title>
          <desc id={`${id}d`}>{drawn.description}</desc>
          {drawn.marks.map((mark, index) => <Drawn key={index} mark={mark} href={href} />)}
        </svg>
      ) : null}
    </div>
  );
}

/** A scene of its own small size, in the line of a text. */
export function Spark({ scene }: { scene: Scene }) {
  return <svg className="chart spark" viewBox={`0 0 ${scene.width} ${scene.height}`} role="img" aria-label={`${scene.title}: ${scene.description}`}>{scene.marks.map((mark, index) => <Drawn key={index} mark={mark} />)}</svg>;
}

function Drawn({ mark, href }: { mark: Mark; href?: ((id: string) => string) | undefined }): ReactNode {
  const tone = `tone-${mark.tone}`;
  switch (mark.kind) {
    case 'path': return <path d={mark.d} className={`${tone} ${mark.fill ? 'filled' : 'line'}${mark.dashed ? ' dashed' : ''}`} strokeWidth={mark.width ?? 1} />;
    case 'rule': return <line x1={mark.x1} y1={mark.y1} x2={mark.x2} y2={mark.y2} className={`${tone} line${mark.dashed ? ' dashed' : ''}`} />;
    case 'bar': return <rect x={mark.x} y={mark.y} width={mark.width} height={mark.height} className={`${tone} filled`}>{mark.label ? <title>{mark.label}</title> : null}</rect>;
    case 'text': return <text x={mark.x} y={mark.y} textAnchor={mark.anchor ?? 'start'} fontSize={mark.size ?? 12} className={`${tone}${mark.strong ? ' strong' : ''}`}>{mark.text}</text>;
    default: return mark.id !== undefined && href ? <a href={href(mark.id)} aria-label={mark.label}><Dot mark={mark} tone={tone} /></a> : <Dot mark={mark} tone={tone} />;
  }
}

function Dot({ mark: { x, y, r, shape, label }, tone }: { mark: Extract<Mark, { kind: 'dot' }>; tone: string }) {
  const title = label ? <title>{label}</title> : null;
  if (shape === 'square') return <rect x={x - r} y={y - r} width={2 * r} height={2 * r} className={`${tone} filled`}>{title}</rect>;
  if (shape === 'diamond') return <path d={`M${x},${y - r * 1.25}L${x + r * 1.25},${y}L${x},${y + r * 1.25}L${x - r * 1.25},${y}Z`} className={`${tone} filled`}>{title}</path>;
  if (shape === 'triangle') return <path d={`M${x},${y - r * 1.2}L${x + r * 1.1},${y + r * 0.9}L${x - r * 1.1},${y + r * 0.9}Z`} className={`${tone} filled`}>{title}</path>;
  return <circle cx={x} cy={y} r={r} className={`${tone} ${shape === 'ring' ? 'ring' : 'filled'}`}>{title}</circle>;
}
