import type { Bank } from '../bank.js';
import { letterEnglish, letterKhmer } from './letters.js';
import { ordinaryEnglish } from './ordinary-en.js';
import { ordinaryKhmer } from './ordinary-km.js';
import { storiesEnglish } from './stories-en.js';
import { storiesKhmer } from './stories-km.js';

/** The first way of wording the country. */
export const firstBank: Bank = {
  en: { ordinary: ordinaryEnglish, letter: letterEnglish, ...storiesEnglish },
  km: { ordinary: ordinaryKhmer, letter: letterKhmer, ...storiesKhmer },
};
