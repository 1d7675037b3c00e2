import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STRENGTHS, VOICES } from '../../model.js';
import { judgeCampaigns } from './find.js';
import type { CampaignContext, CampaignDocument, CampaignInputCall } from './input.js';
import { Line } from './line.js';
import { LiveCampaigns } from './live.js';
import { Places } from './places.js';

const HOUR = 3_600_000;
const start = Date.UTC(2031, 2, 1);
const letter = 'The Ministry of Posts kindly requests all officials and contract staff of every department to follow the official channel of the First Citizen without delay.';
const texts = [letter, `${letter} Heads of unit report by Friday.`, 'Friends of our rivers, join the channel of the First Citizen today.', 'Colleagues must subscribe before the holiday, says the district.', 'For news of the roads everyone here should read and follow the First Citizen.'];
const context: CampaignContext = {
  electionId: 'tarovia-2031',
  actors: ['posts', 'works', 'rivers', 'union'].map((id) => ({ id, kind: 'ministry' as const, accounts: [] })).concat([{ id: 'lantern', kind: 'independent-media' as never, accounts: [] }, { id: 'leader', kind: 'official' as never, accounts: [] }]),
  targets: [{ key: 'telegram:first.citizen', ownerActorId: 'leader', watched: true }, { key: 'tiktok:first.citizen', ownerActorId: null, watched: true }],
  observed: { from: new Date(start), to: new Date(start + 60 * 24 * HOUR) },
};
const documents = new Map(Array.from({ length: 200 }, (_none, at): [string, CampaignDocument] => [String(at), { id: String(at), text: texts[at % texts.length]!, forwardedFrom: at % 11 === 0 ? 'firstcitizen' : null }]));
const aCall = fc.record({
  observationId: fc.integer({ min: 0, max: 60 }).map(String), documentId: fc.integer({ min: 0, max: 40 }).map(String), actorId: fc.constantFrom('posts', 'works', 'rivers', 'union', 'lantern', 'leader'),
  at: fc.integer({ min: 0, max: 40 }).map((tenths) => new Date(start + tenths * 17 * HOUR)), target: fc.constantFrom('telegram:first.citizen' as const, 'tiktok:first.citizen' as const, 'telegram:unlisted' as const),
  voice: fc.oneof({ weight: 6, arbitrary: fc.constant('own' as const) }, { weight: 1, arbitrary: fc.constantFrom(...VOICES) }), strength: fc.constantFrom(...STRENGTHS),
}).chain((call) => fc.constantFrom(undefined, 'day' as const, 'seen' as const).map((dated): CampaignInputCall => (dated === undefined ? call : { ...call, dated })));
type Step = { put: CampaignInputCall } | { remove: string } | { judge: true } | { rename: true };
const aStep: fc.Arbitrary<Step> = fc.oneof({ weight: 8, arbitrary: aCall.map((put): Step => ({ put })) }, { weight: 3, arbitrary: fc.integer({ min: 0, max: 60 }).map((id): Step => ({ remove: String(id) })) }, { weight: 2, arbitrary: fc.constant<Step>({ judge: true }) });

