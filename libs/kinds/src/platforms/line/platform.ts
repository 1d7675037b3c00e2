import { pathParts, type Platform } from '../platform.js';
import { lineCounter } from './counter.js';

export const line: Platform = {
  id: 'line',
  name: 'LINE',
  names: '(?<=add (?:us on |our )?)line(?= ?(?:@|id|oa|official))|(?<![a-z])line ?(?:@|official account|oa(?![a-z])|app(?![a-z]))|ឡាញ(?=\\s?(?:[@:0-9]|id|oa))|แอดไลน์|ไลน์(?=\\s?[:@]|ไอดี|ทางการ)|ไลน์ไอดี',
  casedNames: '(?<![\\w-])LINE(?![\\w-])',
  hosts: ['line.me', 'page.line.me', 'lin.ee', 'liff.line.me'],
  account(url) {
    const parts = pathParts(url);
    if (url.hostname.endsWith('lin.ee')) return parts.length > 0 ? { handle: null } : null;
    if (url.hostname.startsWith('page.')) return parts[0] ? { handle: parts[0].replace(/^@/, '') } : null;
    const p = parts.indexOf('p');
    if (p > 0 && parts[p + 1]) return { handle: parts[p + 1]!.replace(/^[@~]/, '') };
    return parts.includes('g') || parts.includes('g2') ? { handle: null } : null;
  },
  profile: (handle) => `https://line.me/R/ti/p/@${handle}`,
  counter: lineCounter,
};
