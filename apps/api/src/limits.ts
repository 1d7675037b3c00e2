/** A list that takes longer than this is a fault; the crawl must not wait for it. */
export const QUERY_MS = 5000;
