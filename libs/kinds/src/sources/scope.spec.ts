import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fits } from './scope.js';

test('a star stands for anything, also nothing', () => {
  expect(fits('/news/*', '/news/')).toBe(true);
  expect(fits('/news/*', '/new')).toBe(false);
  expect(fits('/*/a/*.html', '/x/y/a/b.html')).toBe(true);
  expect(fits('/a*a', '/a')).toBe(false);
});

test('patterns mean what the same regular expression means', () => {
  const part = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*'), maxLength: 12 });
  fc.assert(fc.property(part, fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 14 }), (pattern, path) => {
    expect(fits(pattern, path)).toBe(new RegExp(`^${pattern.replaceAll('*', '[^]*')}$`).test(path));
  }));
});
