import { describe, expect, it } from 'vitest';
import type { Campaign } from '../model.js';
import { composeEdition } from './compose.js';
import { editionContentSchema } from './content.js';
import { busyDay, quietDay } from './example-days.js';
import type { CallFact, DayFacts } from './facts.js';
import { crossedRedLine } from './red-lines.js';

const busy = composeEdition(busyDay());

describe('an edition', () => {
  it('survives JSON unchanged, and the same facts give the same bytes', () => {
    expect(editionContentSchema.parse(JSON.parse(JSON.stringify(busy)))).toEqual(busy);
    expect(JSON.stringify(composeEdition(busyDay()))).toBe(JSON.stringify(busy));
  });
  it('states day, campaign day, days left, phase and who released it', () => {
    expect(busy).toMatchObject({ number: 24, date: '2027-03-09', covers: { day: '2027-03-08', from: '2027-03-07T17:00:00.000Z', offset: '+7' }, daysLeft: 5, phase: 'campaign', campaignDay: { n: 17, of: 21 }, silence: { from: '2027-03-13' }, release: { state: 'released', by: 'E2' }, quiet: false });
  });
  it('is quiet when nothing is instructed and no drive is new or growing', () => {
    const quiet = composeEdition(quietDay());
    expect([quiet.quiet, quiet.findings, quiet.more]).toEqual([true, [], []]);
  });
});

