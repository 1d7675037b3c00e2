import { pathParts, type Platform } from '../platform.js';
import { xCounter } from './counter.js';

const FEATURES = new Set(['i', 'home', 'search', 'hashtag', 'explore', 'login', 'share', 'settings', 'messages', 'notifications', 'tos', 'privacy', 'about']);

export const x: Platform = {
  id: 'x',
  name: 'X',
  names: 'twitter|ធ្វី?ត(?:ធ័រ|ទ័រ|ឺរ)?|ទ្វី?ត(?:ធ័រ|ទ័រ|ឺរ)?|твиттере?|تويتر|توییتر|ทวิตเตอร์|တွစ်တာ',
  casedNames: '(?<=(?:\\b(?:[Oo]n|[Vv]ia|[Tt]o|[Ff]rom|[Uu]s on|и|en|sur|trên|លើ|តាម)|[|·•/&,])\\s?)X(?![\\w\'-])|(?<=(?:[Ll]eft|[Ll]eave|[Ll]eaving|[Qq]uit|[Jj]oin|[Uu]s(?:e|ing)|[Oo]ff|plus|គណនី|ចេញពី|ប្រើ|លេង) ?)X(?![\\w\'-])|(?<![\\w\'-])X(?= (?:account|page|profile|handle|feed|followers)|:? @\\w| (?:(?:has|have|had|then|later|also|again) )*(?:locked|suspended|banned|removed|blocked|restored|reinstated|deleted|closed|put|took|barred|shut|froze|unlocked|lifted|restricted|reactivated)(?= |$))|(?<=(?:[Ff]acebook|[Tt]elegram|[Tt]ik ?[Tt]ok|[Ii]nstagram|[Yy]ou[Tt]ube|[Ww]hatsApp|LINE|[Tt]hreads),? (?:and|or|&|និង) )X(?![\\w\'-])',
  hosts: ['twitter.com', 'x.com', 'mobile.twitter.com', 'nitter.net'],
  account(url) {
    const [first] = pathParts(url);
    if (first === 'intent') { const name = url.searchParams.get('screen_name'); return name ? { handle: name } : null; }
    if (first === undefined || FEATURES.has(first.toLowerCase())) return null;
    const handle = first.replace(/^@/, '');
    return /^\w{1,20}$/.test(handle) ? { handle } : null;
  },
  profile: (handle) => `https://x.com/${handle}`,
  counter: xCounter,
};
