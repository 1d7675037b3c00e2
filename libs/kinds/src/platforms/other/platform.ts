import { pathParts, type Platform } from '../platform.js';

/** Social platforms that are recognised but have no folder of their own. Their accounts carry the platform 'other' and are told apart by url. */
const HOSTS = ['gab.com', 'bitchute.com', 'dlive.tv', 'rumble.com', 'odysee.com', 'vk.com', 'truthsocial.com', 'parler.com', 'gettr.com', 'minds.com', 'threads.net', 'threads.com', 'bsky.app', 'twitch.tv', 'patreon.com', 'discord.gg', 'discord.com', 'snapchat.com', 'pinterest.com', 'linkedin.com', 'ok.ru', 'weibo.com', 'zalo.me', 'viber.com', 'invite.viber.com', 'signal.group', 'signal.me', 'mastodon.social', 'mewe.com', 'clubhouse.com', 'kwai.com', 'likee.video', 'soundcloud.com', 'reddit.com', 'tumblr.com', 'spotify.com', 'open.spotify.com'];

export const other: Platform = {
  id: 'other',
  name: 'another platform',
  names: '(?<![a-z])(?:gab|bitchute|dlive|rumble|odysee|vkontakte|truth social|parler|gettr|threads app|bluesky|twitch|patreon|discord|snapchat|pinterest|linkedin|weibo|zalo|viber|signal app|mastodon|wechat|messenger|reddit|signal group)(?![a-z])|вконтакте|вайбер',
  hosts: HOSTS,
  account(url) {
    const parts = pathParts(url);
    const named = parts.findIndex((part) => /^(?:channel|c|user|u|in|company|profile|add|r)$/.test(part));
    const handle = (named >= 0 ? parts[named + 1] : parts[0]) ?? null;
    if (handle === null) return null;
    return /^(?:discord\.gg|signal\.group|invite\.viber\.com)$/.test(url.hostname) || handle === 'invite' ? { handle: null } : /^[@\w.:-]{1,60}$/.test(handle) ? { handle: handle.replace(/^@/, '') } : null;
  },
  profile: (handle) => handle,
};
