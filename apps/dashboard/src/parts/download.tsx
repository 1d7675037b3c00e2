import { addressOf, isServed, type Ask, type Given } from '../api/client.js';

/** A file to take along; nothing where this server does not offer it. */
export const Download = <K extends Ask>({ ask, given, children }: { ask: K; given: Given<K>; children: string }) => (isServed(ask) ? <a className="button little" download href={addressOf(ask, given)}>{children}</a> : null);
