import { pathParts, shortName, type Platform } from '../platform.js';
import { instagramCounter } from './counter.js';

const FEATURES = new Set(['p', 'reel', 'reels', 'tv', 'explore', 'stories', 'accounts', 'direct', 'about', 'legal', 'share']);

export const instagram: Platform = {
  id: 'instagram',
  name: 'Instagram',
  names: `${shortName('ig')}|instagram|(?<![a-z0-9])ig(?=\\s?[\\u1780-\\u17ff])|(?<![a-z])insta(?![a-z])|អ៊[ិី]ន?ស្តា(?:(?:ហ្គ|[កគ])្រា[ំម]ម?)?|инстаграмм?е?|انستغرام|إنستغرام|انستجرام|اینستاگرام|อินสตาแกรม|အင်စတာဂရမ်`,
  hosts: ['instagram.com', 'instagr.am'],
  account(url) {
    const [first, second] = pathParts(url);
    if (first === 'stories' && second) return { handle: second };
    if (first === undefined || FEATURES.has(first.toLowerCase())) return null;
    const handle = first.replace(/^@/, '');
    return /^[\w.]{1,30}$/.test(handle) ? { handle } : null;
  },
  profile: (handle) => `https://www.instagram.com/${handle}/`,
  counter: instagramCounter,
};
