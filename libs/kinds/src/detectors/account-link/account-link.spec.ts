import { expect, it } from 'vitest';
import { proseOf } from '../detector.js';
import { accountLink } from './detector.js';

const found = (text: string) => accountLink.detect(proseOf({ title: null, text, links: [], language: 'en', actor: null, publishedAt: null }))
  .map(({ quote, span, payload }) => ({ quote, exact: text.slice(span.start, span.end) === quote, ...(payload as { platform: string; handle: string | null }) }));

it('notes an account that a text names without asking anybody to follow it, at its exact place', () => {
  expect(found('ព័ត៌មានលម្អិត\u200B៖ t.me/vale_press')).toMatchObject([{ quote: 't.me/vale_press', exact: true, platform: 'telegram', handle: 'vale_press' }]);
});
it('notes nothing where only a platform is named', () => {
  expect(found('Telegram was slow on Monday.')).toEqual([]);
});
