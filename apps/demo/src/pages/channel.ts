import type { Channel, ChannelPost } from '../model.js';
import { escape, linkify } from './markup.js';

/** Posts on one page of a channel's preview. */
export const POSTS_PER_PAGE = 20;

/** Subscribers at `now`: even between two local midnights, whole people. */
export function subscribersAt({ subscribers: { firstDay, values } }: Channel, now: Date): number {
  const position = (now.getTime() - Date.parse(`${firstDay}T00:00:00+07:00`)) / 86_400_000;
  const at = Math.min(Math.max(0, Math.floor(position)), values.length - 1);
  const next = values[at + 1] ?? values[at]!;
  return Math.floor(values[at]! + (next - values[at]!) * Math.min(1, Math.max(0, position - at)));
}

/** 577, 1.5K, 812K, 1.02M, as the preview rounds. */
export function rounded(value: number): string {
  if (value < 1000) return String(value);
  const [unit, sign] = value < 1_000_000 ? [1000, 'K'] : [1_000_000, 'M'];
  const shown = value / unit;
  return `${shown < 100 ? String(Math.floor(shown * 10) / 10) : String(Math.floor(shown))}${sign}`;
}
/** 818 100: thin groups, as the profile page writes the whole number. */
const spaced = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ' ');

/** Views grow for a day and a half, and are shown as they were at the last full hour. */
function viewsAt(post: ChannelPost, now: Date): number {
  const hours = Math.max(0, Math.floor((now.getTime() - post.at.getTime()) / 3_600_000));
  return Math.round(post.views * Math.min(1, 0.1 + 0.9 * Math.sqrt(hours / 36)));
}

/** The profile page (`/NAME`): name, exact subscribers, no posts. */
export function channelCard(channel: Channel, now: Date): string {
  const title = escape(channel.title.en);
  return `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8" />
<title>Channel: @${channel.handle}</title>
<meta property="og:title" content="${title}" />
<meta property="og:description" content="${escape(channel.description)}" />
${STYLE}
</head>
<body class="no_transition">
<div class="tgme_page_wrap"><div class="tgme_body_wrap"><div class="tgme_page">
<div class="tgme_page_title"><span dir="auto">${title}</span></div>
<div class="tgme_page_extra">${spaced(subscribersAt(channel, now))} subscribers</div>
<div class="tgme_page_description">${linkify(channel.description)}</div>
<div class="tgme_page_context_link_wrap"><a class="tgme_page_context_link" href="/s/${channel.handle}">Preview channel</a></div>
</div></div></div>
</body>
</html>
`;
}

/** The preview (`/s/NAME`): the posts before `before` (newest page without it), oldest first. */
export function channelPreview(channel: Channel, now: Date, before: number | null): string {
  const published = channel.posts.filter((post) => post.at <= now);
  const until = before === null ? published : published.filter((post) => post.number < before);
  const shown = until.slice(-POSTS_PER_PAGE);
  const older = shown.length > 0 && until.length > shown.length ? shown[0]!.number : null;
  const title = escape(channel.title.en);
  const counters = [[subscribersAt(channel, now), 'subscribers'], [published.reduce((sum, post) => sum + post.photos, 0), 'photos']] as const;
  return `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8" />
<title>${title} – Telegram</title>
<meta property="og:title" content="${title}" />
${older === null ? '' : `<link rel="prev" href="/s/${channel.handle}?before=${older}" />\n`}${STYLE}
</head>
<body class="widget_frame_base">
<header class="tgme_header"><div class="tgme_header_info"><div class="tgme_header_title"><span dir="auto">${title}</span></div><div class="tgme_header_counter">${rounded(counters[0][0])} subscribers</div></div></header>
<main class="tgme_main">
<div class="tgme_right_column"><section class="tgme_channel_info"><div class="tgme_channel_info_header"><div class="tgme_channel_info_header_title"><span dir="auto">${title}</span></div><div class="tgme_channel_info_header_username"><a href="https://t.me/${channel.handle}">@${channel.handle}</a></div></div>
<div class="tgme_channel_info_counters">${counters.map(([value, type]) => `<div class="tgme_channel_info_counter"><span class="counter_value">${rounded(value)}</span> <span class="counter_type">${type}</span></div>`).join('')}</div>
<div class="tgme_channel_info_description">${linkify(channel.description)}</div></section></div>
<div class="tgme_container"><section class="tgme_channel_history js-message_history">
${older === null ? '' : `<div class="tgme_widget_message_centered"><a href="/s/${channel.handle}?before=${older}" class="tme_messages_more js-messages_more" data-before="${older}">Older posts</a></div>\n`}${shown.length === 0 ? '<div class="tme_no_messages_found">No posts found</div>' : shown.map((post) => message(channel, post, now)).join('\n')}
</section></div>
</main>
</body>
</html>
`;
}

