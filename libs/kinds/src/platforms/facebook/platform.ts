import { pathParts, type Platform } from '../platform.js';
import { facebookCounter } from './counter.js';

const FEATURES = new Set(['sharer', 'sharer.php', 'share.php', 'dialog', 'plugins', 'hashtag', 'watch', 'events', 'marketplace', 'photo.php', 'photo', 'photos', 'permalink.php', 'story.php', 'login', 'login.php', 'help', 'policies', 'privacy', 'reel', 'reels', 'gaming', 'l.php', 'home.php', 'search', 'notes', 'ads', 'business', 'video.php', 'legal', 'tr']);

export const facebook: Platform = {
  id: 'facebook',
  name: 'Facebook',
  names: 'facebook|(?<![a-z])fb(?![a-z])|ហ្វ[េែ]ស?[\\s-]?ប[៊៉]?[ុូ]?[កគ]|ហ្វេស(?!ប)|វ[េែ]សប[៊៉]?ុក|фейсбук|فيسبوك|فیسبوک|เฟ[ซส]บุ๊?[กค]|ဖေ့စ်ဘွတ်ခ်|ဖေ့စ်ဘုတ်|feisbuk',
  hosts: ['facebook.com', '.facebook.com', 'fb.com', 'fb.me', 'm.me', 'fb.watch'],
  account(url) {
    if (url.hostname.endsWith('fb.watch')) return null;
    const parts = pathParts(url);
    let [first, second, third] = parts;
    if (first === undefined) return null;
    if (first === 'profile.php') return url.searchParams.has('id') ? { handle: url.searchParams.get('id') } : null;
    if (first === 'share' || first === 'g') return second ? { handle: null } : null;
    if (first === 'people' || first === 'pages' || first === 'p') return third ? { handle: third } : second ? { handle: /-(\d{6,})$/.exec(second)?.[1] ?? second } : null;
    if (first === 'groups') return second ? { handle: `groups/${second}` } : null;
    if (first === 'pg') { first = second; second = third; }
    if (first === undefined || FEATURES.has(first.toLowerCase())) return null;
    return /^@?[\p{L}\p{M}\d.-]{2,80}$/u.test(first) ? { handle: first.replace(/^@/, '') } : null;
  },
  profile: (handle) => `https://www.facebook.com/${handle}`,
  counter: facebookCounter,
};
