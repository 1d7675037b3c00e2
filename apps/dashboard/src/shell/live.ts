import type { QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { addressOf, type Ask } from '../api/client.js';

/** Which answers a change of a thing makes old. */
const ASKED: Record<string, Ask[]> = {
  documents: ['listDocuments', 'getToday'], observations: ['listReview', 'listObservations', 'getToday', 'listCalls'], campaigns: ['listCampaigns', 'getCampaign', 'getToday'], readings: ['listAccounts', 'getAccountSeries', 'getToday'],
  editions: ['listEditions', 'getEdition', 'getToday'], gaps: ['listGaps', 'getToday'], sources: ['listSources', 'getSource', 'getSourceHealth'], tries: ['getTry'], review: ['listReview', 'getAgreement', 'getToday'], replies: ['listReplies', 'getToday'],
  watchlist: ['getWatchlist', 'listWatchlistVersions', 'listSources', 'listActors', 'listAccounts', 'listElections', 'getToday'],
};
/** Changes come in swarms while a crawl goes on: what they make old is asked again at most this often. */
const PAUSE_MS = 3000;

/** Listens to what changes on the server and asks again for what is shown of it. Where that is not to be had, pages ask of their own accord. */
export function useLiveChanges(cache: QueryClient): void {
  useEffect(() => {
    const source = new EventSource(addressOf('followChanges'));
    const old = new Set<Ask>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    // After a silence nobody knows what changed in it: all that is shown is asked again.
    let opened = false;
    source.addEventListener('open', () => { if (opened) void cache.invalidateQueries(); opened = true; });
    source.addEventListener('changed', ({ data }: MessageEvent<string>) => {
      const { what } = JSON.parse(data) as { what: string[] };
      for (const thing of what) for (const ask of ASKED[thing] ?? []) old.add(ask);
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const ask of old) void cache.invalidateQueries({ queryKey: [ask] });
        old.clear();
      }, PAUSE_MS);
    });
    return () => { source.close(); clearTimeout(timer); };
  }, [cache]);
}