function message(channel: Channel, post: ChannelPost, now: Date): string {
  const name = `${channel.handle}/${post.number}`;
  return `<div class="tgme_widget_message_wrap"><div class="tgme_widget_message text_not_supported_wrap" data-post="${name}">
<div class="tgme_widget_message_bubble">
<div class="tgme_widget_message_author"><a class="tgme_widget_message_owner_name" href="https://t.me/${channel.handle}"><span dir="auto">${escape(channel.title.en)}</span></a></div>
${post.forwardedFrom === null ? '' : `<div class="tgme_widget_message_forwarded_from">Forwarded from <a class="tgme_widget_message_forwarded_from_name" href="${post.forwardedFrom.url}"><span dir="auto">${escape(post.forwardedFrom.title)}</span></a></div>\n`}${mediaOf(name, post)}<div class="tgme_widget_message_text js-message_text" dir="auto">${linkify(post.text).replaceAll('\n', '<br/>')}</div>
<div class="tgme_widget_message_footer"><div class="tgme_widget_message_info"><span class="tgme_widget_message_views">${rounded(viewsAt(post, now))}</span><span class="tgme_widget_message_meta">${post.edited ? 'edited ' : ''}<a class="tgme_widget_message_date" href="https://t.me/${name}"><time datetime="${post.at.toISOString().slice(0, 19)}+00:00" class="time">${post.at.toISOString().slice(11, 16)}</time></a></span></div></div>
</div></div></div>`;
}

function mediaOf(name: string, post: ChannelPost): string {
  const photo = (at: number) => `<a class="${post.photos > 1 ? 'grouped_media_wrap ' : ''}tgme_widget_message_photo_wrap" href="https://t.me/${name}" style="width:${post.photos > 1 ? 260 : 800}px;background-image:url('/photo/${name}/${at}.png')"><div class="tgme_widget_message_photo" style="padding-top:56%"></div></a>`;
  const photos = Array.from({ length: post.photos }, (_, at) => photo(at)).join('\n');
  const shown = post.photos > 1 ? `<div class="tgme_widget_message_grouped_wrap js-message_grouped_wrap">${photos}</div>` : photos;
  const voice = post.voice === null ? '' : `<a class="tgme_widget_message_voice_player" href="https://t.me/${name}"><audio class="tgme_widget_message_voice" src="/voice/${name}.ogg" data-waveform="0,3,7,12,7,3"></audio><time class="tgme_widget_message_voice_duration">${Math.floor(post.voice / 60)}:${String(post.voice % 60).padStart(2, '0')}</time></a>`;
  return `${shown}${voice}`;
}

/** What the service shows under an address that no channel has (any more). */
export const noChannel = (handle: string): string => `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8" />
<title>Telegram: Contact @${handle}</title>
<meta property="og:title" content="Telegram: Contact @${handle}" />
${STYLE}
</head>
<body class="no_transition">
<div class="tgme_page_wrap"><div class="tgme_body_wrap"><div class="tgme_page"><div class="tgme_page_additional">If you have Telegram, you can contact <a class="tgme_username_link" href="tg://resolve?domain=${handle}">@${handle}</a> right away.</div></div></div></div>
</body>
</html>
`;

const STYLE = '<style>body{margin:0;background:#dfe8e0;font:15px/1.5 "Noto Sans Khmer",sans-serif}.tgme_main{max-width:640px;margin:auto}.tgme_widget_message_bubble,.tgme_channel_info,.tgme_page{background:#fff;border-radius:10px;padding:10px 14px;margin:10px}.tgme_widget_message_footer{color:#888;font-size:12px;text-align:right}.tgme_widget_message_owner_name{font-weight:bold}.tgme_header{background:#fff;padding:10px 20px}.tgme_widget_message_views{margin-right:8px}.tgme_widget_message_photo_wrap{display:block;max-width:100%;background-size:cover}</style>';
