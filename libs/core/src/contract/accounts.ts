import { z } from 'zod';
import { accountDetailSchema, accountFindingSchema, accountSchema, accountSeriesSchema, migrationSchema } from './answers.js';
import { operation } from './operation.js';
import { accountKey, actorRef, byElection, days, flag, id, localDate, moment, pageOf, paging, slug, words } from './parts.js';
import { EDITORS } from './roles.js';

const one = z.strictObject({ election: slug, account: accountKey });
export const listAccounts = operation({ id: 'listAccounts', path: '/api/v1/accounts', summary: 'Accounts of the watchlist with their newest reading', query: z.strictObject({ ...byElection, ...paging }), answer: pageOf(accountSchema) });
export const getAccount = operation({ id: 'getAccount', path: '/api/v1/accounts/{election}/{account}', summary: 'One account with readings and goals', params: one, answer: accountDetailSchema });
export const getAccountSeries = operation({
  id: 'getAccountSeries', path: '/api/v1/accounts/{election}/{account}/series', summary: 'Counts of an account by day and origin, its goals with their projection, and what its page showed', params: one, query: z.strictObject(days), answer: accountSeriesSchema,
});
export const getAccountCalls = operation({
  id: 'getAccountCalls', path: '/api/v1/accounts/{election}/{account}/calls-by-day', summary: 'Calls to follow it, by local day: the waves beside its counts', params: one, query: z.strictObject(days),
  answer: z.object({ electionId: id, account: z.string(), days: z.array(z.object({ day: localDate, calls: z.int(), actors: z.int(), instructed: z.int().describe('Of these, instructions and what was called mandatory') })) }).meta({ id: 'CallWaves' }),
});
export const listAccountAnomalies = operation({
  id: 'listAccountAnomalies', path: '/api/v1/accounts/{election}/{account}/anomalies', summary: 'What stands out in an account\'s counts, with the ordinary reasons that were looked for, newest first', params: one, query: z.strictObject({ unexplained: flag, active: flag, ...days, ...paging }), answer: pageOf(accountFindingSchema),
});
export const listAccountFindings = operation({
  id: 'listAccountFindings', path: '/api/v1/account-findings', summary: 'Anomalies, events in the life of accounts, and promises against acts, newest first',
  query: z.strictObject({ ...byElection, class: z.enum(['anomaly', 'event', 'commitment']).optional(), kind: z.string().regex(/^[a-z-]{1,40}$/).optional(), account: accountKey.optional(), actor: slug.optional(), unexplained: flag, active: flag, ...days, ...paging }), answer: pageOf(accountFindingSchema),
});
export const getMigration = operation({ id: 'getMigration', path: '/api/v1/elections/{election}/migration', summary: 'Who left a platform and who stayed, with posting rates before and after', params: z.strictObject({ election: slug }), answer: migrationSchema });
export const listGoals = operation({
  id: 'listGoals', path: '/api/v1/goals', summary: 'Counts that somebody said an account should reach, with how far it is', query: z.strictObject({ ...byElection, account: accountKey.optional(), ended: flag.describe('Those that the watchlist no longer has, instead of those in force'), ...paging }),
  answer: pageOf(z.object({ id, electionId: id, account: z.string(), value: z.number(), by: localDate.nullable(), statedBy: z.string(), statedOn: localDate.nullable(), source: z.string(), endedAt: moment.nullable(), now: z.number().nullable(), nowAt: moment.nullable(), how: z.enum(['observed', 'reported']).nullable() }).meta({ id: 'Goal' })),
});

const proposalSchema = z.object({
  electionId: id, account: z.string(), url: z.string().nullable(), calls: z.int(), actors: z.array(actorRef).describe('Who called for it'), firstAt: moment, lastAt: moment, documents: z.array(id).describe('The newest few'),
  state: z.enum(['open', 'one confirmed', 'confirmed', 'refused']), owner: id.nullable(),
  confirmations: z.array(z.object({ by: z.string(), at: moment, decision: z.enum(['confirm', 'refuse']), owner: id.nullable(), status: z.string().nullable(), proof: z.string(), note: z.string().nullable() })),
}).meta({ id: 'AccountProposal' });
export const listAccountProposals = operation({
  id: 'listAccountProposals', path: '/api/v1/account-proposals', summary: 'Accounts that calls name and the watchlist does not; those with the most calls first', query: z.strictObject({ ...byElection, state: z.enum(['open', 'one confirmed', 'confirmed', 'refused']).optional(), ...paging }), answer: pageOf(proposalSchema),
});
export const decideAccountProposal = operation({
  id: 'decideAccountProposal', people: true, method: 'post', path: '/api/v1/account-proposals/{election}/{account}/confirmations', summary: 'Says whose account it is, with proof; a second person must say the same before it is watched', roles: EDITORS, params: one,
  body: z.strictObject({ decision: z.enum(['confirm', 'refuse']), owner: slug.nullable().default(null), status: z.enum(['official', 'unofficial', 'impersonator', 'unknown']).default('unknown'), proof: words(1000).describe('The address of a page of the owner that links to it, or what else proves it'), note: words(1000).optional() }),
  example: { decision: 'confirm', owner: 'tides', status: 'official', proof: 'https://tides.example/contact links to it' }, answer: proposalSchema,
});
