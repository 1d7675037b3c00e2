import { expect, test } from 'vitest';
import type { ReadResult } from '../source-kind.js';
import { readCount } from './count.js';
import { telegramChannel } from './index.js';

const read = (html: string, { url = 'https://t.me/s/lanternpost', finalUrl = url, settings = {} }: { url?: string; finalUrl?: string; settings?: object } = {}): ReadResult =>
  telegramChannel.read({ url, finalUrl, headers: { 'content-type': 'text/html; charset=utf-8' }, body: new TextEncoder().encode(html), fetchedAt: new Date('2023-07-10T00:00:00Z') }, telegramChannel.settings.parse(settings));

const info = '<div class="tgme_channel_info"><div class="tgme_channel_info_header_title"><span>Lantern Post</span></div><div class="tgme_channel_info_header_username"><a href="https://t.me/LanternPost">@LanternPost</a></div><div class="tgme_channel_info_counter"><span class="counter_value">12.3K</span> <span class="counter_type">subscribers</span></div></div>';
const post = (id: number, body: string, meta = '') => `<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="LanternPost/${id}">${body}<span class="tgme_widget_message_views">1.5K</span><span class="tgme_widget_message_meta">${meta}<a class="tgme_widget_message_date" href="https://t.me/LanternPost/${id}"><time datetime="2023-07-09T08:00:00+00:00">08:00</time></a></span></div></div>`;
const text = (html: string) => `<div class="tgme_widget_message_text js-message_text">${html}</div>`;

test('a post becomes a document with its own address, moment, views, links and mark of editing', () => {
  const { documents: [document], counters } = read(info + post(7, text('Follow <a href="https://t.me/harbourlight">@harbourlight</a><br>today'), 'edited '));
  expect(document).toMatchObject({
    url: 'https://t.me/LanternPost/7', externalId: '7', text: 'Follow @harbourlight\ntoday', views: 1500, edited: true, language: 'en',
    published: { at: new Date('2023-07-09T08:00:00Z'), precision: 'second', how: 'channel' }, links: [{ href: 'https://t.me/harbourlight', text: '@harbourlight' }],
  });
  expect(counters).toEqual([{ account: { platform: 'telegram', handle: 'lanternpost' }, metric: 'followers', value: 12_300, bound: '≈', low: 12_250, high: 12_400, text: '12.3K subscribers' }]);
});

test('the text of what a post answers or previews is not its own', () => {
  const { documents } = read(info + post(8, `<a class="tgme_widget_message_reply" href="https://t.me/LanternPost/7"><div class="tgme_widget_message_text js-message_reply_text">Old words</div></a>${text('New words')}<a class="tgme_widget_message_link_preview" href="https://example.org/"><div class="link_preview_title">Elsewhere</div></a>`));
  expect(documents[0]).toMatchObject({ text: 'New words', links: [{ href: 'https://example.org/', text: 'Elsewhere' }] });
});

test('an author who writes the word edited has not edited', () => {
  expect(read(info + post(9, text('x'), '<span class="tgme_widget_message_from_author">Edited Volumes edited</span>, ')).documents[0]).toMatchObject({ edited: false, author: 'Edited Volumes edited' });
});

test('a forwarded post names where it came from', () => {
  expect(read(info + post(10, `<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/riverbank/44">Riverbank</a>${text('x')}`)).documents[0]!.forwardedFrom).toBe('https://t.me/riverbank/44');
});

test('older pages are asked for only as far back as wanted', () => {
  const page = `${info}<a class="tme_messages_more" data-before="7" href="/s/lanternpost?before=7"></a>${post(7, text('x'))}`;
  expect(read(page).links).toEqual([{ url: 'https://t.me/s/lanternpost?before=7', why: 'older-page', priority: 40 }]);
  expect(read(page, { settings: { overlap_days: 0.5 } }).links).toEqual([]);
  expect(read(page, { settings: { overlap_days: 0.5, back_to: '2023-07-01' } }).links).toHaveLength(1);
});

test('the card of a channel has the exact counter and says that there is no preview where posts were asked for', () => {
  const card = '<div class="tgme_page"><div class="tgme_page_title"><span>Lantern Post</span></div><div class="tgme_page_extra">25 015 subscribers</div></div>';
  const exact = { value: 25_015, bound: '=' };
  expect(read(card, { url: 'https://t.me/lanternpost' })).toMatchObject({ documents: [], counters: [exact] });
  expect(read(card, { url: 'https://t.me/lanternpost' }).gap).toBeUndefined();
  expect(read(card, { finalUrl: 'https://t.me/lanternpost' })).toMatchObject({ counters: [exact], gap: { reason: 'no-preview' } });
});

test.each([
  ['an unknown name', '<div class="tgme_page"><div class="tgme_page_icon"></div><div class="tgme_page_description">If you have Telegram, you can contact…</div></div>'],
  ['a group', '<div class="tgme_page"><div class="tgme_page_extra">2 114 members, 80 online</div></div>'],
])('%s is no-preview, although it was answered with 200', (_what, html) => {
  expect(() => read(html)).toThrow(expect.objectContaining({ name: 'Unreadable', reason: 'no-preview' }));
});

test('the end of paging is no fault', () => expect(read('<section class="tgme_channel_history"><div class="tme_no_messages_found">No posts found</div></section>')).toMatchObject({ documents: [], links: [] }));

test('posts that cannot be read are a gap when some can, and unreadable when none can', () => {
  const broken = '<div class="tgme_widget_message" data-post="LanternPost/11">changed</div>';
  expect(read(info + broken + post(12, text('x')))).toMatchObject({ documents: [{ externalId: '12' }], gap: { reason: 'parser-failed' } });
  expect(() => read(info + broken)).toThrow(expect.objectContaining({ reason: 'parser-failed' }));
});

test('a private invitation is refused as a source', () => {
  expect(() => telegramChannel.start({ url: 'https://t.me/+AbCdEf', settings: {} })).toThrow(/never fetched/);
  expect(telegramChannel.start({ url: 'https://t.me/LanternPost', settings: {} }).map(({ url }) => url)).toEqual(['https://t.me/s/LanternPost', 'https://t.me/LanternPost']);
});

test.each([['705', 705, '='], ['25 015 subscribers', 25_015, '='], ['12.3K', 12_300, '≈'], ['10.5M', 10_500_000, '≈'], ['1.15K', 1150, '≈']])('%s is a count', (written, value, bound) => expect(readCount(written)).toMatchObject({ value, bound }));
test('words are no count', () => expect(readCount('subscribers')).toBeNull());
