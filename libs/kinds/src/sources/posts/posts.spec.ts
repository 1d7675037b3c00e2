import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { handNote, postOfNote } from './by-hand.js';
import { newPost, postLine, readLines } from './line.js';
import { headerFault, postOfRow } from './row.js';
import { readTelegramExport } from './telegram-export.js';

const rules = { base: 'https://posts.example/page', nameOf: (author: string) => (author === 'Lantern Post' ? author : 'hidden') };
const row = (values: Record<string, unknown>) => postOfRow(values, rules);
const sha256 = 'a'.repeat(64);

describe('rows of a file of posts', () => {
  test('our own columns, 4CAT\'s and CrowdTangle\'s are understood', () => {
    const expected = { post: { text: 'Join us https://t.me/x', published: { at: '2031-03-04T05:06:07.000Z', precision: 'second' }, links: [{ href: 'https://t.me/x', text: '' }] } };
    expect(row({ url: 'https://posts.example/1', text: 'Join us https://t.me/x', published_at: '2031-03-04T05:06:07Z', views: '1,234' })).toMatchObject({ post: { ...expected.post, views: 1234 } });
    expect(row({ id: '77', thread_id: '5', body: 'Join us https://t.me/x', author: 'someone', timestamp: '2031-03-04 05:06:07' })).toMatchObject({ post: { ...expected.post, id: '77', url: 'https://posts.example/page#post-77', author: 'hidden' } });
    expect(row({ 'Page Name': 'Lantern Post', 'Post Created': '2031-03-04 05:06:07 UTC', URL: 'https://posts.example/1', Message: 'Join us https://t.me/x' })).toMatchObject({ post: { ...expected.post, author: 'Lantern Post' } });
    expect(row({ id: 5, text: 'x', unix_timestamp: 1_930_367_167 })).toMatchObject({ post: { id: '5', published: { at: '2031-03-04T05:06:07.000Z' } } });
  });
  test.each([
    [{ text: 'x' }, /neither an address nor an id/], [{ url: 'posts', text: 'x' }, /no address/], [{ id: '1', text: ' ' }, /no text/], [{ id: '1', text: 'x', date: 'soon' }, /"soon" is no date/], [{ id: '1', text: 'x', views: 'many' }, /no number of views/],
  ])('%j is not taken, with a reason', (values, reason) => expect(row(values)).toEqual({ fault: expect.stringMatching(reason) }));
  test('lists of people who follow are no posts, whatever else they hold', () => {
    expect(headerFault(['id', 'text', 'Follower Name'])).toMatch(/lists of people/);
    expect(headerFault(['phone', 'text', 'id'])).toMatch(/lists of people/);
    expect(headerFault(['id', 'likes'])).toMatch(/no column of texts/);
    expect(headerFault(['text', 'likes'])).toMatch(/tells posts apart/);
    expect(headerFault(['ID', 'Message', 'followers_at_posting'])).toBeNull();
  });
  test('whatever a row holds, it is a post that can be kept and read again, or a fault', () => {
    fc.assert(fc.property(fc.record({ id: fc.string(), text: fc.string({ unit: 'binary' }), url: fc.webUrl({ withQueryParameters: true }), date: fc.constantFrom('', '2031-03-04', 'x'), views: fc.string() }, { requiredKeys: [] }), (values) => {
      const found = row(values);
      if ('fault' in found) return;
      const line = JSON.stringify(postLine.parse(found.post));
      const { documents: [document] } = readLines(line);
      expect([document!.text, document!.url]).toEqual([found.post.text, found.post.url]);
    }), { numRuns: 50 });
  });
});

