/** What somebody may do here; each of the first four may also do what those before it may. `service` is a program that reads. */
export const ROLES = ['viewer', 'coder', 'editor', 'admin', 'service'] as const;
export type Role = (typeof ROLES)[number];

/** Whoever is signed in. */
export const ANYONE: readonly Role[] = ROLES;
export const PEOPLE: readonly Role[] = ['viewer', 'coder', 'editor', 'admin'];
export const CODERS: readonly Role[] = ['coder', 'editor', 'admin'];
export const EDITORS: readonly Role[] = ['editor', 'admin'];
export const ADMINS: readonly Role[] = ['admin'];
/** Programs that feed an installation may do these as well. */
export const CODERS_AND_SERVICES: readonly Role[] = ['coder', 'editor', 'admin', 'service'];
