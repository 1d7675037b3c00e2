import { pathParts, type Platform } from '../platform.js';
import { tiktokCounter } from './counter.js';

export const tiktok: Platform = {
  id: 'tiktok',
  name: 'TikTok',
  names: 'tik ?tok|[ទធតថ][ិី][កច][\\s-]?[ទធតថឋ][ុូ]ក|тик ?ток|تيك ?توك|تیک ?تاک|ติ๊?[กก]ต[๊็]?อ[กค]|တစ်တော့ခ်|တစ်တော့',
  hosts: ['tiktok.com', 'vm.tiktok.com', 'vt.tiktok.com'],
  account(url) {
    if (/^v[mt]\./.test(url.hostname)) return { handle: null };
    const [first, second] = pathParts(url);
    if (first === 't' && second) return { handle: null };
    const handle = /^@([\w.]{1,30})$/.exec(first ?? '')?.[1];
    return handle ? { handle: handle.replace(/\.+$/, '') } : null;
  },
  profile: (handle) => `https://www.tiktok.com/@${handle}`,
  counter: tiktokCounter,
};
