import { z } from 'zod';
import { MOST_ASKED, MOST_IMAGES } from '#core/images/worth-a-look.js';

/** What the kinds' settings have in common. Descriptions stand in docs/configuration.md. */

/** Of pages that scripts may make. */
export const browserSettings = {
  render: z.boolean().default(false).describe('Whether a page is read as its scripts make it, not as it is sent. Needs `CLAQUE_BROWSER`.'),
  screenshot: z.boolean().default(false).describe('Whether a picture of each new version is kept. Needs `CLAQUE_BROWSER`.'),
};

/** Of documents that show images. */
export const imageSettings = {
  images: z.union([z.boolean(), z.strictObject({ at_most: z.int().min(1).max(MOST_ASKED) })], { error: `true, false or { at_most: 1 to ${MOST_ASKED} }` }).default(true)
    .describe(`Whether images are fetched and looked at for QR codes: \`true\` (${MOST_IMAGES} of each document), \`false\`, or \`{ at_most: N }\`, N up to ${MOST_ASKED}.`),
};

const paths = z.array(z.string().regex(/^[/*]/, 'a path that begins with / or *'));
/** Of kinds that list a site's pages and show their images. */
export const pageSettings = {
  include: paths.default([]).describe('Paths (with query) that belong to the source, `*` for anything: `/news/*`. Empty: the whole host.'),
  exclude: paths.default([]).describe('Paths that do not, of those included.'),
  ...imageSettings,
};

/** For kinds whose `back_to` says how far they page back: the earlier of what the watchlist says and what is asked for now. */
export const backTo = (settings: Record<string, unknown>, day: string): Record<string, unknown> => ({ ...settings, back_to: typeof settings['back_to'] === 'string' && settings['back_to'] < day ? settings['back_to'] : day });