describe('campaigns of calls that come and go', () => {
  it('are those of one batch over what is left, whatever came, went or was late, and however often they were judged between, with all texts at once or target by target', async () => {
    const read = async (ids: string[]) => new Map(ids.map((id) => [id, documents.get(id)!]));
    await fc.assert(fc.asyncProperty(fc.array(aStep, { minLength: 1, maxLength: 90 }), fc.integer({ min: 1, max: 30 }), async (steps, atOnce) => {
      const live = new LiveCampaigns();
      const left = new Map<string, CampaignInputCall>();
      for (const step of steps) {
        if ('put' in step) { live.put(step.put); left.set(step.put.observationId, step.put); } else if ('remove' in step) expect(live.remove(step.remove)).toBe(left.delete(step.remove));
        else await live.judgeReading(context, read, atOnce);
      }
      const now = live.judge(context, new Map(live.wanted(context).map((id) => [id, documents.get(id)!])));
      expect(live.size).toBe(left.size);
      expect(now).toEqual(judgeCampaigns({ ...context, calls: [...left.values()], documents: [...documents.values()] }));
    }), { numRuns: 150 });
  });
  it('are judged anew when the watchlist changes', () => {
    const live = new LiveCampaigns();
    ['posts', 'works', 'rivers'].forEach((actorId, at) => { live.put({ observationId: String(at), documentId: String(at + 2), actorId, at: new Date(start + at * HOUR), target: 'telegram:unlisted', voice: 'own', strength: 'invitation' }); });
    expect(live.judge(context, documents).setAside).toMatchObject([{ reason: 'unknown-account' }]);
    const watched: CampaignContext = { ...context, targets: [...context.targets, { key: 'telegram:unlisted', ownerActorId: null, watched: true }] };
    expect(live.judge(watched, documents).campaigns).toHaveLength(1);
  });
  it('forget what is too old', () => {
    const live = new LiveCampaigns();
    for (let at = 0; at < 10; at++) live.put({ observationId: String(at), documentId: '1', actorId: 'posts', at: new Date(start + at * HOUR), target: 'telegram:first.citizen', voice: 'own', strength: 'instruction' });
    live.dropBefore(new Date(start + 4 * HOUR));
    expect(live.size).toBe(6);
  });
});

describe('ids from day to day', () => {
  const call = (id: number, actorId: string, hour: number): CampaignInputCall => ({ observationId: String(id), documentId: String(id % 5 + 2), actorId, at: new Date(start + hour * HOUR), target: 'telegram:first.citizen', voice: 'own', strength: 'instruction' });
  const three = (from: number, hour: number) => ['posts', 'works', 'rivers'].map((actor, at) => call(from + at, actor, hour + at));
  it('two that a late call joins are one, and it says which it took in; when the call goes they part again', () => {
    const live = new LiveCampaigns();
    for (const each of [...three(10, 0), ...three(20, 100)]) live.put(each);
    const apart = live.judge(context, documents).campaigns;
    expect(apart).toHaveLength(2);
    live.put(call(30, 'union', 50));
    const joined = live.judge({ ...context, known: apart }, documents);
    expect(joined.campaigns).toHaveLength(1);
    const [kept] = joined.campaigns;
    const other = apart.find(({ id }) => id !== kept!.id)!;
    expect(joined.lineage).toEqual([{ kind: 'merged', id: kept!.id, other: other.id }]);
    live.remove('30');
    const parted = live.judge({ ...context, known: joined.campaigns }, documents);
    expect(parted.campaigns.map(({ id }) => id)).toContain(kept!.id);
    expect(parted.lineage).toMatchObject([{ kind: 'split', other: kept!.id }]);
  });
});

describe('where calls are kept', () => {
  it('a line holds its rows in order, whatever is put in and taken out', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 3000 })), { maxLength: 4000, minLength: 2000 }), (changes) => {
      const line = new Line();
      const expected = new Map<number, number>();
      for (const [put, at, id] of changes) {
        const known = expected.get(id);
        if (put && known === undefined) { line.insert({ at, id, document: id, actor: 1, flags: 2 }); expected.set(id, at); } else if (!put && known !== undefined) { expect(line.remove(known, id)).toMatchObject({ at: known, id }); expected.delete(id); }
      }
      expect([...line.rows()].map(({ at, id }) => [at, id])).toEqual([...expected].map(([id, at]) => [at, id]).sort(([a, x], [b, y]) => a! - b! || x! - y!));
      expect([...line.rows(10, 20)].every(({ at }) => at >= 10 && at <= 20)).toBe(true);
    }), { numRuns: 10 });
  });
  it('a place is found until it is deleted', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 5000 })), { maxLength: 3000 }), (changes) => {
      const places = new Places();
      const expected = new Set<number>();
      for (const [put, id] of changes) if (put) { places.set(id, 1, id * 2); expected.add(id); } else { places.delete(id); expected.delete(id); }
      expect(places.size).toBe(expected.size);
      for (let id = 0; id <= 5000; id++) expect(places.get(id)).toEqual(expected.has(id) ? { line: 1, at: id * 2 } : null);
    }), { numRuns: 10 });
  });
});
