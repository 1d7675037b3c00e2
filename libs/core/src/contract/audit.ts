import { z } from 'zod';
import { operation } from './operation.js';
import { id, moment, pageOf, paging, slug } from './parts.js';
import { ADMINS } from './roles.js';

const auditSchema = z.object({
  id, at: moment, who: z.string().describe('A person\'s code, key:NAME, or nobody'), did: z.string().describe('The operation, or what was refused'), electionId: id.nullable(), about: z.string().nullable().describe('The path asked for'),
  outcome: z.string(), before: z.string().nullable().describe('Digest of what was there before'), after: z.string().nullable(), hash: z.string(), previous: z.string(),
}).meta({ id: 'AuditEntry' });
export const listAudit = operation({ id: 'listAudit', path: '/api/v1/audit', summary: 'Who did what, newest first', roles: ADMINS, whole: true, query: z.strictObject({ election: slug.optional(), who: z.string().max(100).optional(), did: z.string().max(60).optional(), ...paging }), answer: pageOf(auditSchema) });
export const verifyAudit = operation({
  id: 'verifyAudit', path: '/api/v1/audit/verification', summary: 'Whether the chain of entries is whole', roles: ADMINS, whole: true,
  answer: z.object({ entries: z.int(), whole: z.boolean(), brokenAt: id.nullable(), head: z.string().nullable().describe('Digest of the newest entry: note it elsewhere, to prove later that nothing before it changed') }).meta({ id: 'AuditState' }),
});
