import { expect, it } from 'vitest';
import { noticeOf, noticeSchema } from '#core/digest/notice.js';
import { LANGUAGES } from './index.js';
import { renderNotice } from './notice.js';

const place = { election: 'lowlands', date: '2031-03-06', audience: 'staff' as const, sequence: 1 };
const rest = { timeZone: 'UTC', at: '2031-03-06T07:00:00Z', number: 3, text: { en: 'Three ministries was two.' }, counts: { drives: 1, unusual: 0, threats: 2 } };

it.each(noticeSchema.shape.notice.options.flatMap((kind) => Object.keys(LANGUAGES).map((language) => [kind, language] as const)))('a notice of the kind %s says what it is about in %s, in its subject and in its text', (kind, language) => {
  const other = noticeSchema.shape.notice.options.find((one) => one !== kind)!;
  const { subject, text } = renderNotice(noticeOf(kind, place, rest), language, { edition: null, table: null, unsubscribe: null } as never);
  expect(subject).not.toBe(renderNotice(noticeOf(other, place, rest), language, { edition: null, table: null, unsubscribe: null } as never).subject);
  expect(text.length).toBeGreaterThan(subject.length);
  expect(text).not.toContain('lowlands');
});
