import type { z } from 'zod';
import type { aheadSchema } from '#core/contract/ahead.js';

/** As in core/contract/ahead.ts, whose schemas the page does not carry. */
const AHEAD: typeof import('#core/contract/ahead.js').AHEAD = 'ahead';
export const FIRST_ELECTIONS: typeof import('#core/contract/ahead.js').FIRST_ELECTIONS = { limit: 100 };

/** What the server gave along with the page to somebody who was signed in; null for everybody else. It is as old as the page, so that it is good once. */
export function takeAhead(): z.input<typeof aheadSchema> | null {
  const element = document.getElementById(AHEAD);
  element?.remove();
  return element?.textContent ? JSON.parse(element.textContent) as z.input<typeof aheadSchema> : null;
}
