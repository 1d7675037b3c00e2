import { z } from 'zod';
import { MOST_ASKED } from '#core/images/worth-a-look.js';

/** Of kinds whose documents show images: whether those are fetched and looked at for codes, and how many of each document. */
export const imageSettings = { images: z.union([z.boolean(), z.strictObject({ at_most: z.int().min(1).max(MOST_ASKED) })], { error: `true, false or { at_most: 1 to ${MOST_ASKED} }` }).default(true) };
