import { z } from 'zod';

/** RFC 9457. `id` is also in the server's log, where the rest of the story is; nothing of it is in here. */
export const problemSchema = z.object({
  type: z.string().describe('about:blank, or a URI for this kind of problem'),
  title: z.string().describe('The same for every problem of this kind'),
  status: z.int().min(400).max(599),
  detail: z.string().optional().describe('What was wrong this time, and what is allowed'),
  id: z.string().describe('Give this when asking the administrator'),
  changed: z.object({ by: z.string().describe('A code, never a name'), did: z.string().describe('Id of the operation'), at: z.iso.datetime() }).optional().describe('Who changed it meanwhile, where a person or a program did'),
  errors: z.array(z.object({ where: z.string(), message: z.string() })).optional(),
}).meta({ id: 'Problem' });
export type Problem = z.output<typeof problemSchema>;

export const PROBLEM_MEDIA = 'application/problem+json';
