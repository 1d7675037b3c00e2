import fc from 'fast-check';
import { expect, it } from 'vitest';
import { alikeInMeaning } from './meaning.js';

const unit = (numbers: number[]): Float32Array => { const norm = Math.hypot(...numbers) || 1; return Float32Array.from(numbers, (n) => n / norm); };

it('finds exactly the pairs that a plain comparison finds, however many blocks they span', () => {
  fc.assert(fc.property(fc.array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 5, maxLength: 5 }), { maxLength: 150 }), (rows) => {
    const vectors = rows.map(unit);
    const plain = vectors.flatMap((x, a) => vectors.flatMap((y, b) => (a < b && x.reduce((sum, n, i) => sum + n * y[i]!, 0) >= 0.8 - 1e-6 ? [`${a},${b}`] : [])));
    expect(alikeInMeaning(vectors, 0.8 - 1e-6).map(({ a, b }) => `${a},${b}`)).toEqual(plain);
  }), { numRuns: 40 });
});
it('takes no texts, and texts without a vector, for nothing', () => {
  expect(alikeInMeaning([], 0.8)).toEqual([]);
  expect(alikeInMeaning([new Float32Array(3), new Float32Array(3)], 0.8)).toEqual([]);
});
