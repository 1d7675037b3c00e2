/** PostgreSQL keeps no NUL in text, and half a character (a lone surrogate) is no Unicode. Same length, so that offsets hold. */
export const storable = (text: string): string => text.replaceAll('\u0000', '\uFFFD').toWellFormed();

/** A value as JSON that a jsonb column takes, whatever is in its texts. */
export const jsonb = (value: unknown): string => JSON.stringify(value, (_name, inner: unknown) => (typeof inner === 'string' ? storable(inner) : inner));
