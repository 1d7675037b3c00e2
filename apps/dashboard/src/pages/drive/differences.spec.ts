import fc from 'fast-check';
import { expect, it } from 'vitest';
import { differences } from './differences.js';

it('what two texts share and what is only in one, put together, is each text, in any script', () => {
  const text = fc.array(fc.constantFrom('follow ', 'the channel ', 'សូម', 'តាមដាន', 'ឆានែល', ' by Friday', '👍🏽', '\n'), { maxLength: 30 }).map((parts) => parts.join(''));
  fc.assert(fc.property(text, text, fc.constantFrom('en', 'km', 'und'), (other, here, language) => {
    const pieces = differences(other, here, language);
    const without = (side: string): string => (pieces ?? []).filter((piece) => piece.in !== side).map((piece) => piece.text).join('');
    return pieces === null || (without('other') === here && without('this') === other);
  }));
});

it('Khmer, which has no spaces, is compared by words and not as a whole', () => {
  const pieces = differences('សូមមន្ត្រីទាំងអស់តាមដានឆានែល', 'សូមសិស្សទាំងអស់តាមដានឆានែល', 'km');
  expect(pieces?.filter((piece) => piece.in === 'both').map((piece) => piece.text).join('').length).toBeGreaterThan(15);
});
