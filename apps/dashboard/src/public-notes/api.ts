import type { WireOf } from '#core/contract/operation.js';
import type { editionJson, listPublicEditions } from '#core/contract/operations.js';

export type PublicEditions = WireOf<typeof listPublicEditions>;
export type Edition = WireOf<typeof editionJson>;

async function ask(path: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(path, { signal });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response;
}

/** Editions released to everybody, newest first. */
export const publicEditions = async (signal: AbortSignal): Promise<PublicEditions> => (await ask('/editions?limit=15', signal)).json() as Promise<PublicEditions>;
export const edition = async (path: string, signal: AbortSignal): Promise<Edition> => (await ask(`${path}.json`, signal)).json() as Promise<Edition>;

/** An edition as the server's own page. */
export const editionWords = async (path: string, language: string, signal: AbortSignal): Promise<string> => (await ask(`${path}?language=${language}`, signal)).text();

export const editionPath = ({ election, date }: { election: { id: string }; date: string }): string => `/editions/${encodeURIComponent(election.id)}/${date}`;
