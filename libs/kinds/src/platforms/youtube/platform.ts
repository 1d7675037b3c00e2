import { pathParts, shortName, type Platform } from '../platform.js';
import { CHANNEL_ID, youtubeCounter, youtubeProfile } from './counter.js';

const FEATURES = new Set(['watch', 'shorts', 'embed', 'live', 'playlist', 'results', 'feed', 'hashtag', 'redirect', 'premium', 'about', 't', 'post', 'clip']);

export const youtube: Platform = {
  id: 'youtube',
  name: 'YouTube',
  names: `${shortName('yt')}|you ?tube|យូ[ធទថឋត]ូ[បប]|យូ[ធទថត]ុប|ютубе?|ютьюб|يوتيوب|یوتیوب|ยูทู[บป]|ယူကျု့?|ယူတု|យ៉ូ[ធទថត]ូប`,
  hosts: ['youtube.com', 'm.youtube.com', 'youtu.be', 'music.youtube.com'],
  account(url) {
    if (url.hostname.endsWith('youtu.be')) return null;
    const [first, second] = pathParts(url);
    if (first === undefined) return null;
    if (first.startsWith('@')) return { handle: first.slice(1) };
    if (first === 'channel' || first === 'c' || first === 'user') return second ? { handle: second } : null;
    return !FEATURES.has(first.toLowerCase()) && /^[\w.-]{3,60}$/.test(first) ? { handle: first } : null;
  },
  cased: CHANNEL_ID,
  profile: youtubeProfile,
  counter: youtubeCounter,
};
