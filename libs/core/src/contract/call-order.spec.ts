import fc from 'fast-check';
import { expect, it } from 'vitest';
import { STRENGTHS, VOICES } from '../model.js';
import { byWeight } from './call-order.js';

it('puts what is mandatory first, then what we hold ourselves, and standing lines last', () => {
  const calls = [{ strength: 'invitation', voice: 'own' }, { strength: 'mandatory', voice: 'boilerplate' }, { strength: 'instruction', voice: 'own' }, { strength: 'mandatory', voice: 'reported' }, { strength: 'instruction', voice: 'reported' }, { strength: 'mandatory', voice: 'own' }] as const;
  expect([...calls].sort(byWeight).map(({ strength, voice }) => `${strength} ${voice}`)).toEqual(['mandatory own', 'mandatory reported', 'instruction own', 'instruction reported', 'invitation own', 'mandatory boilerplate']);
});

it('is one order: whatever order calls come in, the same one leads', () => {
  const call = fc.record({ strength: fc.constantFrom(...STRENGTHS), voice: fc.constantFrom(...VOICES) });
  fc.assert(fc.property(fc.array(call, { minLength: 1 }), (calls) => { expect([...calls].reverse().sort(byWeight)[0]).toEqual([...calls].sort(byWeight)[0]); }));
});
