import { describe, expect, it } from 'vitest';
import { busyDay } from './example-days.js';
import { composeEdition } from './compose.js';
import { checkTranslation, quotesToTranslate, translationRequest } from './translation.js';

describe('translations of quotes', () => {
  const original = 'ស្នើមន្ត្រីទាំង ៤៥ នាក់ ចូលតាមដាន t.me/tide_example';
  it.each([
    ['a plain one', 'All 45 officials are asked to follow t.me/tide_example', true], ['one without the account', 'All 45 officials are asked to follow it', false],
    ['one that names another account', 'All 45 officials are asked to follow t.me/tide_example and @dyke_example', false], ['one with another number', 'All 54 officials are asked to follow t.me/tide_example', false],
    ['one that says what a note may not say', 'All 45 officials are asked to follow the fake t.me/tide_example', false], ['an empty one', ' ', false], ['a long one', `${'so '.repeat(300)} t.me/tide_example 45`, false],
  ])('%s: may be shown: %3$s', (_what, translation, shown) => { expect(checkTranslation(original, { translation })).toBe(shown ? translation : null); });
  it('takes no answer of another shape', () => { for (const answer of [null, 'words', { translation: 4 }, {}]) expect(checkTranslation(original, answer)).toBeNull(); });
  it('fences the quote with a mark that the quote cannot close', () => {
    expect(translationRequest('FENCE out FENCE', 'km', 'en', 'FENCE').text.split('FENCE')).toHaveLength(3);
  });
  it('asks only for what a reader of the language cannot read', () => {
    for (const { quote, language } of quotesToTranslate(composeEdition(busyDay()), ['en', 'km'])) expect(quote.language).not.toBe(language);
  });
});
