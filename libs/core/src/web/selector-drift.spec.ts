import { expect, it } from 'vitest';
import { hasDrifted } from './selector-drift.js';

const hits = (count: number, of: number) => Array.from({ length: of }, (_, at) => at < count);
it('says so when a reader that found articles finds none', () => expect(hasDrifted(hits(0, 20), hits(90, 100))).toMatchObject({ drifted: true, why: '0 of the last 20 articles gave a document, against 90 % of the 100 before' }));
it('says nothing of ordinary variation, of too few pages, or of a source that never had articles', () => {
  expect(hasDrifted(hits(14, 20), hits(85, 100))).toMatchObject({ drifted: false });
  expect(hasDrifted(hits(5, 20), hits(40, 100))).toMatchObject({ drifted: false });
  expect(hasDrifted(hits(0, 10), hits(90, 100))).toBeNull();
  expect(hasDrifted(hits(0, 20), hits(10, 100))).toBeNull();
});
