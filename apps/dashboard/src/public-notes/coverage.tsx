import type { Edition } from './api.js';
import { nameIn, number, words, type Language } from './words.js';

/** How much of each side was read, and who was not: every "none" in the note is to be read against this. */
export function Coverage({ coverage, language }: { coverage: Edition['content']['coverage']; language: Language }) {
  const t = words[language];
  const unread = coverage.gaps.filter((gap) => gap.unread);
  const names = [...new Set(unread.map(({ actor, source }) => (actor ? nameIn(actor.name, language) : source?.id ?? '')).filter((name) => name !== ''))];
  return (
    <aside className="coverage">
      <h2>{t.read}</h2>
      <ul className="sides">
        {coverage.bySide.filter(({ of }) => of > 0).map(({ side, read, of }) => (
          <li key={side}>
            <span>{t.sides[side] ?? side}</span><b>{number(read, language)}/{number(of, language)}</b>
            <meter min={0} max={of} value={read} aria-label={`${t.sides[side] ?? side}: ${read}/${of}`} />
          </li>
        ))}
      </ul>
      <h2>{t.notRead}</h2>
      {coverage.read >= coverage.of ? <p>{t.allRead}</p> : <p>{t.unread(coverage.of - coverage.read)}</p>}
      {names.length > 0 ? <ul className="missing">{names.map((name) => <li key={name}>{name}</li>)}</ul> : null}
    </aside>
  );
}
