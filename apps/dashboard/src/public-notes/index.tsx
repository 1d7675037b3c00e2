import { useEffect, useState } from 'react';
import { editionPath, publicEditions } from './api.js';
import { BeingMade } from './being-made.js';
import { Note } from './note.js';
import { useLatest } from './use-latest.js';
import { longDay, nameIn, words, type Language } from './words.js';
import './style.css';

/** What everybody may read, without signing in: the newest public note, and those before. */
export default function PublicNotes({ language, swapLanguage, door }: { language: Language; swapLanguage: () => void; door: () => void }) {
  const [chosen, choose] = useState<string | null>(null);
  const t = words[language];
  useEffect(() => { document.title = t.title; }, [t]);
  const { value: editions, failed } = useLatest(publicEditions, 'editions', (value) => (value && value.items.length > 0 ? 60_000 : 2000));
  const newest = editions?.items[0];
  const shown = editions?.items.find((item) => editionPath(item) === chosen) ?? newest;
  return (
    <div className="public">
      <header className="bar">
        <span className="square" aria-hidden="true" />
        <b>{t.title}</b>
        <span className="where">{shown ? nameIn(shown.election.name, language) : ''}</span>
        <button type="button" lang={language === 'en' ? 'km' : 'en'} onClick={swapLanguage}>{t.switchTo}</button>
        <button type="button" onClick={door}>{t.door}</button>
      </header>
      {shown ? <Note key={editionPath(shown)} of={shown} language={language} /> : editions === null && !failed ? <main className="making" aria-busy="true" /> : <BeingMade language={language} away={failed} />}
      {editions && editions.items.length > 1 ? (
        <nav className="earlier" aria-label={t.earlier}>
          <h2>{t.earlier}</h2>
          <ul>{editions.items.filter((item) => item !== shown).map((item) => (
            <li key={editionPath(item)}><button type="button" onClick={() => { choose(editionPath(item)); scrollTo(0, 0); }}>{longDay(item.date, language)}<small>{nameIn(item.election.name, language)}</small></button></li>
          ))}</ul>
        </nav>
      ) : null}
    </div>
  );
}