describe('findings', () => {
  it('put what is mandatory first, then an instruction seen before one reported', () => {
    expect(busy.findings.map(({ strength, voice, actors }) => [strength, voice, actors.map(({ id }) => id)])).toEqual([
      ['mandatory', 'own', ['harbours', 'forests']], ['instruction', 'own', ['canals']], ['instruction', 'reported', ['harbours']]]);
  });
  it('quote the strongest call byte for byte, zero-width spaces included', () => {
    const fact = busyDay().calls.find(({ id }) => id === 'c1')!;
    expect(busy.findings[0]!.quotes).toEqual([expect.objectContaining({ text: fact.observation.quote, callId: 'c1', url: fact.document.url, language: 'km' })]);
  });
  it('carry no chance figure where their drive has none', () => {
    expect(busy.findings[0]).toMatchObject({ similarity: 0.91, chance: { actors: 2, pValue: null }, strengths: { mandatory: 1, instruction: 1, invitation: 0 } });
  });
  it('count what one agency put out as one origin, in whatever words it was printed', () => {
    const facts = busyDay();
    const [wire] = facts.calls.filter(({ id }) => id === 'c4');
    const inKhmer: CallFact = { ...wire!, id: 'c4b', document: { ...wire!.document, id: 'd-c4b', actorId: 'radio', language: 'km' }, observation: { ...wire!.observation, quote: 'មន្ត្រីបានប្រាប់សិស្សឱ្យតាមដាន' } };
    const printed = (agency: (id: string) => string | null, calls = [...facts.calls, inKhmer]) => composeEdition({ ...facts, calls: calls.map((call) => ({ ...call, document: { ...call.document, agency: agency(call.id) } })) }).findings.find(({ voice }) => voice === 'reported')!.origins;
    expect(printed(() => 'TNA')).toEqual({ pages: 3, texts: 1, agency: 'TNA' });
    expect(printed((id) => (id === 'c4b' ? null : 'TNA'))).toEqual({ pages: 3, texts: 2, agency: 'TNA' });
    // A mark under which nobody prints what another prints could be anybody's.
    expect(printed(() => 'TNA', facts.calls.map((call) => (call.id === 'c4' ? { ...inKhmer, id: 'c4' } : call)))).toEqual({ pages: 2, texts: 2 });
  });
  it('count a reprint as the same origin, and do not call it corroborated', () => {
    expect(busy.findings[2]!.origins).toEqual({ pages: 2, texts: 1 });
    const facts = busyDay();
    facts.calls = facts.calls.map((call) => (call.observation.payload.voice === 'reported' ? { ...call, verdict: 'corroborated' } : call));
    expect(composeEdition(facts).findings[2]!.verdict).toBe('reported');
  });
  it('name an outlet that reports the same thing on several pages once, with their number', () => {
    const facts = busyDay();
    const again = facts.calls.find(({ id }) => id === 'c3')!;
    facts.calls = [...facts.calls, ...(['instruction', 'invitation'] as const).map((strength, at): CallFact => ({ ...again, id: `again${at}`, document: { ...again.document, id: `d${at}`, url: `${again.document.url}-${at}` }, observation: { ...again.observation, payload: { ...again.observation.payload, strength } } }))];
    expect(composeEdition(facts).findings[2]!.members.map(({ actor, pages }) => [actor.id, pages])).toEqual([['ferry', 3], ['quay', undefined]]);
  });
  it('show no sentence of proof that names a person off the watchlist', () => {
    const facts = busyDay();
    facts.calls = facts.calls.map((call): CallFact => (call.id === 'c1' ? { ...call, proof: { words: 'screenshot', sentence: 'Send the screenshot to Mrs Ilva Dorn by noon.' } } : call));
    expect(composeEdition(facts).findings[0]!.proof).toEqual({ words: 'screenshot', quote: null });
  });
  it('are no better than their weakest part', () => {
    const facts = busyDay();
    facts.calls = facts.calls.map((call) => (call.id === 'c2' ? { ...call, verdict: 'disputed', check: 'machine' } : call));
    expect(composeEdition(facts).findings[0]).toMatchObject({ verdict: 'disputed', check: 'machine' });
  });
  it('leave out standing lines, however strong', () => {
    const facts = busyDay();
    facts.calls = facts.calls.map((call): CallFact => ({ ...call, observation: { ...call.observation, payload: { ...call.observation.payload, voice: 'boilerplate', strength: 'mandatory' } } }));
    expect(composeEdition(facts).findings).toEqual([]);
  });
  it('let invitations in only where several actors used nearly the same words', () => {
    const facts = busyDay();
    const alike: Campaign = { ...facts.campaigns[1]!, similarity: 0.88 };
    facts.campaigns = [facts.campaigns[0]!, alike];
    expect(composeEdition(facts).more.map(({ driveId, strength }) => [driveId, strength])).toEqual([['3', 'invitation']]);
  });
  it('beyond three stand apart and none is lost', () => {
    const facts = busyDay();
    const canals = facts.calls.find(({ id }) => id === 'c5')!;
    facts.calls = [...facts.calls, ...Array.from({ length: 300 }, (_, i): CallFact => ({ ...canals, id: `w${i}`, observation: { ...canals.observation, payload: { ...canals.observation.payload, target: { ...canals.observation.payload.target, handle: `other_${i}` } } } }))];
    const worst = composeEdition(facts);
    expect([worst.findings.length, worst.more.length]).toEqual([3, 300]);
  });
  it('name nobody who is not on the watchlist', () => {
    const facts = busyDay();
    facts.calls = facts.calls.map((call): CallFact => ({ ...call, observation: { ...call.observation, payload: { ...call.observation.payload, caller: 'Mrs Ilva Dorn, teacher' } } }));
    expect(JSON.stringify(composeEdition(facts))).not.toContain('Dorn');
  });
  it('do not repeat a rule\'s words that cross a red line', () => {
    const facts = busyDay();
    facts.calls = facts.calls.map((call): CallFact => ({ ...call, observation: { ...call.observation, why: 'looks like a bot' } }));
    expect(composeEdition(facts).findings.map(({ why }) => why)).toEqual([null, null, null]);
  });
});

