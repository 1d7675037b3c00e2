import { BadInput } from '#core/errors.js';

const NAME = /^[A-Za-z]\w{3,31}$/;
const RESERVED = new Set(['joinchat', 'addstickers', 'addemoji', 'addtheme', 'share', 'proxy', 'socks', 'login', 'iv', 'contact', 'setlanguage', 'boost', 'addlist', 'invoice']);

/** The channel a Telegram URL names, as written; null when it names none. Works on any host, so that mirrors and captures can be read. */
export function channelOf(url: URL): string | null {
  const parts = url.pathname.split('/').filter((part) => part !== '');
  const name = (parts[0] === 's' ? parts[1] : parts[0]) ?? '';
  return NAME.test(name) && !RESERVED.has(name.toLowerCase()) ? name : null;
}

/** The page with the channel's latest posts, and the page with its exact counter. Private invitations are BadInput: they are never fetched. */
export function pagesOf(address: string): { posts: string; counter: string } {
  const url = new URL(address);
  if (/^\/(\+|joinchat\/)/.test(url.pathname)) throw new BadInput(`${address} is a private invitation, and those are never fetched: give the channel's public address, https://t.me/NAME`);
  const name = channelOf(url);
  if (name === null) throw new BadInput(`${address} names no public channel: give https://t.me/NAME`);
  return { posts: new URL(`/s/${name}`, url).href, counter: new URL(`/${name}`, url).href };
}
