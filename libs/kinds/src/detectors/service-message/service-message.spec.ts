import { expect, test } from 'vitest';
import { runDetectors } from '../index.js';

const service = { platform: 'telegram', handle: 'lanternpost' };

test.each([
  ['another name', 'Channel name was changed to «Harbour Light»', 'renamed'],
  ['another name, in other words', 'Channel renamed to «Harbour Light»', 'renamed'],
  ['another picture', 'Channel photo updated', 'photo-changed'],
  ['a beginning', 'Channel created', 'created'],
  ['a pinned post', 'Lantern Post pinned «Follow the First Citizen, all of you»', 'pinned'],
  ['a stream is no event of the account', 'Live stream started', null]
])('%s', (_what, text, kind) => {
  const events = runDetectors({ title: null, text, links: [], language: 'en', actor: null, publishedAt: '2031-03-05T08:00:00Z', service }).flatMap(({ observations }) => observations).filter((found) => found.kind === 'account-event');
  expect(events.map(({ quote, payload }) => ({ quote, payload }))).toEqual(kind === null ? [] : [{ quote: text, payload: { ...service, kind, owner: null, date: '2031-03-05', service: true } }]);
});
