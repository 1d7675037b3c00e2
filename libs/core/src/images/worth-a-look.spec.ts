import { expect, test } from 'vitest';
import { worthALook } from './worth-a-look.js';

const gallery = Array.from({ length: 80 }, (_, at) => ({ url: `https://tides.example/${at}.png` }));

test.each([[undefined, 10], [true, 10], [false, 0], [{ at_most: 3 }, 3], [{ at_most: 1000 }, 50], ['all', 10]])('of a gallery, the setting %j asks for %i', (setting, wanted) => {
  expect(worthALook(gallery, setting)).toEqual(gallery.slice(0, wanted));
});
test('each address once, and none that cannot be fetched or read', () => {
  expect(worthALook([{ url: 'https://a.example/1.png' }, { url: 'https://a.example/1.png' }, { url: 'data:image/png;base64,AA' }, { url: 'https://a.example/logo.SVG' }, { url: 'no address' }])).toEqual([{ url: 'https://a.example/1.png' }]);
});