describe('followers', () => {
  it('give change, mean and what a goal needs a day', () => {
    expect(busy.followers[0]).toMatchObject({ before: { value: 812_400 }, day: { value: 818_100 }, change: 5_700, mean: { perDay: 5_500, days: 7 }, goals: [{ state: 'open', toGo: 181_900, perDay: 36_380, days: 5 }] });
  });
  it('take up the large change of the day before once a later count is there, with what was found of it', () => {
    const facts = busyDay();
    const fallen = (more: Partial<DayFacts> = {}) => composeEdition({ ...facts, ...more, readings: [...facts.readings, { ...facts.readings.at(-1)!, account: 'telegram:premier_maravel', at: new Date('2027-03-06T12:00:00Z'), value: 900_000 }] }).followers[0]!.earlier;
    const [found] = facts.accountFindings!;
    expect(fallen()).toEqual({ day: '2027-03-07', change: -87_600, share: -87_600 / 900_000, judged: true, finding: null });
    // Of a few counts nobody can say what is usual.
    const few = composeEdition({ ...facts, readings: [['2027-03-05', 880_000], ['2027-03-06', 900_000], ['2027-03-07', 812_400], ['2027-03-08', 818_100]].map(([on, value]) => ({ ...facts.readings[0]!, at: new Date(`${on}T12:00:00Z`), value: value as number })) });
    expect(few.followers[0]!.earlier).toMatchObject({ judged: false, finding: null });
    // A run of days is one finding: told once, with today's.
    expect(fallen({ accountFindings: [{ ...found!, kind: 'purge', account: 'telegram:premier_maravel', day: '2027-03-08', payload: { from: '2027-03-07' } }] })).toBeNull();
    expect(fallen({ accountFindings: [{ ...found!, kind: 'purge', account: 'telegram:premier_maravel', day: '2027-03-07' }] })?.finding).toEqual({ kind: 'purge', unexplained: true });
    expect(busy.followers[0]!.earlier).toBeNull();
  });
  it('leave a day unread that was not read, beside what a text reports', () => {
    expect(busy.followers[2]).toMatchObject({ account: { key: 'tiktok:premier.maravel' }, before: null, day: null, change: null, reported: [{ value: 210_000, bound: '≥', actor: { id: 'radio' } }] });
  });
  it('give no change between a count and a bound', () => {
    const facts = busyDay();
    facts.readings = facts.readings.map((reading) => ({ ...reading, bound: '≥' }));
    expect(composeEdition(facts).followers[0]).toMatchObject({ change: null, mean: null, goals: [{ toGo: null }] });
  });
});

describe('calls to follow', () => {
  it('count own calls over sources read on both days, and say what was left out', () => {
    expect(busy.calls.sources).toEqual({ both: 7, of: 10 });
    expect(busy.calls.rows.map(({ target, before, day, strengths }) => [target.key, before, day, strengths])).toEqual([
      ['telegram:premier_maravel', { calls: 2, actors: 2 }, { calls: 8, actors: 5 }, { mandatory: 1, instruction: 2, invitation: 5 }],
      ['telegram:unity_maravel', { calls: 1, actors: 1 }, { calls: 1, actors: 1 }, { mandatory: 0, instruction: 0, invitation: 1 }],
      ['tiktok:premier.maravel', { calls: 0, actors: 0 }, { calls: 0, actors: 0 }, { mandatory: 0, instruction: 0, invitation: 0 }],
    ]);
    expect(busy.calls.leftOut).toEqual({ reported: 2, boilerplate: 1, oneDayOnly: 0, otherAccounts: 0 });
  });
  it('of a source read on one day only do not count', () => {
    const facts = busyDay();
    facts.readSources.before = facts.readSources.before.filter((id) => id !== 's-radio');
    expect(composeEdition(facts).calls).toMatchObject({ sources: { both: 6 }, leftOut: { oneDayOnly: 3 } });
  });
});

describe('drives', () => {
  it('are new on their first day, growing with new members, and ended once', () => {
    expect(busy.drives.map(({ id, state, members, newMembers }) => [id, state, members, newMembers.length])).toEqual([['7', 'new', 2, 2], ['3', 'steady', 2, 0]]);
    const later = (day: string, date: string): DayFacts => ({ ...busyDay(), day, date });
    expect(composeEdition(later('2027-03-11', '2027-03-12')).drives.map(({ state }) => state)).toEqual(['ended', 'ended']);
    expect(composeEdition(later('2027-03-12', '2027-03-13')).drives).toEqual([]);
    const first = busyDay();
    first.campaigns[1]!.calls = first.campaigns[1]!.calls.filter((one) => one.actorId === 'radio' || one.at >= new Date(busy.covers.from));
    expect(composeEdition(first).drives.find(({ id }) => id === '3')).toMatchObject({ state: 'growing', newMembers: [{ id: 'lantern' }], first: { actor: { id: 'radio' }, day: '2027-03-07', time: '08:00' } });
  });
});

