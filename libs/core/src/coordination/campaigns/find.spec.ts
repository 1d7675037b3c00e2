import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActorKind, Voice } from '../../model.js';
import { findCampaigns, judgeCampaigns } from './find.js';
import type { CampaignInput, CampaignInputCall } from './input.js';

const day = (d: number, hour = 9): Date => new Date(Date.UTC(2031, 2, d, hour));
const premier = 'telegram:first.citizen' as const;
const letter = (name: string, more = '') => `The Ministry of ${name} kindly requests all officials and contract staff of every department and district office to follow the official channel of the First Citizen, so that announcements reach the whole administration without delay. ${more}`;
const kinds: Record<string, ActorKind> = { posts: 'ministry', works: 'ministry', rivers: 'ministry', lantern: 'pro-government-media', gazette: 'state-media', courier: 'independent-media', leader: 'official', health: 'ministry', baron: 'tycoon', redparty: 'party' };

interface Said { actor: string; at: Date; text: string; target?: CampaignInputCall['target']; voice?: Voice; strength?: CampaignInputCall['strength']; from?: string }
function scene(said: Said[], more: Partial<CampaignInput> = {}): CampaignInput {
  return {
    electionId: 'tarovia-2031',
    calls: said.map(({ actor, at, target = premier, voice = 'own', strength = 'instruction' }, i) => ({ observationId: `o${i}`, documentId: `d${i}`, actorId: actor, at, target, voice, strength })),
    documents: said.map(({ text, from }, i) => ({ id: `d${i}`, text, forwardedFrom: from ?? null })),
    actors: Object.entries(kinds).map(([id, kind]) => ({ id, kind, accounts: id === 'lantern' ? ['telegram:lantern' as const] : [] })),
    targets: [{ key: premier, ownerActorId: 'leader', watched: true }, { key: 'telegram:health', ownerActorId: 'health', watched: true }, { key: 'telegram:red', ownerActorId: 'redparty', watched: true }],
    ...more,
  };
}
const own = (texts: string[], actors = ['posts', 'works', 'rivers'], target: Said['target'] = premier) => texts.map((text, i): Said => ({ actor: actors[i]!, at: day(1 + i), text, target }));

const install = 'Staff who have no telephone application yet: please install it before the week ends and follow the channel of the First Citizen, where the hours of the holiday will be announced.';
const various = ['Join the channel of the First Citizen today, friends of our rivers.', 'Colleagues must subscribe before Friday; heads of unit will report.', 'For news of the roads programme everyone here should read and follow the First Citizen.'];

