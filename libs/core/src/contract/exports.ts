import { z } from 'zod';
import { operation } from './operation.js';
import { days, slug } from './parts.js';

export const EXPORTS = ['documents', 'calls', 'observations', 'campaigns', 'campaign-members', 'readings', 'gaps', 'document-events'] as const;
const query = z.strictObject({ election: slug, ...days });
const table = z.enum(EXPORTS);
const also = { 429: 'Too many exports are under way' };
export const exportCsv = operation({ id: 'exportCsv', path: '/api/v1/exports/{table}.csv', summary: 'A table of an election as CSV for spreadsheets, at most 2,000,000 rows', params: z.strictObject({ table }), query, media: 'text/csv', streamed: true, also });
export const exportJsonl = operation({ id: 'exportJsonl', path: '/api/v1/exports/{table}.jsonl', summary: 'The same as JSON Lines', params: z.strictObject({ table }), query, media: 'application/jsonl', streamed: true, also });
export const exportNetwork = operation({ id: 'exportNetwork', path: '/api/v1/exports/network.graphml', summary: 'Who called beside whom, as GraphML', query, media: 'application/graphml+xml', streamed: true, also });
