import { z } from 'zod';
import { listElections } from './elections.js';
import { sessionSchema } from './session.js';
import { todaySchema } from './today.js';

/** Elections asked for at first: as many as one answer holds. */
export const FIRST_ELECTIONS = { limit: 100 } as const;
/** Where the page of somebody who is signed in carries what it would ask for first, as JSON that nothing runs. */
export const AHEAD = 'ahead';
/** Three ways there and back fewer on a slow line. `today` is that of the first election; null where it was not ready in time. */
export const aheadSchema = z.object({ session: sessionSchema, elections: listElections.answer, today: todaySchema.nullable() });
