import type { Bank } from '../bank.js';
import { appealsEnglish, captionsEnglish, moreStoriesEnglish } from './appeals-en.js';
import { appealsKhmer, captionsKhmer, moreStoriesKhmer } from './appeals-km.js';
import { letterEnglish, letterKhmer } from './letters.js';
import { ordinaryEnglish } from './ordinary-en.js';
import { ordinaryKhmer } from './ordinary-km.js';
import { storiesEnglish } from './stories-en.js';
import { storiesKhmer } from './stories-km.js';

/** The first way of wording the country. */
export const firstBank: Bank = {
  en: { ordinary: ordinaryEnglish, letter: letterEnglish, ...storiesEnglish, stories: { ...storiesEnglish.stories, ...moreStoriesEnglish }, appeals: appealsEnglish, captions: captionsEnglish },
  km: { ordinary: ordinaryKhmer, letter: letterKhmer, ...storiesKhmer, stories: { ...storiesKhmer.stories, ...moreStoriesKhmer }, appeals: appealsKhmer, captions: captionsKhmer },
};
