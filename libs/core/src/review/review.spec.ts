import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cohensKappa } from './kappa.js';
import { correctionFaults, DECISIONS, isAllegation, reviewOf, type Decided } from './rules.js';

const decision = fc.constantFrom(...DECISIONS);
const pairs = fc.array(fc.record({ first: decision, second: decision }), { maxLength: 60 });
const decided = (decision: Decided['decision'], payload: Decided['payload'] = null, target: string | null = null): Decided => ({ decision, verdict: null, payload, target });

it('Cohen\'s kappa is that of a worked example', () => {
  // Two readers, fifty findings: 20 both confirm, 15 both reject, 5 and 10 apart: agreement .70, by chance .50, kappa .40.
  const many = (count: number, first: 'confirm' | 'reject', second: 'confirm' | 'reject') => Array.from({ length: count }, () => ({ first, second }));
  const { items, agreed, kappa } = cohensKappa([...many(20, 'confirm', 'confirm'), ...many(5, 'confirm', 'reject'), ...many(10, 'reject', 'confirm'), ...many(15, 'reject', 'reject')]);
  expect([items, agreed, kappa?.toFixed(6)]).toEqual([50, 0.7, '0.400000']);
});

it('kappa is one for readers who always agree on different things, the same whoever is called first, and never above one', () => {
  fc.assert(fc.property(pairs, (given) => {
    const { kappa, low, high } = cohensKappa(given);
    const swapped = cohensKappa(given.map(({ first, second }) => ({ first: second, second: first }))).kappa;
    expect(swapped === null ? null : swapped.toFixed(9)).toBe(kappa === null ? null : kappa.toFixed(9));
    if (kappa === null) return;
    expect(kappa).toBeLessThanOrEqual(1 + 1e-9);
    expect(low!).toBeLessThanOrEqual(kappa + 1e-9);
    expect(high!).toBeGreaterThanOrEqual(Math.min(1, kappa) - 1e-9);
    if (given.every(({ first, second }) => first === second)) expect(kappa).toBeCloseTo(1);
  }));
});

it('one word waits for a second, two alike agree, two apart hold nothing, and an editor settles', () => {
  expect(reviewOf([], null)).toEqual({ state: 'waiting', holds: null, check: 'machine' });
  expect(reviewOf([decided('confirm')], null)).toMatchObject({ state: 'second', check: 'one reader' });
  expect(reviewOf([decided('confirm'), decided('confirm')], null)).toMatchObject({ state: 'agreed', check: 'two agree' });
  expect(reviewOf([decided('correct', { a: 1, b: 2 }), decided('correct', { b: 2, a: 1 })], null).state).toBe('agreed');
  expect(reviewOf([decided('correct', { a: 1 }), decided('correct', { a: 2 })], null)).toMatchObject({ state: 'split', holds: null });
  expect(reviewOf([decided('correct', {}, 'telegram:a'), decided('correct', {}, 'telegram:a')], null)).toMatchObject({ state: 'agreed', holds: { target: 'telegram:a' } });
  expect(reviewOf([decided('correct', {}, 'telegram:a'), decided('correct', {}, '')], null).state).toBe('split');
  expect(reviewOf([decided('confirm'), decided('reject')], decided('reject'))).toMatchObject({ state: 'settled', check: 'two agree' });
  expect(reviewOf([decided('confirm')], decided('reject'))).toMatchObject({ state: 'settled', check: 'one reader' });
});

it('a correction takes only what the finding has, in its own type', () => {
  const found = { voice: 'own', caller: null, audience: 'employees', strength: 'instruction', target: { handle: 'x' } };
  const faults = (correction: Record<string, unknown>) => correctionFaults('call', found, correction).map(({ where }) => where);
  expect(faults({ strength: 'mandatory', caller: 'the office' })).toEqual([]);
  expect(faults({ strength: 'very', role: 'admin', caller: { a: 1 }, target: { handle: 'y' }, voice: null })).toEqual(['payload.strength', 'payload.role', 'payload.caller', 'payload.target', 'payload.voice']);
});

it('what somebody is said to have done is an allegation, and what we saw ourselves is none', () => {
  expect([isAllegation('threat', 'reported'), isAllegation('conduct', 'observed'), isAllegation('call', 'reported'), isAllegation('call', 'alleged')]).toEqual([true, false, false, true]);
});
