import { useWords, useWriting } from '../../words/index.js';
import { termOf, terms } from '../../words/terms.js';
import { setUpWords } from './words.js';

interface Side { side: string; actors: number; sources: number; documents?: number }
/** How much of each side is watched, beside each other. */
export function SideMeter({ sides }: { sides: Side[] }) {
  const t = useWords(setUpWords);
  const term = useWords(terms);
  const write = useWriting();
  const all = Math.max(1, sides.reduce((sum, { sources }) => sum + sources, 0));
  const withDocuments = sides.some(({ documents }) => documents !== undefined);
  return (
    <table className="stacked">
      <thead><tr><th>{t.side}</th><th className="right">{t.actors}</th><th className="right">{t.sources}</th>{withDocuments ? <th className="right">{t.documents}</th> : null}<th>{t.share}</th></tr></thead>
      <tbody>{sides.map(({ side, actors, sources, documents }) => (
        <tr key={side}><th scope="row"><span className={`side ${side}`}>{termOf(term.sides, side)}</span></th><td className="right num" data-of={t.actors}>{write.count(actors)}</td><td className="right num" data-of={t.sources}>{write.count(sources)}</td>{withDocuments ? <td className="right num" data-of={t.documents}>{write.count(documents ?? 0)}</td> : null}
          <td className="share"><span className="num">{write.percent(sources / all)}</span><span className="meter"><i style={{ width: `${(sources / all) * 100}%` }} /></span></td></tr>
      ))}</tbody>
    </table>
  );
}
