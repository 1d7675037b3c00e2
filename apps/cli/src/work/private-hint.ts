import { hostPortOf } from '#core/web/guard-url.js';

/** What to do where an address is refused because it is not public. */
export const privateHint = (url: string): string => `if that address is meant, allow exactly it: --allow-private ${hostPortOf(new URL(url))}`;
