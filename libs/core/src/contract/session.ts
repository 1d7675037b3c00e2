import { z } from 'zod';
import { operation } from './operation.js';
import { done, id, moment, rowId, slug, words } from './parts.js';
import { ADMINS, PEOPLE, ROLES } from './roles.js';

/** What people call themselves here: not a mail address, not a real name. */
const personName = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]{1,39}$/u, 'two to forty letters, digits, dots or hyphens');
const password = z.string().min(10, 'at least ten characters').max(200, 'at most 200 characters');
const code = z.string().regex(/^\d{6}$/, 'six digits');
const token = z.string().regex(/^[\w-]{30,100}$/, 'the link as it was given');
const elections = z.array(slug).max(1000).nullable().describe('Whose data they see; null: all');

export const sessionSchema = z.object({
  person: z.object({ kind: z.enum(['person', 'key']), id, name: z.string(), code: z.string().describe('What others see in place of the name'), role: z.enum(ROLES), elections, totp: z.boolean() }),
  confirmedUntil: moment.nullable().describe('Until then no password is asked again for what is sensitive'), until: moment.nullable().describe('Null for a key without an end'),
}).meta({ id: 'Session' });

export const getSession = operation({ id: 'getSession', path: '/api/v1/session', summary: 'Who is signed in', roles: ROLES, answer: sessionSchema });
export const signIn = operation({
  id: 'signIn', method: 'post', access: 'public', path: '/api/v1/session', summary: 'Signs in: the session is a cookie. A wrong name, a wrong password and a wrong code are answered alike',
  body: z.strictObject({ name: z.string().min(1).max(100), password: z.string().min(1).max(200), code: z.string().max(20).optional().describe('Of the authenticator, where one was set up') }), example: { name: 'sokha', password: 'correct horse battery' }, answer: sessionSchema,
  also: { 401: 'Not right', 403: 'From another origin', 429: 'Too many tries; `Retry-After` says when' },
});
export const setUp = operation({
  id: 'setUp', method: 'post', access: 'public', path: '/api/v1/set-up', summary: 'Takes up a one-time link: chooses name and password, and signs in. The first one of an installation is an admin of everything',
  body: z.strictObject({ token, name: personName.optional().describe('Needed for the first person; others have theirs'), password }), example: { token: 'x'.repeat(43), name: 'sokha', password: 'correct horse battery' }, answer: sessionSchema,
  also: { 403: 'From another origin or another machine', 404: 'The link is unknown, was used, or is too old', 409: 'The name is taken', 429: 'Too many tries' },
});
export const lookAtLink = operation({
  id: 'lookAtLink', method: 'post', access: 'public', path: '/api/v1/set-up/link', summary: 'Whether a one-time link is still good, before somebody fills in a form for it; it is not used up',
  body: z.strictObject({ token }), example: { token: 'x'.repeat(43) }, answer: z.object({ first: z.boolean().describe('It makes the first person, who chooses a name; others have theirs') }).meta({ id: 'OneTimeLink' }),
  also: { 403: 'From another origin', 404: 'The link is unknown, was used, or is too old', 429: 'Too many tries' },
});
export const signOut = operation({ id: 'signOut', people: true, method: 'delete', path: '/api/v1/session', summary: 'Ends the session', roles: PEOPLE, answer: done });
export const confirmSession = operation({
  id: 'confirmSession', people: true, alone: true, method: 'post', path: '/api/v1/session/confirmation', summary: 'Gives the password again, before something sensitive', roles: PEOPLE, body: z.strictObject({ password: z.string().min(1).max(200), code: z.string().max(20).optional() }), example: { password: 'correct horse battery' }, answer: sessionSchema, also: { 429: 'Too many tries' },
});
export const changePassword = operation({ id: 'changePassword', people: true, alone: true, method: 'put', path: '/api/v1/session/password', summary: 'Changes the password; all other sessions end', roles: PEOPLE, body: z.strictObject({ old: z.string().min(1).max(200), password }), example: { old: 'correct horse battery', password: 'staple horse battery' }, answer: done, also: { 429: 'Too many tries' } });
export const beginTotp = operation({ id: 'beginTotp', secret: true, people: true, method: 'post', path: '/api/v1/session/totp', summary: 'A secret for an authenticator; in force once a code of it was given', roles: PEOPLE, sensitive: true, answer: z.object({ secret: z.string(), uri: z.string() }).meta({ id: 'TotpSecret' }) });
export const confirmTotp = operation({ id: 'confirmTotp', people: true, method: 'put', path: '/api/v1/session/totp', summary: 'Puts it in force', roles: PEOPLE, body: z.strictObject({ code }), example: { code: '123456' }, answer: done });
export const endTotp = operation({ id: 'endTotp', people: true, method: 'delete', path: '/api/v1/session/totp', summary: 'Signs in by password alone again', roles: PEOPLE, sensitive: true, answer: done });

