import { z } from 'zod';

/** What a part that `claque start` runs (api, worker, demo) tells it, over the channel that `fork` opens. Numbers are totals since the first start. */
export const partMessageSchema = z.discriminatedUnion('type', [
  /** The part does its work now. `url`: where people reach it; a note, such as "8 actors", is shown beside it. */
  z.object({ type: z.literal('ready'), url: z.url().optional(), note: z.string().optional() }),
  /** How far the crawl of this round is, and what is in the store. */
  z.object({
    type: z.literal('progress'),
    sourcesVisited: z.int().nonnegative(),
    sources: z.int().nonnegative(),
    documents: z.int().nonnegative(),
    calls: z.int().nonnegative(),
    drives: z.int().nonnegative(),
    /** Words on the newest editions, such as "2031-03-12, public, staff". */
    edition: z.string().optional(),
    /** Its readable file, an absolute path. */
    editionFile: z.string().optional(),
  }),
  /** One line for the person at the terminal. `secret`: it holds one, such as a key that is shown only once, and this is what to call it where the line cannot be shown. */
  z.object({ type: z.literal('note'), text: z.string().min(1), secret: z.string().min(1).optional() }),
  /** The part cannot work, and starting it again would not help (a wrong setting, a clock that is off): the reason and what to do, in a sentence. */
  z.object({ type: z.literal('refused'), message: z.string().min(1) }),
]);

/** What `claque start` tells a part that runs already: the time of the demo country, which begins to pass only then. */
export const clockMessageSchema = z.object({ type: z.literal('clock'), at: z.iso.datetime(), since: z.iso.datetime(), rate: z.number().positive() });
export type ClockMessage = z.output<typeof clockMessageSchema>;

export type PartMessage = z.output<typeof partMessageSchema>;
export type PartProgress = Extract<PartMessage, { type: 'progress' }>;