it('a drive\'s calls of days before have the strength that they had', () => {
  const facts = busyDay();
  const strengthOf = (strengths: DayFacts['strengths']) => composeEdition({ ...facts, calls: facts.calls.filter(({ id }) => id !== 'y1'), ...(strengths === undefined ? {} : { strengths }) }).drives.find(({ id }) => id === '3')!.moments!.find(({ day, actor }) => day === '2027-03-07' && actor === 'radio')!.strength;
  expect([strengthOf(undefined), strengthOf({ y1: 'mandatory' })]).toEqual([null, 'mandatory']);
});

describe('what we could not see', () => {
  it('names every unread source with its reason, and those read in spite of a gap after them', () => {
    expect(busy.coverage).toMatchObject({ read: 8, of: 10 });
    expect(busy.coverage.gaps.map(({ source, reason, unread }) => [source?.id, reason, unread])).toEqual([['s-premier', 'blocked', true], ['s-unity-channel', 'no-preview', true], ['s-lantern', 'timed-out', false], ['s-quay', 'endless-addresses', false]]);
    expect(busy.coverage.gaps.at(-1)!.endless).toEqual({ shape: 'https://quay.example/calendar/#/#', taken: 200, refused: 4100 });
  });
  it('lists an unread source without a recorded reason instead of keeping silent', () => {
    const facts = { ...busyDay(), gaps: [] };
    expect(composeEdition(facts).coverage.gaps.map(({ reason }) => reason)).toEqual(['not-read', 'not-read']);
  });
  it('counts both sides alike', () => {
    expect(busy.coverage.bySide.map(({ side, read, of }) => [side, read, of])).toEqual([['government', 3, 4], ['state-and-allied-media', 2, 2], ['independent', 2, 2], ['opposition', 1, 2]]);
  });
});

describe('red lines', () => {
  it('find the words in English and Khmer, also with zero-width spaces inside, and leave robots.txt alone', () => {
    expect(['inauthentic behaviour', 'a bot', 'FAKE', 'illegally', 'Ordered by the Premier', 'គណនីក្លែង\u200Bក្លាយ', 'Claque'].map((words) => crossedRedLine(words) !== null)).toEqual(Array(7).fill(true));
    expect(['robots.txt', 'bottle', 'instructed', 'ក្រសួង'].map(crossedRedLine)).toEqual([null, null, null, null]);
  });
  it('stop a correction that crosses one', () => {
    expect(() => composeEdition({ ...busyDay(), corrections: [{ note: 3, text: { en: 'The account is fake.' } }] })).toThrow(/correction to note 3 says "fake"/);
  });
  it('exchanging two parties exchanges their names and nothing else', () => {
    const text = JSON.stringify(busyDay());
    const swapped = text.replaceAll('premier_maravel', '\u0001').replaceAll('unity_maravel', 'premier_maravel').replaceAll('\u0001', 'unity_maravel');
    const revive = (json: string): DayFacts => JSON.parse(json, (key, value: unknown) => (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? new Date(value) : value)) as DayFacts;
    const back = JSON.stringify(composeEdition(revive(swapped))).replaceAll('premier_maravel', '\u0001').replaceAll('unity_maravel', 'premier_maravel').replaceAll('\u0001', 'unity_maravel');
    expect(JSON.parse(back)).toEqual(busy);
  });
});

describe('pages that changed after they were read', () => {
  const facts = busyDay();
  const [edit] = facts.changes!;
  it('are told where they have findings, a page once, and counted where they have none', () => {
    expect(busy.changes!.items.map(({ kind, actor, said }) => [kind, actor.id, said])).toEqual([['edited', 'canals', { before: 1, after: 0 }], ['vanished', 'lantern', { before: 0, after: 1 }]]);
    expect(busy.changes!.others).toEqual({ edited: 1, vanished: 0, returned: 0 });
    const later = new Date(edit!.at.getTime() + 7_200_000);
    const twice = composeEdition({ ...facts, changes: [edit!, { ...edit!, id: '5', at: later, documentId: 'd-c0c', beforeId: 'd-c0b', said: { before: 0, after: 2 } }] });
    expect(twice.changes!.items).toMatchObject([{ id: '5', beforeId: 'd-c0', said: { before: 1, after: 2 } }]);
  });
  it('show no title that names a private person', () => {
    expect(composeEdition({ ...facts, changes: [{ ...edit!, title: 'A letter to Mrs Ilva Dorn' }] }).changes!.items[0]!.title).toBeNull();
  });
});

