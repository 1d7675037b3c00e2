import { z } from 'zod';
import { documentSummarySchema } from './answers.js';
import { operation } from './operation.js';
import { byElection, days, languageCode, paging, slug, sourceSlug } from './parts.js';

const piece = z.object({ text: z.string(), hit: z.boolean() });
export const searchDocuments = operation({
  id: 'searchDocuments', path: '/api/v1/search', summary: 'Documents that hold all the words (or, in scripts without spaces, all the pieces) of the question; "in quotes" for a phrase, -word to leave out',
  query: z.strictObject({ q: z.string().min(1, 'what to look for').max(500), ...byElection, source: sourceSlug.optional(), actor: slug.optional(), language: languageCode.optional(), ...days,
    order: z.enum(['best', 'newest']).default('best').describe('best: of each sixty from the newest on, first those with all the words in the title, then those where they stand often and close together'), ...paging }),
  answer: z.object({
    items: z.array(z.object({ document: documentSummarySchema, snippet: z.array(piece).describe('Text around the first hit; put together it is verbatim') })), next: z.string().nullable().describe('Give this as `cursor` for the next page; null at the end'),
    count: z.object({ documents: z.int(), atLeast: z.boolean().describe('There are more: what was not asked yet is not counted') }),
  }).meta({ id: 'SearchResults' }),
});
