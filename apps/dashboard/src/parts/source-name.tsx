import { Link } from 'wouter';
import { useAskAll } from '../api/use-ask.js';
import { useSeat } from '../shell/session.js';
import { useWords, useWriting } from '../words/index.js';
import { termOf, terms } from '../words/terms.js';

const MOST = 2000;
/** Whose a source is and of which kind, by its id; the id where the list does not have it. */
export function useSourceName(): (id: string) => string {
  const term = useWords(terms);
  const write = useWriting();
  const { election } = useSeat();
  const sources = useAskAll('listSources', { query: { election: election.id } }, MOST).data?.items ?? [];
  return (id) => { const source = sources.find((one) => one.id === id); return source ? `${write.name(source.actor.name)}, ${termOf(term.sourceKinds, source.kind)}` : id; };
}

/** The same, leading to its page. */
export const SourceName = ({ id }: { id: string }) => <Link href={`/sources/${encodeURIComponent(id)}`}><bdi>{useSourceName()(id)}</bdi></Link>;