describe('how well a moment is known', () => {
  it('goes from the calls of a drive into its first call, its order and its moments', () => {
    const facts = busyDay();
    const known = facts.campaigns.map((campaign) => ({ ...campaign, calls: campaign.calls.map((call, at) => (at === 0 ? { ...call, dated: 'day' as const } : call)), order: campaign.order.map((member, at) => (at === 0 ? { ...member, dated: 'day' as const } : member)) }));
    const [drive] = composeEdition({ ...facts, campaigns: known }).drives;
    expect([drive!.first.dated, drive!.order!.map(({ dated }) => dated), drive!.moments!.map(({ dated }) => dated)]).toEqual(['day', ['day', undefined], ['day', undefined]]);
  });
});

describe('one page', () => {
  const facts = busyDay();
  const [named] = facts.calls.filter(({ id }) => id === 'c5');
  const unnamed = (documentId: string): CallFact => ({ ...named!, id: 'again', document: { ...named!.document, id: documentId }, observation: { ...named!.observation, quote: 'Join Telegram.', payload: { ...named!.observation.payload, target: { platform: 'telegram', handle: null, url: null, owner: null } } } });
  const found = (calls: CallFact[]) => { const { findings, more } = composeEdition({ ...facts, calls }); return [...findings, ...more].length; };
  it('that names its account speaks of that account also where it does not repeat the name', () => {
    expect(found([...facts.calls, unnamed(named!.document.id)])).toBe(found(facts.calls));
    expect(found([...facts.calls, unnamed('another')])).toBe(found(facts.calls) + 1);
  });
  it('tells of a deed once, and a medium\'s promise of nobody is none', () => {
    const [threat, promise] = facts.statements!;
    const deed = (id: string, quote: string) => ({ ...threat!, id, kind: 'conduct' as const, quote, payload: {} });
    const kinds = composeEdition({ ...facts, statements: [deed('d1', 'Lists were kept.'), deed('d2', 'Codes were held up.'), { ...promise!, payload: { status: 'made', actor: null } }, promise!] }).statements!.map(({ id }) => id);
    expect(kinds).toEqual(['d1', 'p1']);
    const told = (payload: Record<string, unknown>) => composeEdition({ ...facts, statements: [{ ...deed('d1', 'Lists were kept.'), payload }] }).statements![0]!.deed;
    expect(told({ act: 'lists kept', by: 'teacher Sok Dara', on: 'students', place: 'Reed Street 4', count: 3, bound: '=' })).toEqual({ act: 'lists kept', by: null, on: 'students', place: null, count: 3, bound: '=' });
    expect(told({ act: 'something else' })).toBeNull();
  });
});

it('a finding shows beside its strongest quote one of the other language that notes are in, where there is one', () => {
  const facts = busyDay();
  const calls = facts.calls.map((call): CallFact => (call.id === 'c2' ? { ...call, document: { ...call.document, language: 'en' }, observation: { ...call.observation, quote: 'All officials follow the Premier.' } } : call));
  expect(composeEdition({ ...facts, calls }).findings[0]!.quotes.map(({ language }) => language)).toEqual(['km', 'en']);
});

describe('a change of counts', () => {
  const facts = busyDay();
  const row = (before: [number, '=' | '≈'], day: [number, '=' | '≈'], extra: typeof facts.readings = []) => composeEdition({ ...facts, readings: [...extra, ...([['2027-03-07', before], ['2027-03-08', day]] as const).map(([on, [value, bound]]) => ({ ...facts.readings[0]!, at: new Date(`${on}T12:00:00Z`), value, bound }))] }).followers[0]!;
  it('is said only where it is larger than the rounding', () => {
    expect(row([12_227, '='], [12_200, '≈']).change).toBeNull();
    expect(row([12_227, '='], [12_900, '≈']).change).toBe(673);
    expect(row([12_227, '='], [12_230, '=']).change).toBe(3);
  });
  it('is that of exact counts where a day has one', () => {
    const rounded = { ...facts.readings[0]!, at: new Date('2027-03-08T15:00:00Z'), value: 12_200, bound: '≈' as const };
    expect(row([12_227, '='], [12_260, '='], [rounded])).toMatchObject({ day: { value: 12_260, bound: '=' }, change: 33 });
  });
});
