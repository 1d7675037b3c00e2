import { useEffect, useState } from 'react';
import { editionPath, publicEditions } from './api.js';
import { BeingMade } from './being-made.js';
import { Today } from './today.js';
import { useLatest } from './use-latest.js';
import { longDay, nameIn, words, type Language } from './words.js';

const remembered = (): Language => {
  const asked = new URLSearchParams(location.search).get('language') ?? localStorage.getItem('language') ?? navigator.language;
  return asked.startsWith('km') ? 'km' : 'en';
};

/** The face of the product: the newest note that everybody may read. */
export function App() {
  const [language, setLanguage] = useState<Language>(remembered);
  const [chosen, choose] = useState<string | null>(null);
  const t = words[language];
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = t.title;
  }, [language, t]);
  const { value: editions, failed } = useLatest(publicEditions, 'editions', (value) => (value && value.items.length > 0 ? 60_000 : 2000));
  const newest = editions?.items[0];
  const shown = editions?.items.find((item) => editionPath(item) === chosen) ?? newest;
  const swap = (): void => {
    const next = language === 'en' ? 'km' : 'en';
    localStorage.setItem('language', next);
    setLanguage(next);
  };
  return (
    <>
      <header className="bar">
        <span className="mark" aria-hidden="true" />
        <b>{t.title}</b>
        <span className="where">{shown ? nameIn(shown.election.name, language) : ''}</span>
        <button type="button" lang={language === 'en' ? 'km' : 'en'} onClick={swap}>{t.switchTo}</button>
      </header>
      {shown ? <Today key={editionPath(shown)} of={shown} language={language} /> : editions === null && !failed ? <main className="making" aria-busy="true" /> : <BeingMade language={language} away={failed} />}
      {editions && editions.items.length > 1 ? (
        <nav className="earlier" aria-label={t.earlier}>
          <h2>{t.earlier}</h2>
          <ul>{editions.items.filter((item) => item !== shown).map((item) => (
            <li key={editionPath(item)}><button type="button" onClick={() => { choose(editionPath(item)); scrollTo(0, 0); }}>{longDay(item.date, language)}<small>{nameIn(item.election.name, language)}</small></button></li>
          ))}</ul>
        </nav>
      ) : null}
    </>
  );
}
