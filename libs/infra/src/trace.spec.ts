import { expect, it } from 'vitest';
import { carriedTrace, continueTrace, currentTrace, inTrace } from './trace.js';

it('a job that a step adds carries the step\'s trace, and its own span names the step\'s as parent', async () => {
  expect([currentTrace(), carriedTrace()]).toEqual([null, undefined]);
  const first = continueTrace(undefined);
  expect(first.parent).toBeNull();
  const carried = await inTrace(first.trace, async () => { await Promise.resolve(); return carriedTrace(); });
  const second = continueTrace(carried);
  expect(second).toMatchObject({ trace: { id: first.trace.id }, parent: first.trace.span });
  expect(second.trace.span).not.toBe(first.trace.span);
});

it('what is no trace begins a new one', () => {
  for (const wrong of [null, 7, '', '00-x-y-01', `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01\n`]) expect(continueTrace(wrong)).toMatchObject({ parent: null, trace: { id: expect.stringMatching(/^[0-9a-f]{32}$/) } });
});