describe('what is a campaign', () => {
  it('two ministries with nearly one letter are one, with their likeness and no probability where the time watched is unknown', () => {
    const [campaign, ...rest] = findCampaigns(scene([{ actor: 'posts', at: day(3), text: letter('Posts') }, { actor: 'works', at: day(3, 15), text: letter('Public Works', 'Heads of unit report by Friday.') }]));
    expect(rest).toEqual([]);
    expect(campaign).toMatchObject({ target: premier, members: ['posts', 'works'], links: ['same target', 'near-same text'], pValue: null, verdict: 'observed', firstAt: day(3), lastAt: day(3, 15) });
    expect(campaign!.similarity).toBeGreaterThan(0.7);
  });
  it('says of each member and call how well its moment is known', () => {
    const input = scene([{ actor: 'posts', at: day(3, 0), text: letter('Posts') }, { actor: 'works', at: day(3, 15), text: letter('Public Works') }]);
    const [campaign] = findCampaigns({ ...input, calls: input.calls.map((call, at) => (at === 0 ? { ...call, dated: 'day' } : { ...call, dated: null })) });
    expect(campaign!.calls.map(({ actorId, dated }) => [actorId, dated])).toEqual([['posts', 'day'], ['works', undefined]]);
    expect(campaign!.order.map(({ actorId, dated }) => [actorId, dated])).toEqual([['posts', 'day'], ['works', undefined]]);
  });
  it('Khmer letters that differ in typing order and invisible spaces are near the same', () => {
    const khmer = 'ក្រសួងសូមណែនាំមន្ត្រីរាជការទាំងអស់ឱ្យចូលតាមដានឆានែលផ្លូវការរបស់ប្រមុខរដ្ឋាភិបាល ដើម្បីទទួលបានព័ត៌មានទាន់ពេលវេលា';
    const retyped = khmer.replaceAll('ន្ត្រី', 'ន្រ្តី').split(' ').join('\u200B').replace('ទាំងអស់', 'ទាំង\u200Bអស់');
    expect(findCampaigns(scene([{ actor: 'posts', at: day(3), text: khmer }, { actor: 'works', at: day(4), text: retyped }]))[0]?.similarity).toBe(1);
  });
  it('three actors with words of their own for one target are one, two are not', () => {
    expect(findCampaigns(scene(own(various)))[0]?.links).toEqual(['same target']);
    expect(judgeCampaigns(scene(own(various.slice(0, 2))))).toMatchObject({ campaigns: [], setAside: [{ reason: 'too-few-actors' }] });
  });
  it('a silence longer than the window parts two campaigns', () => {
    const late = own(various).map((said) => ({ ...said, at: new Date(said.at.getTime() + 20 * 86_400_000) }));
    expect(findCampaigns(scene([...own(various), ...late]))).toHaveLength(2);
  });
  it('many actors within hours of weeks watched are unlikely by chance, over days less so, over weeks not at all', () => {
    const observed = { from: day(1), to: day(29) };
    const six = ['posts', 'works', 'rivers', 'health', 'redparty', 'baron'];
    const at = (hours: number) => findCampaigns(scene(six.map((actor, i) => ({ actor, at: new Date(day(10).getTime() + i * hours * 3_600_000), text: `${various[i % 3]} ${actor} ${i}` })), { observed }))[0]!.pValue;
    expect(at(1)).toBeLessThan(1e-5);
    expect(at(20)).toBeGreaterThan(0.001);
    expect(findCampaigns(scene(own(various)))[0]!.pValue).toBe(null);
  });
});

it('what chance explains, with nothing but the target in common, is set aside', () => {
  // Five in four days, where as many others come one by one over the month: some four days are bound to look so.
  const five = ['posts', 'works', 'rivers', 'health', 'redparty'].map((actor, i): Said => ({ actor, at: day(2 + i), text: [...various, 'Our friend writes every evening: read him there, dear patients and nurses.', 'Comrades, subscribe to him and bring two cousins along.'][i]! }));
  const singly = ['lantern', 'gazette', 'courier', 'baron'].map((actor, i): Said => ({ actor, at: day(10 + 5 * i), text: `${various[i % 3]} ${actor} and others` }));
  const { campaigns, setAside } = judgeCampaigns(scene([...five, ...singly], { observed: { from: day(1), to: day(29) } }));
  expect(campaigns).toEqual([]);
  expect(setAside[0]).toMatchObject({ reason: 'by-chance', actors: ['health', 'posts', 'redparty', 'rivers', 'works'] });
});

it('a run of tens of thousands of calls is judged by the first documents of each actor, and all its calls count', () => {
  const flood = Array.from({ length: 12_000 }, (_none, at): Said => ({ actor: 'rivers', at: new Date(day(3).getTime() + at * 1000), text: `${at} ${various[at % 3]} ${at * 7919}` }));
  const [campaign] = findCampaigns(scene([...flood, { actor: 'posts', at: day(4), text: letter('Posts') }, { actor: 'works', at: day(4, 15), text: letter('Public Works') }]));
  expect(campaign).toMatchObject({ members: ['posts', 'rivers', 'works'], links: expect.arrayContaining(['near-same text']) });
  expect(campaign!.calls).toHaveLength(12_002);
});

