import type { LocalName } from '../words/format.js';
import { useWords, useWriting } from '../words/index.js';
import { termOf, terms } from '../words/terms.js';

/** Text of others: shown as text, in its own language and direction. */
export const Theirs = ({ text, language }: { text: string; language?: string | undefined }) => <bdi {...(language && language !== 'und' ? { lang: language } : {})}>{text}</bdi>;

export function ActorName({ name, side }: { name: LocalName; side?: string | undefined }) {
  const write = useWriting();
  const t = useWords(terms);
  return side ? <span className={`side ${side}`} title={termOf(t.sides, side)}><bdi>{write.name(name)}</bdi></span> : <bdi>{write.name(name)}</bdi>;
}

/** `platform:handle` as people read it. */
export function useAccountLabel(): (key: string | null) => string {
  const t = useWords(terms);
  return (key) => {
    if (key === null) return t.unnamed;
    const at = key.indexOf(':');
    return `${termOf(t.platforms, key.slice(0, at))} @${key.slice(at + 1)}`;
  };
}

export const Strength = ({ of }: { of: string }) => <span className={`tag ${of}`}>{termOf(useWords(terms).strengths, of)}</span>;
export const Verdict = ({ of }: { of: string }) => { const t = useWords(terms); return <span className={`tag${of === 'disputed' || of === 'alleged' ? ' warn' : ''}`} title={termOf(t.verdictWhy, of)}>{termOf(t.verdicts, of)}</span>; };

const COARSE = new Set<string | null | undefined>(['day', 'month', 'year']);
/** A moment as the election's clock has it, to the precision that the page gives. */
export function When({ at, precision }: { at: string; precision?: string | null | undefined }) {
  const write = useWriting();
  return <time dateTime={at} className="nowrap">{COARSE.has(precision) ? write.day(write.local(at).day) : write.moment(at)}</time>;
}

/** An address of others: opens apart, and tells them nothing of where the reader came from. */
export const Outside = ({ href, children }: { href: string; children?: string }) => (/^https?:\/\//i.test(href) ? <a href={href} target="_blank" rel="noopener noreferrer">{children ?? href}</a> : <span>{children ?? href}</span>);
