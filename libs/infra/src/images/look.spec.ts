import { expect, test } from 'vitest';
import { png, poster } from '../../../../test/material/poster.js';
import { lookAt } from './look.js';

test('every code on a poster is read, Khmer included', async () => {
  const texts = ['https://t.me/lanternpost', 'សូមចូលរួម'];
  expect(await lookAt(await poster(...texts))).toMatchObject({ image: { format: 'png', hash: expect.stringMatching(/^[0-9a-f]{16}$/), codes: expect.arrayContaining(texts) } });
});

test('a picture without a code has none', async () => {
  expect(await lookAt(png(200, 150, (x, y) => (x * 7 + y * 13) % 256))).toMatchObject({ image: { width: 200, height: 150, codes: [] } });
});

test('an image that claims more pixels than are unpacked is not unpacked', async () => {
  expect(await lookAt(png(10, 10, () => 0, { width: 65_000, height: 65_000 }))).toMatchObject({ fault: 'too-many-pixels', detail: expect.stringContaining('65000 × 65000') });
});

test('broken and foreign bytes are named, and the next image is read all the same', async () => {
  const good = await poster('https://t.me/lanternpost');
  expect(await lookAt(good.subarray(0, 120))).toMatchObject({ fault: 'broken' });
  expect(await lookAt(Buffer.from('<html>no image here, only a page</html>'))).toMatchObject({ fault: 'not-an-image' });
  expect(await lookAt(Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(64, 1)]))).toMatchObject({ fault: 'unsupported-format' });
  expect(await lookAt(good)).toMatchObject({ image: { codes: ['https://t.me/lanternpost'] } });
});
