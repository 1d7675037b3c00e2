import { descriptions, followersIn, type CounterReader } from '../counter.js';

/** A page's description counts its followers where strangers may see it at all. Likes are another number and are not taken for it. */
export const facebookCounter: CounterReader = {
  page: (handle) => `https://www.facebook.com/${handle}`,
  read: ({ text }) => followersIn(descriptions(text), /followers\b/),
};
