import { addressOf, type Ask, type Given } from '../api/client.js';

/** A file to take along. */
export const Download = <K extends Ask>({ ask, given, children }: { ask: K; given: Given<K>; children: string }) => <a className="button little" download href={addressOf(ask, given)}>{children}</a>;