const sessionRow = z.object({ id, since: moment, lastUsedAt: moment, until: moment, mine: z.boolean().describe('The one that asks') });
export const listSessions = operation({ id: 'listSessions', path: '/api/v1/sessions', summary: 'Your sessions', roles: PEOPLE, answer: z.object({ items: z.array(sessionRow) }).meta({ id: 'Sessions' }) });
export const endSession = operation({ id: 'endSession', people: true, method: 'delete', path: '/api/v1/sessions/{id}', summary: 'Ends one of your sessions', roles: PEOPLE, params: z.strictObject({ id: rowId }), answer: done });

const personSchema = z.object({ id, name: z.string(), code: z.string(), role: z.enum(ROLES), elections, active: z.boolean(), totp: z.boolean(), hasPassword: z.boolean(), createdAt: moment, lastSeenAt: moment.nullable() }).meta({ id: 'Person' });
const role = z.enum(['viewer', 'coder', 'editor', 'admin']);
const link = z.object({ person: personSchema, link: z.string().describe('Shown only now; works once, for three days'), until: moment }).meta({ id: 'PersonLink' });
const person = z.strictObject({ id: rowId });
export const listPeople = operation({ id: 'listPeople', path: '/api/v1/people', summary: 'Who may sign in', roles: ADMINS, whole: true, answer: z.object({ items: z.array(personSchema) }).meta({ id: 'People' }) });
export const getPerson = operation({ id: 'getPerson', path: '/api/v1/people/{id}', summary: 'One of them', roles: ADMINS, whole: true, params: person, answer: personSchema });
export const addPerson = operation({
  id: 'addPerson', secret: true, method: 'post', path: '/api/v1/people', summary: 'Adds somebody and makes their one-time link', roles: ADMINS, whole: true, sensitive: true, body: z.strictObject({ name: personName, role, elections: elections.default(null) }), example: { name: 'dara', role: 'coder', elections: ['lowlands'] }, answer: link, also: { 409: 'The name is taken' },
});
export const changePerson = operation({
  id: 'changePerson', method: 'patch', path: '/api/v1/people/{id}', summary: 'Changes role, rights or whether they may sign in; takes effect at once', roles: ADMINS, whole: true, sensitive: true, changes: 'getPerson', params: person,
  body: z.strictObject({ role: role.optional(), elections: elections.optional(), active: z.boolean().optional() }), example: { role: 'editor' }, answer: personSchema, also: { 409: 'It would leave nobody who is an admin' },
});
export const linkPerson = operation({ id: 'linkPerson', secret: true, method: 'post', path: '/api/v1/people/{id}/link', summary: 'A new one-time link for somebody who forgot; their sessions end when it is used', roles: ADMINS, whole: true, sensitive: true, params: person, answer: link });

const keySchema = z.object({ id, name: z.string(), prefix: z.string().describe('How the key begins'), role: z.enum(ROLES), elections, createdAt: moment, expiresAt: moment.nullable(), lastUsedAt: moment.nullable(), revokedAt: moment.nullable() }).meta({ id: 'ApiKey' });
export const listKeys = operation({ id: 'listKeys', path: '/api/v1/keys', summary: 'Keys of programs', roles: ADMINS, whole: true, answer: z.object({ items: z.array(keySchema) }).meta({ id: 'ApiKeys' }) });
export const addKey = operation({
  id: 'addKey', secret: true, method: 'post', path: '/api/v1/keys', summary: 'A new key, shown only now', roles: ADMINS, whole: true, sensitive: true, body: z.strictObject({ name: words(80), role: z.enum(ROLES).default('service'), elections: elections.default(null), days: z.int().min(1).max(3650).nullable().default(365).describe('How long it is good; null: until revoked') }),
  example: { name: 'archive', role: 'service' }, answer: z.object({ key: z.string(), ...keySchema.shape }).meta({ id: 'NewApiKey' }),
});
export const revokeKey = operation({ id: 'revokeKey', method: 'delete', path: '/api/v1/keys/{id}', summary: 'Ends a key at once', roles: ADMINS, whole: true, params: person, answer: done });