describe('exports of Telegram Desktop', () => {
  const message = (over: Record<string, unknown>) => ({ id: 5, type: 'message', date: '2031-03-04T12:06:07', date_unixtime: '1930367167', from: 'Rana Reed', from_id: 'user123', text: 'Hello', ...over });
  const read = (chat: Record<string, unknown>, hide: ((name: string) => string) | null = null) => [...readTelegramExport(chat, { handle: 'lanternpost', hide })];
  test('posts of a public channel keep text, links, edits and origin', () => {
    expect(read({ type: 'public_channel', messages: [message({ text: ['See ', { type: 'text_link', text: 'this', href: 'https://t.me/x' }, ' and ', { type: 'mention', text: '@y' }], edited: '2031-03-04T13:00:00', forwarded_from: 'Riverbank' }), { type: 'service', id: 6, action: 'pin_message' }] })).toEqual([
      { post: newPost({ url: 'https://t.me/lanternpost/5', id: '5', text: 'See this and @y', author: null, published: { at: '2031-03-04T05:06:07.000Z', precision: 'second', text: '1930367167' }, links: [{ href: 'https://t.me/x', text: 'this' }], forwardedFrom: 'Riverbank', edited: true }) }]);
  });
  const group = { type: 'private_supergroup', name: 'Staff', messages: [message({ text: ['Ask ', { type: 'mention_name', text: 'Rana Reed', user_id: 1 }, ' or ', { type: 'phone', text: '+855 12 345 678' }], forwarded_from: 'Rana Reed', photo: 'photos/1.jpg' }), { type: 'service', id: 6, actor: 'Rana Reed', action: 'invite_members', members: ['Sol Field'] }] };
  test('a group is refused as it is', () => expect(() => read(group)).toThrow(/private supergroup.*--hash-authors/));
  test('a group whose people are hidden holds no name, number or picture', () => {
    const written = JSON.stringify(read(group, () => 'anon-1'));
    expect(written).toContain('Ask anon-1 or anon-1');
    expect(written).not.toMatch(/Rana|Sol|345|photos|user123|Staff/);
  });
  test.each([[{ type: 'personal_chat', messages: [] }, /conversations of persons/], [{ type: 'saved_messages', messages: [] }, /conversations of persons/], [{ chats: { list: [] } }, /whole account/], [{ messages: 'x' }, /no export/]])('%j is refused', (chat, reason) => {
    expect(() => read(chat, () => 'anon')).toThrow(reason);
  });
  test('a message that cannot be read is named and the next is read', () => {
    expect(read({ type: 'public_channel', messages: [message({ text: 5 }), message({ date_unixtime: 'x' }), null, message({ id: 9 })] }).map((item) => ('fault' in item ? item.fault : item.post.id))).toEqual(['its text has an unknown form', 'its date cannot be read', 'it is no message', '9']);
  });
});

describe('captures made by hand', () => {
  const note = { kind: 'screenshot', file: 'a.png', by: 'A7', at: '2031-03-04T19:30:00+07:00', how: 'Seen on a telephone that was not logged in', confirmed_by: 'B2', url: 'https://facebook.com/first', text: 'Follow him now' };
  test('say who by code, when, how, the file\'s digest and who confirmed', () => {
    const post = postOfNote(handNote.parse(note), sha256, () => null);
    expect(readLines(JSON.stringify(post)).documents[0]).toMatchObject({ text: 'Follow him now', published: { how: 'by hand', at: new Date('2031-03-04T12:30:00Z') }, byHand: { by: 'A7', at: note.at, how: note.how, sha256, confirmedBy: 'B2' } });
  });
  test('a sheet of counts gives counters', () => {
    const sheet = postOfNote(handNote.parse({ ...note, kind: 'counts', text: undefined, counts: [{ account: 'telegram:@First', value: 1200 }] }), sha256, () => null);
    expect(readLines(JSON.stringify(sheet)).counters).toEqual([{ account: { platform: 'telegram', handle: 'first' }, metric: 'followers', value: 1200, bound: '=', text: '1200 (by hand)' }]);
    expect(() => postOfNote(handNote.parse({ ...note, counts: [{ account: 'his page', value: 1 }] }), sha256, () => null)).toThrow(/"his page" is no account/);
  });
  test.each([[{ by: 'Rana Reed' }, 'by'], [{ by: 'Rana' }, 'by'], [{ confirmed_by: 'a7' }, 'confirmed_by'], [{ how: 'seen' }, 'how'], [{ at: '2031-03-04' }, 'at'], [{ text: '' }, '']])('%j is not taken', (over, path) => {
    expect(handNote.safeParse({ ...note, ...over }).error?.issues[0]?.path.join('.')).toBe(path);
  });
});
