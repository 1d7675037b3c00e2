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

/**
 * The words of an edition, as the server's own page has them. Scripts and styles stay behind: the server escapes every text, and the
 * policy of this page would stop them too.
 */
export async function editionWords(path: string, language: string, signal: AbortSignal): Promise<string> {
  const html = await (await ask(`${path}?language=${language}`, signal)).text();
  const [, inner] = /<main[^>]*>([\s\S]*)<\/main>/.exec(html) ?? [];
  if (inner === undefined) throw new Error(`${path} has no main part`);
  const words = new DOMParser().parseFromString(inner, 'text/html').body;
  for (const element of words.querySelectorAll('script, style, link, iframe')) element.remove();
  for (const element of words.querySelectorAll('[style]')) element.removeAttribute('style');
  return words.innerHTML;
}

export const editionPath = ({ election, date }: { election: { id: string }; date: string }): string => `/editions/${encodeURIComponent(election.id)}/${date}`;
