import { z } from 'zod';
import { CHECKS, VERDICTS } from '../model.js';
import { DECISIONS, REVIEW_STATES } from '../review/rules.js';
import { operation } from './operation.js';
import { accountKey, actorRef, byElection, days, id, languageCode, lines, moment, pageOf, paging, rowId, slug, sourceSlug } from './parts.js';
import { CODERS, EDITORS } from './roles.js';

const kind = z.string().regex(/^[a-z][a-z_-]{0,40}$/, 'a kind of finding, such as call, metric, goal, event, commitment, threat, conduct');

const decided = z.object({
  id, by: z.string().describe('A code, never a name'), at: moment, decision: z.enum(DECISIONS), verdict: z.enum(VERDICTS).nullable(), payload: z.record(z.string(), z.unknown()).nullable().describe('As corrected; null where it stands as found'),
  target: z.string().nullable().optional().describe('The account that it is about, as corrected; empty: none. Null where it stands as found'),
  why: z.string().nullable(), codebook: z.int(), settles: z.boolean().describe('An editor\'s decision between two readers'),
});
const note = z.object({ id, by: z.string(), at: moment, text: z.string() });

export const observationSchema = z.object({
  id, electionId: id, kind: z.string(), actor: actorRef,
  document: z.object({ id, url: z.string(), title: z.string().nullable(), language: z.string(), sourceId: id, publishedAt: moment.nullable(), publishedPrecision: z.string().nullable(), firstSeenAt: moment }),
  quote: z.string().describe('Verbatim: `text.slice(span.start, span.end)` of the document, in UTF-16 code units'), span: z.object({ start: z.int(), end: z.int() }),
  context: z.object({ before: z.string(), after: z.string() }).describe('Text of the document around the quote'),
  target: z.string().nullable(), payload: z.record(z.string(), z.unknown()).describe('What it says, by kind; with the correction where one holds'), found: z.record(z.string(), z.unknown()).describe('What the detector made of it'),
  why: z.string(), whyIn: z.record(z.string(), z.string()).optional().describe('The same in other languages, by their codes'), confidence: z.number(), detector: z.string(), detectorVersion: z.int(), verdict: z.enum(VERDICTS), check: z.enum(CHECKS),
  review: z.object({
    state: z.enum(REVIEW_STATES), decision: z.enum(DECISIONS).nullable().describe('What holds now; null until somebody read it'), allegation: z.boolean().describe('Confirming it needs a decision note'),
    mine: z.enum(DECISIONS).nullable(), decisions: z.array(decided).describe('What a single reader decided only for that reader, until a second one has read too'), notes: z.array(note), hidden: z.int().describe('Decisions that you do not see yet'),
    decisionNoteId: id.nullable(), replies: z.array(id).describe('Questions put to those spoken of'),
  }),
}).meta({ id: 'Observation' });

const filters = { ...byElection, kind: kind.optional(), source: sourceSlug.optional(), actor: slug.optional(), target: accountKey.optional(), language: languageCode.optional(), ...days };
export const listReview = operation({
  id: 'listReview', path: '/api/v1/review', summary: 'What you can read now: findings that nobody read, then those that wait for a second reader who is not the first; the weightiest first', roles: CODERS,
  query: z.strictObject({ ...filters, state: z.enum(['waiting', 'second', 'split']).optional(), ...paging }), answer: pageOf(observationSchema),
});
export const listObservations = operation({
  id: 'listObservations', path: '/api/v1/observations', summary: 'Findings of every kind in current documents, newest first',
  query: z.strictObject({ ...filters, document: rowId.optional(), state: z.enum(REVIEW_STATES).optional(), check: z.enum(CHECKS).optional(), ...paging }), answer: pageOf(observationSchema),
});
const one = z.strictObject({ id: rowId });
export const getObservation = operation({ id: 'getObservation', path: '/api/v1/observations/{id}', summary: 'One finding with its review', item: 'observation', params: one, answer: observationSchema });

