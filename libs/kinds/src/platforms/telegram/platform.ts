import { pathParts, shortName, type Platform } from '../platform.js';

/** First parts of paths that are features, not accounts. */
const FEATURES = new Set(['share', 'addstickers', 'addemoji', 'addtheme', 'proxy', 'socks', 'iv', 'login', 'setlanguage', 'bg', 'invoice', 'confirmphone', 'giftcode', 'contact', 'm', 'c', 'addlist', 'dl', 'apps', 'faq']);

export const telegram: Platform = {
  id: 'telegram',
  name: 'Telegram',
  names: `${shortName('tg')}|${shortName('tele')}|telegram|tele gram|[តថធទ][េែ][លឡ][េែ]?(?:ហ្គ|[កគ])្រា[ំម]ម?|[តថ]េ[លឡ]េ(?!វិ|ហ្វូ|ភូម|[\\u17b6-\\u17d3])|телеграмм?|(?<![а-я])тел(?:егу|еге|ега|еги)(?![а-я])|тг-канал|تيليجرام|تليجرام|تيليغرام|تلغرام|تلگرام|เทเล[แเ]กรม|တယ်လီဂရမ်`,
  hosts: ['t.me', '.t.me', 'telegram.me', 'telegram.dog', 'telegram.org'],
  account(url) {
    if (url.protocol === 'tg:') return url.searchParams.has('domain') ? { handle: url.searchParams.get('domain') } : url.searchParams.has('invite') ? { handle: null } : null;
    const host = url.hostname.replace(/^www\./, '');
    const sub = /^([a-z][a-z0-9_]{3,31})\.t\.me$/.exec(host)?.[1];
    if (sub) return { handle: sub };
    const parts = pathParts(url);
    const first = parts[0] === 's' ? parts[1] : parts[0];
    if (first === undefined) return null;
    if (first.startsWith('+') || first === 'joinchat') return { handle: null };
    if (FEATURES.has(first.toLowerCase()) || host === 'telegram.org') return null;
    const handle = first.replace(/^@/, '');
    return /^[A-Za-z]\w{2,31}$/.test(handle) ? { handle } : null;
  },
  profile: (handle) => `https://t.me/${handle}`,
};
