import { expect, it } from 'vitest';
import { byUse, type Weighed } from './order.js';

const finding = (kind: string, more: Partial<Weighed> = {}): Weighed => ({ kind, target: null, payload: {}, review: { state: 'waiting' }, document: { publishedAt: '2031-03-01T08:00:00Z', firstSeenAt: '2031-03-01T09:00:00Z' }, ...more });
const call = (strength: string, voice: string, target: string | null = 'telegram:harbour_example'): Weighed => finding('call', { target, payload: { strength, voice } });

it('what is demanded in somebody\'s own name for a named account is read before what others report and what names none', () => {
  const order = [finding('threat'), call('mandatory', 'own'), finding('conduct'), call('mandatory', 'reported'), call('mandatory', 'reported', null), call('invitation', 'own', null), call('mandatory', 'boilerplate')];
  expect(byUse(order.toReversed()).map(({ kind, payload, target }) => [kind, payload['voice'], target !== null])).toEqual(order.map(({ kind, payload, target }) => [kind, payload['voice'], target !== null]));
});

it('what two readers do not agree on comes first, and of two alike the newer', () => {
  const [split, old, fresh] = [finding('goal', { review: { state: 'split' } }), finding('threat'), finding('threat', { document: { publishedAt: null, firstSeenAt: '2031-03-02T09:00:00Z' } })];
  expect(byUse([old, fresh, split])).toEqual([split, fresh, old]);
});
