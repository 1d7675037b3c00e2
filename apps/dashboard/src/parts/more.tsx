import { messages, useWords } from '../words/index.js';

const words = messages({ en: { more: 'Show more', loading: 'Loading…' }, km: { more: 'បង្ហាញបន្ថែម', loading: 'កំពុងទាញយក…' } });
/** The next page of a list, when the reader asks for it. */
export function More({ of }: { of: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown } }) {
  const t = useWords(words);
  return of.hasNextPage ? <p className="more"><button type="button" className="button" disabled={of.isFetchingNextPage} onClick={() => of.fetchNextPage()}>{of.isFetchingNextPage ? t.loading : t.more}</button></p> : null;
}