describe('what is none', () => {
  const none: [string, Said[]][] = [
    ['news that everyone reports', own(various, ['lantern', 'gazette', 'courier']).map((said) => ({ ...said, voice: 'reported' as const }))],
    ['footers of outlets', own(various).map((said) => ({ ...said, voice: 'boilerplate' as const }))],
    ['one agency item in four outlets', ['lantern', 'gazette', 'courier'].map((actor, i) => ({ actor, at: day(3, 9 + i), text: letter('Posts') }))],
    ['one post that outlets forward', ['lantern', 'gazette', 'courier'].map((actor, i) => ({ actor, at: day(3, 9 + i), text: various[i]!, from: 'firstcitizen' }))],
    ['ministries that send people to the health ministry', own([letter('Posts'), letter('Works'), letter('Rivers')], ['posts', 'works', 'rivers'], 'telegram:health')],
    ['the owner and one follower', own(various.slice(0, 2), ['leader', 'posts'])],
    ['outlets that promote themselves', [{ actor: 'lantern', at: day(1), text: various[0]!, target: 'telegram:lantern' }, { actor: 'lantern', at: day(2), text: various[1]!, target: 'telegram:lantern' }]],
    ['two outlets with one story for an account that nobody listed', [{ actor: 'lantern', at: day(3), text: install, target: 'telegram:forward', strength: 'invitation' }, { actor: 'courier', at: day(4), text: install, target: 'telegram:forward', strength: 'invitation' }]],
    ['a ministry and an outlet that prints its letter, for an account that nobody listed', [{ actor: 'posts', at: day(3), text: install, target: 'telegram:forward', strength: 'invitation' }, { actor: 'courier', at: day(4), text: install, target: 'telegram:forward', strength: 'invitation' }]],
    ['invitations to an account that nobody listed', own(various, ['posts', 'works', 'rivers'], 'telegram:blooddonors').map((said) => ({ ...said, strength: 'invitation' as const }))],
  ];
  it.each(none)('%s', (_name, said) => { expect(findCampaigns(scene(said))).toEqual([]); });
  it('one letter of two ministries is worth knowing however politely it asks, for an account that nobody listed', () => {
    const [campaign] = findCampaigns(scene([{ actor: 'posts', at: day(3), text: install, target: 'telegram:forward', strength: 'invitation' }, { actor: 'works', at: day(4), text: install.replace('Staff', 'Officials'), target: 'telegram:forward', strength: 'invitation' }]));
    expect(campaign).toMatchObject({ target: 'telegram:forward', members: ['posts', 'works'], links: ['same target', 'near-same text'] });
  });
  it('instructions to follow an account that nobody listed are worth knowing', () => {
    expect(findCampaigns(scene(own(various, ['posts', 'works', 'rivers'], 'telegram:newaccount')))).toHaveLength(1);
  });
});

describe('laws', () => {
  const many = scene([...own(various), { actor: 'baron', at: day(2, 3), text: letter('Baron') }, { actor: 'posts', at: day(2, 4), text: letter('Posts') }, ...own(various, ['gazette', 'works', 'baron'], 'telegram:red')]);
  it('the order of the input changes nothing', () => {
    const expected = findCampaigns(many);
    expect(expected).toHaveLength(2);
    fc.assert(fc.property(fc.shuffledSubarray([...many.calls], { minLength: many.calls.length }), fc.shuffledSubarray([...many.documents], { minLength: many.documents.length }), (calls, documents) => {
      expect(findCampaigns({ ...many, calls, documents })).toEqual(expected);
    }), { numRuns: 30 });
  });
  it('ids stay when later calls come, and when an earlier one arrives late', () => {
    const first = findCampaigns(scene(own(various)));
    const later = findCampaigns(scene([...own(various), { actor: 'baron', at: day(5), text: 'Friends, follow him.' }]));
    expect(later[0]!.id).toBe(first[0]!.id);
    const late = findCampaigns(scene([...own(various), { actor: 'baron', at: day(1, 1), text: 'Friends, follow him.' }], { known: first }));
    expect(late[0]!.id).toBe(first[0]!.id);
    expect(late[0]!.members).toContain('baron');
  });
});
