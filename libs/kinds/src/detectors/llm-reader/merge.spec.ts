import { expect, it } from 'vitest';
import type { CallObservation } from '#core/model.js';
import { mergeWithRules } from './merge.js';

const call = (start: number, end: number, handle: string | null): CallObservation => ({
  kind: 'call', span: { start, end }, quote: 'x'.repeat(end - start), why: 'read by the model', confidence: 0.5,
  payload: { voice: 'own', caller: null, audience: 'general', action: 'follow', strength: 'invitation', target: { platform: 'telegram', handle, url: null, owner: null } } });
const keyOf = ({ payload: { target } }: CallObservation) => (target.handle === null ? null : `telegram:${target.handle}` as const);
const rules = [{ detector: 'call-to-follow', span: { start: 10, end: 40 }, target: 'telegram:tide_example' as const }];

it('takes an overlapping call for the same account as agreement, and any other as the model\'s own', () => {
  const { added, agreed } = mergeWithRules([call(20, 60, 'tide_example'), call(20, 60, 'dyke_example'), call(50, 60, 'tide_example'), call(12, 30, null)], rules, keyOf);
  expect(agreed).toMatchObject([{ kind: 'call-agreed', span: { start: 20, end: 60 }, payload: { with: 'call-to-follow' } }]);
  expect(added.map(({ span, payload }) => [span.start, payload.target.handle])).toEqual([[20, 'dyke_example'], [50, 'tide_example'], [12, null]]);
});
