import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldText } from '#core/text/fold.js';
import { differences } from './differences.js';

const look = (text: string): string => foldText(text).replaceAll(/\s+/g, '');
const without = (pieces: ReturnType<typeof differences>, side: string): string => (pieces ?? []).filter((piece) => piece.in !== side).map((piece) => piece.text).join('');

it('what two texts share and what is only in one, put together, is the text, and the other as it looks, in any script', () => {
  const text = fc.array(fc.constantFrom('follow ', 'the channel ', 'សូម', 'តាមដាន', 'ឆានែល', ' by Friday', '👍🏽', '\n', 'ស្ត្រី', 'ស្រ្តី', '\u200b', 'ខ្ញុំ', 'ខ្ញំុ'), { maxLength: 30 }).map((parts) => parts.join(''));
  fc.assert(fc.property(text, text, fc.constantFrom('en', 'km', 'und'), (other, here, language) => {
    const pieces = differences(other, here, language);
    return pieces === null || (without(pieces, 'other') === here && look(without(pieces, 'this')) === look(other));
  }));
});

it('Khmer, which has no spaces, is compared by words and not as a whole', () => {
  const pieces = differences('សូមមន្ត្រីទាំងអស់តាមដានឆានែល', 'សូមសិស្សទាំងអស់តាមដានឆានែល', 'km');
  expect(pieces?.filter((piece) => piece.in === 'both').map((piece) => piece.text).join('').length).toBeGreaterThan(15);
});

it('letters that look the same are the same, however they are encoded, wherever words are broken and whatever white space is between them', () => {
  expect(differences('ស្ត្រី\u200bទាំងអស់\nតាមដាន', 'ស្រ្តីទាំងអស់ តាម\u200bដាន', 'km')).toEqual([{ text: 'ស្រ្តីទាំងអស់ តាម\u200bដាន', in: 'both' }]);
  expect(differences('Follow “the  channel”', 'Follow "the channel"', 'en')?.every((piece) => piece.in === 'both')).toBe(true);
});

it('a sentence written anew is one change, not a change for each word around an "of"', () => {
  const pieces = differences('Teachers of the north shall join today.', 'Pupils of all schools will join today.', 'en');
  expect(pieces?.map((piece) => piece.in)).toEqual(['other', 'this', 'both']);
});
