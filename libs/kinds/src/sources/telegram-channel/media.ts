import { absolute } from '../../markup/address.js';
import { allByClass, byClass, elements, hasClass, isInside } from '../../markup/find.js';
import type { Element } from '../../markup/parse.js';

export type MediaKind = 'photo' | 'video' | 'round-video' | 'voice' | 'audio' | 'thumbnail-video' | 'thumbnail-roundvideo';
export interface Media { kind: MediaKind; url: string }

/** The URL of a CSS `background-image`. */
export function backgroundImage(element: Element | null, base: string): string | null {
  const url = /background-image:\s*url\(\s*(?:'([^']*)'|"([^"]*)"|([^)'"]*))\s*\)/.exec(element?.attribs['style'] ?? '');
  return url === null ? null : absolute(url[1] ?? url[2] ?? url[3], base);
}

/** Photos, videos and sounds of a post: photos first, then what plays, then the still pictures of videos. Those of link previews and replies are left out. */
export function mediaOf(post: Element, base: string): Media[] {
  const own = (name: string) => allByClass(post, name).filter((element) => !isInside(element, ['tgme_widget_message_reply', 'tgme_widget_message_link_preview'], post));
  // A video stands twice, once blurred behind itself.
  const found = (kind: MediaKind, urls: (string | null)[]): Media[] => [...new Set(urls.filter((url) => url !== null))].map((url) => ({ kind, url }));
  const sources = (name: string) => own(name).map((element) => absolute(element.attribs['src'], base));
  return [
    ...found('photo', own('tgme_widget_message_photo_wrap').map((element) => backgroundImage(element, base))),
    ...found('photo', own('tgme_widget_message_service_photo').map((element) => absolute([...elements(element)].find((inner) => inner.name === 'img')?.attribs['src'], base))),
    ...found('photo', own('tgme_widget_message_sticker').map((element) => absolute(element.attribs['data-webp'], base))),
    ...found('video', sources('tgme_widget_message_video')),
    ...found('round-video', sources('tgme_widget_message_roundvideo')),
    ...found('voice', sources('tgme_widget_message_voice')),
    ...found('thumbnail-video', own('tgme_widget_message_video_thumb').map((element) => backgroundImage(element, base))),
    ...found('thumbnail-roundvideo', own('tgme_widget_message_roundvideo_thumb').map((element) => backgroundImage(element, base))),
  ];
}

export type PostType = 'service' | 'text' | 'photo' | 'video' | 'round-video' | 'multimedia' | 'voice' | 'sticker' | 'document' | 'poll' | 'location';

/** What sort of post it is, by the parts it has. */
export function typeOf(post: Element): PostType {
  if (hasClass(post, 'service_message')) return 'service';
  const has = (name: string) => byClass(post, name) !== null;
  const photo = has('tgme_widget_message_photo_wrap');
  const video = has('tgme_widget_message_video_player');
  if (photo && video) return 'multimedia';
  if (photo) return 'photo';
  if (video) return 'video';
  if (has('tgme_widget_message_roundvideo_player')) return 'round-video';
  if (has('tgme_widget_message_voice_player')) return 'voice';
  if (has('tgme_widget_message_sticker_wrap')) return 'sticker';
  if (has('tgme_widget_message_poll')) return 'poll';
  if (has('tgme_widget_message_location_wrap')) return 'location';
  if (has('tgme_widget_message_document_wrap')) return 'document';
  return 'text';
}
