import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Campaign } from '../../model.js';
import { decidedCampaigns, splitId, wholeId, type CampaignDecision } from './decided.js';

const campaign = (id: string, actors: string[], from = 0): Campaign => {
  const calls = actors.map((actorId, at) => ({ documentId: `${id}-d${at}`, actorId, at: new Date(1e12 + (from + at) * 1000), observationId: `${id}-o${at}` })).sort((a, b) => a.at.getTime() - b.at.getTime());
  const members = [...new Set(actors)];
  return {
    id, target: 'telegram:x', members, calls, firstAt: calls[0]!.at, lastAt: calls.at(-1)!.at, links: ['same target'], objects: [{ kind: 'same link', key: 'k', members, documentIds: calls.map(({ documentId }) => documentId) }],
    order: members.map((actorId) => ({ actorId, firstAt: calls.find((call) => call.actorId === actorId)!.at, afterMs: 0, calls: actors.filter((actor) => actor === actorId).length, role: 'origin' })), similarity: 0.9, pValue: 0.01, verdict: 'observed',
  };
};
const decision = (kind: CampaignDecision['kind'], campaignId: string, more: Partial<CampaignDecision> = {}): CampaignDecision => ({ id: '7', kind, campaignId, otherId: null, name: null, actors: [], ...more });
const actors = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 12 });

it('without decisions campaigns are as computed, chance and all', () => {
  expect(decidedCampaigns([campaign('one', ['a', 'b'])], [])).toMatchObject([{ id: 'one', pValue: 0.01, name: null, merged: [], splitFrom: null }]);
});

it('a split gives two parts that hold each call of the whole once, and a merge of both gives the whole again', () => {
  fc.assert(fc.property(actors, fc.subarray(['a', 'b', 'c', 'd']), (who, off) => {
    const whole = campaign('one', who);
    const parts = decidedCampaigns([whole], [decision('split', 'one', { actors: off })]);
    expect(parts.flatMap(({ calls }) => calls).map(({ observationId }) => observationId).sort()).toEqual(whole.calls.map(({ observationId }) => observationId).sort());
    if (parts.length === 1) return;
    expect(parts.every(({ pValue, members, calls }) => pValue === null && members.length === new Set(calls.map(({ actorId }) => actorId)).size)).toBe(true);
    const again = decidedCampaigns([whole], [decision('split', 'one', { actors: off }), decision('merge', 'one', { otherId: splitId('one', '7') })]);
    expect(again).toHaveLength(1);
    expect(again[0]!.calls).toEqual(whole.calls);
    expect(again[0]!.members).toEqual(whole.members.toSorted());
  }));
});

it('a merge keeps the order of calls and of members, whichever was named first', () => {
  const [merged] = decidedCampaigns([campaign('one', ['a', 'b'], 5), campaign('two', ['c', 'a'], 0)], [decision('merge', 'one', { otherId: 'two' }), decision('name', 'one', { name: 'The letters' })]);
  expect(merged).toMatchObject({ id: 'one', name: 'The letters', merged: ['two'], members: ['a', 'b', 'c'], pValue: null });
  expect(merged!.order.map(({ actorId, afterMs }) => [actorId, afterMs])).toEqual([['c', 0], ['a', 1000], ['b', 6000]]);
});

it('what names a campaign that is no longer there changes nothing', () => {
  const now = [campaign('one', ['a', 'b'])];
  expect(decidedCampaigns(now, [decision('merge', 'one', { otherId: 'gone' }), decision('split', 'gone', { actors: ['a'] }), decision('merge', 'one', { otherId: 'one' })])).toEqual(decidedCampaigns(now, []));
  expect(wholeId(splitId(splitId('one', '7'), '8'))).toBe('one');
});
