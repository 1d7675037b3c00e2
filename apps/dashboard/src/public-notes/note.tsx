import { edition, editionPath, editionWords, type PublicEditions } from './api.js';
import { Coverage } from './coverage.js';
import { Rendered } from '../parts/rendered.js';
import { useLatest } from './use-latest.js';
import { longDay, nameIn, number, words, type Language } from './words.js';

const RETRY_MS = 4000;
const NEVER_MS = 2 ** 31 - 1;
const once = (value: unknown): number => (value === null ? RETRY_MS : NEVER_MS);

/** One public edition: what was read in numbers, the note itself, and what could not be seen. */
export function Note({ of, language }: { of: PublicEditions['items'][number]; language: Language }) {
  const t = words[language];
  const path = editionPath(of);
  const data = useLatest((signal) => edition(path, signal), path, once);
  const note = useLatest((signal) => editionWords(path, language, signal), `${path}?${language}`, once);
  const content = data.value?.content;
  const calls = content?.calls.rows.reduce((sum, row) => sum + row.day.calls, 0) ?? 0;
  const documents = content?.coverage.bySide.reduce((sum, side) => sum + side.documents, 0) ?? 0;
  return (
    <main>
      <section className="head">
        <p className="left">{content ? t.daysLeft(content.daysLeft) : '\u00A0'}</p>
        <h1>{longDay(of.date, language)}</h1>
        <p className="sub">{content ? `${nameIn(content.election.name, language)} · ${t.covers(longDay(content.covers.day, language))}` : nameIn(of.election.name, language)}</p>
      </section>
      {content ? (
        <dl className="numbers">
          <div><dd>{number(content.coverage.read, language)} <small>{t.of(number(content.coverage.of, language))}</small></dd><dt>{t.sources}</dt></div>
          <div><dd>{number(documents, language)}</dd><dt>{t.documents}</dt></div>
          <div><dd>{number(calls, language)}</dd><dt>{t.calls}</dt></div>
          <div><dd>{number(content.drives.filter(({ state }) => state !== 'ended').length, language)}</dd><dt>{t.drives}</dt></div>
        </dl>
      ) : null}
      <div className="columns">
        {note.value === null ? <article className="note wait" aria-busy="true">{note.failed ? t.failed : ''}</article> : <Rendered className="note" language={language} html={note.value} />}
        {content ? <Coverage coverage={content.coverage} language={language} /> : null}
      </div>
      <footer className="formats">
        {t.formats}: <a href={`${path}?language=${language}`}>{t.page}</a> <a href={`${path}.txt?language=${language}`}>{t.text}</a> <a href={`${path}.json`}>{t.data}</a> <a href={`/feed.xml?language=${language}`}>{t.feed}</a>
      </footer>
    </main>
  );
}
