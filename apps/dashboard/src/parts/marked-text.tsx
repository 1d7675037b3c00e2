import { useEffect, useMemo, useRef } from 'react';

export interface Mark { id: string; start: number; end: number; label: string }

/** A text with spans marked; spans may overlap, and each piece is marked once. The chosen one is scrolled to. Offsets are UTF-16 code units, as stored. */
export function MarkedText({ text, language, marks, chosen }: { text: string; language: string; marks: Mark[]; chosen?: string | null }) {
  const box = useRef<HTMLDivElement>(null);
  const pieces = useMemo(() => {
    const edges = [...new Set([0, text.length, ...marks.flatMap(({ start, end }) => [start, end])])].filter((edge) => edge >= 0 && edge <= text.length).sort((a, b) => a - b);
    return edges.slice(0, -1).map((start, index) => ({ text: text.slice(start, edges[index + 1]), on: marks.filter((mark) => mark.start <= start && mark.end >= edges[index + 1]!) }));
  }, [text, marks]);
  // Only the text's own box is scrolled: the page stays where the reader is.
  useEffect(() => {
    const mark = box.current?.querySelector<HTMLElement>('mark.chosen');
    const frame = box.current?.closest<HTMLElement>('.source-page');
    if (mark && frame) frame.scrollTop += mark.getBoundingClientRect().top - frame.getBoundingClientRect().top - frame.clientHeight / 3;
    else mark?.scrollIntoView({ block: 'center' });
  }, [pieces, chosen]);
  return (
    <div ref={box} className="text" lang={language === 'und' ? undefined : language} dir="auto">
      {pieces.map(({ text: piece, on }, index) => (on.length === 0 ? piece : <mark key={index} className={on.some(({ id }) => id === chosen) ? 'chosen' : undefined} title={on.map(({ label }) => label).join(' · ')}>{piece}</mark>))}
    </div>
  );
}