const decisionNote = z.strictObject({ knew: lines(4000).describe('What we knew, and from where'), interest: lines(4000).describe('Why it is of public interest') });
const decision = {
  decision: z.enum(DECISIONS), verdict: z.enum(VERDICTS).optional().describe('Where it should be another'), payload: z.record(z.string().max(60), z.unknown()).optional().describe('The fields that are to be other than found; needed for `correct`, unless it is the account'),
  target: accountKey.nullable().optional().describe('Of a correction: the account that the words are about instead, null for none. What follows from it (drives, counts, notes) follows once two readers agree or an editor has settled it'),
  why: lines(2000).optional().describe('Needed for `reject`, `correct` and `dispute`'), decisionNote: decisionNote.optional().describe('Needed to confirm an allegation'),
};
export const decideObservation = operation({
  id: 'decideObservation', people: true, method: 'post', path: '/api/v1/observations/{id}/decisions', summary: 'A reader\'s decision. The first and the second reader are two people; a third decision is an editor\'s (adjudication)', item: 'observation', roles: CODERS, changes: 'getObservation', params: one,
  body: z.strictObject(decision), example: { decision: 'confirm' }, answer: observationSchema, also: { 409: 'You have read it already, or two readers have' },
});
export const adjudicateObservation = operation({
  id: 'adjudicateObservation', people: true, method: 'post', path: '/api/v1/observations/{id}/adjudication', summary: 'An editor decides, whatever the readers said; it holds until the next adjudication', item: 'observation', roles: EDITORS, changes: 'getObservation', params: one,
  body: z.strictObject({ ...decision, why: lines(2000) }), example: { decision: 'reject', why: 'The page quotes another office' }, answer: observationSchema,
});
export const noteObservation = operation({
  id: 'noteObservation', method: 'post', path: '/api/v1/observations/{id}/notes', summary: 'Adds a note for colleagues', item: 'observation', roles: CODERS, params: one, body: z.strictObject({ text: lines(4000) }), example: { text: 'Same wording as last week' }, answer: note.meta({ id: 'Note' }),
});

export const getAgreement = operation({
  id: 'getAgreement', path: '/api/v1/elections/{election}/agreement', summary: 'How far two readers agree: Cohen\'s kappa by version of the codebook and kind of finding', params: z.strictObject({ election: slug }),
  answer: z.object({ items: z.array(z.object({
    codebook: z.int(), kind: z.string().nullable().describe('Null: all kinds together'), items: z.int().describe('Findings that two people read'), agreed: z.number().nullable().describe('Share of equal decisions'),
    kappa: z.number().nullable().describe('Null where all decisions are one and the same, or there are none'), low: z.number().nullable().describe('95 % interval'), high: z.number().nullable(),
    table: z.array(z.object({ first: z.enum(DECISIONS), second: z.enum(DECISIONS), count: z.int() })),
  })) }).meta({ id: 'Agreement' }),
});

const codebook = z.object({ version: z.int(), text: z.string(), by: z.string(), at: moment }).meta({ id: 'Codebook' });
const election = z.strictObject({ election: slug });
export const listCodebooks = operation({ id: 'listCodebooks', path: '/api/v1/elections/{election}/codebooks', summary: 'Versions of the rules that readers follow, newest first', params: election, answer: z.object({ items: z.array(codebook) }) });
export const addCodebook = operation({
  id: 'addCodebook', method: 'post', path: '/api/v1/elections/{election}/codebooks', summary: 'A new version; decisions from now on are made under it', roles: EDITORS, params: election, body: z.strictObject({ text: lines(100_000) }), example: { text: '1. A call names an account.' }, answer: codebook,
});

const decisionNoteAnswer = z.object({ id, electionId: id, about: z.string().describe('observation:ID, campaign:ID, edition:ID or finding:ID'), knew: z.string(), interest: z.string(), by: z.string(), at: moment }).meta({ id: 'DecisionNote' });
export const listDecisionNotes = operation({ id: 'listDecisionNotes', path: '/api/v1/decision-notes', summary: 'Why allegations were approved: what we knew, why it is of public interest', query: z.strictObject({ ...byElection, about: z.string().max(220).optional(), ...paging }), answer: pageOf(decisionNoteAnswer) });
export const addDecisionNote = operation({
  id: 'addDecisionNote', method: 'post', path: '/api/v1/decision-notes', summary: 'Writes one down', roles: EDITORS,
  body: z.strictObject({ election: slug, about: z.string().regex(/^(observation|campaign|edition|finding):[\w:.-]{1,200}$/, 'observation:ID, campaign:ID, edition:ID or finding:ID'), ...decisionNote.shape }),
  example: { election: 'lowlands', about: 'observation:1', knew: 'The letter, its stamp and two who got it', interest: 'Teachers were told to report numbers' }, answer: decisionNoteAnswer,
});
