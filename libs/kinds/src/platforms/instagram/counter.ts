import { descriptions, followersIn, type CounterReader } from '../counter.js';

/** "12.3K Followers, 100 Following, 50 Posts" in the description, where strangers are not sent to the login first. */
export const instagramCounter: CounterReader = {
  page: (handle) => `https://www.instagram.com/${handle}/`,
  read: ({ text }) => followersIn(descriptions(text), /followers\b/),
};
