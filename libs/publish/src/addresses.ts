import type { EditionAudience, LocalDate } from '#core/model.js';
import type { EditionLinks } from './view.js';

/** What an edition's addresses are made of. `link`: the election's secret where public editions are shown by link alone, else null. */
export interface AddressedEdition { id: string; electionId: string; date: LocalDate; kind: string; audience: EditionAudience; sequence: number; token: string; link: string | null }

/** The page of an election's public note of a date, in a format; `link` is the election's secret where it takes one. */
export const publicAddress = (base: string, election: string, date: LocalDate, link: string | null, format: '' | '.csv' = ''): string =>
  `${base}/editions/${encodeURIComponent(election)}/${date}${format}${link === null ? '' : `?link=${encodeURIComponent(link)}`}`;

/**
 * Where the readers of an edition find it: a public daily note at its date, what is for staff behind the sign-in, and everything else at an address that only
 * those have who were sent it. `base` has no slash at its end; without one there are no addresses.
 */
export function addressesOf(base: string | null, edition: AddressedEdition): Pick<EditionLinks, 'edition' | 'table' | 'evidence' | 'drives'> & { home: string | null } {
  if (base === null) return { edition: null, home: null };
  const home = `${base}/`;
  if (edition.audience === 'staff') {
    return {
      home, edition: `${home}#/editions/${edition.id}`, drives: `${home}#/drives/`,
      evidence: ({ documentId, callId }) => `${home}#/documents/${encodeURIComponent(documentId.toWellFormed())}?mark=${encodeURIComponent(callId.toWellFormed())}`,
    };
  }
  if (edition.audience === 'public' && edition.kind === 'daily' && edition.sequence === 1) return { home, edition: publicAddress(base, edition.electionId, edition.date, edition.link), table: publicAddress(base, edition.electionId, edition.date, edition.link, '.csv') };
  return { home, edition: `${base}/notes/${edition.token}`, table: `${base}/notes/${edition.token}.csv` };
}
