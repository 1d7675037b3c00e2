import { pathParts, type Platform } from '../platform.js';

export const whatsapp: Platform = {
  id: 'whatsapp',
  name: 'WhatsApp',
  names: "what'?s ?app|វ៉ា[តទ]់?ស?[\\s-]?អ[ាែ][បព]់?|វ៉ា[តទ]់?សា[បព]់?|វត្សអាប់|вотсап|ватсап|واتساب|واتس ?اب|واتساپ|วอทส์?แอพ",
  hosts: ['whatsapp.com', 'chat.whatsapp.com', 'wa.me', 'api.whatsapp.com'],
  account(url) {
    if (url.hostname.startsWith('chat.')) return pathParts(url).length > 0 ? { handle: null } : null;
    const [first, second] = pathParts(url);
    if (first === 'channel') return second ? { handle: null } : null;
    if (first === 'send') { const phone = url.searchParams.get('phone'); return phone ? { handle: phone.replace(/\D/g, '') } : null; }
    return url.hostname.endsWith('wa.me') && first ? { handle: /^\+?\d{6,16}$/.test(first) ? first.replace('+', '') : null } : null;
  },
  profile: (handle) => `https://wa.me/${handle}`,
};
