import { QueryClient, useInfiniteQuery, useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useRef } from 'react';
import { ask, askAll, askText, newKey, Refusal, type Answer, type Ask, type Given, type Item } from './client.js';

/** Refusals will be the same next time; a server that is away may be back. */
const again = (times: number, error: Error): boolean => times < (error instanceof Refusal ? (error.status < 500 ? 0 : 1) : 3);

export const newCache = (signedOut: () => void): QueryClient => {
  const client: QueryClient = new QueryClient({ defaultOptions: { queries: { retry: again, staleTime: 10_000, refetchOnWindowFocus: true } } });
  client.getQueryCache().subscribe(({ type, query }) => { if (type === 'updated' && query.state.error instanceof Refusal && query.state.error.status === 401) signedOut(); });
  return client;
};

interface Way { everyMs?: number; when?: boolean }
const options = ({ everyMs, when }: Way) => ({ ...(everyMs === undefined ? {} : { refetchInterval: everyMs }), enabled: when ?? true });

/** One answer, kept fresh: asked again every so often, and when the reader comes back to the window. */
export const useAsk = <K extends Ask>(id: K, given: Given<K> = {}, way: Way = {}): UseQueryResult<Answer<K>> =>
  useQuery<Answer<K>>({ queryKey: [id, given], queryFn: ({ signal }) => ask(id, given, signal), ...options(way) });

/** An answer that is no JSON. */
export const useText = <K extends Ask>(id: K, given: Given<K>, way: Way = {}): UseQueryResult<string> => useQuery<string>({ queryKey: [id, given, 'text'], queryFn: ({ signal }) => askText(id, given, signal), ...options(way) });

/** A whole list, up to `most`. */
export const useAskAll = <K extends Ask>(id: K, given: Given<K>, most: number, way: Way = {}): UseQueryResult<{ items: Item<K>[]; cut: boolean }> =>
  useQuery<{ items: Item<K>[]; cut: boolean }>({ queryKey: [id, given, most], queryFn: ({ signal }) => askAll(id, given, most, signal), ...options(way) });

/** A list page by page, further as the reader asks for more. */
export function usePages<K extends Ask>(id: K, given: Given<K>, way: Way = {}) {
  const pages = useInfiniteQuery({
    queryKey: [id, given, 'pages'], initialPageParam: null as string | null,
    queryFn: ({ signal, pageParam }) => ask(id, { ...given, query: { ...given.query, ...(pageParam === null ? {} : { cursor: pageParam }) } as never }, signal) as Promise<{ items: Item<K>[]; next: string | null }>,
    getNextPageParam: (last) => last.next, ...options(way),
  });
  return { ...pages, items: pages.data?.pages.flatMap(({ items }) => items) };
}

/** Does something and then asks again for what it changes; it is done before those answers are there. Tried again after an answer that got lost, it is done once. */
export function useDo<K extends Ask>(id: K, changes: Ask[] = []) {
  const cache = useQueryClient();
  // One key for one intent, until the server says what became of it.
  const keys = useRef(new Map<string, string>());
  return useMutation<Answer<K>, Error, Given<K>>({
    mutationFn: async (given) => {
      const intent = JSON.stringify([given.params, given.query, given.body]);
      const key = keys.current.get(intent) ?? newKey();
      keys.current.set(intent, key);
      try {
        const answer = await ask(id, { ...given, headers: { 'Idempotency-Key': key, ...given.headers } });
        keys.current.delete(intent);
        return answer;
      } catch (error) {
        if (error instanceof Refusal) keys.current.delete(intent);
        throw error;
      }
    },
    onSuccess: () => { for (const changed of changes) void cache.invalidateQueries({ queryKey: [changed] }); },
  });
}
