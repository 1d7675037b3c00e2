import { dayWindow, momentOf } from '../election/calendar.js';
import type { Account, Actor, CallObservation, Campaign, Election, Gap, Reading, Side, Source, Strength, Voice } from '../model.js';
import type { CallFact, DayFacts, MetricFact } from './facts.js';

/** Two days of a country that does not exist, a busy and a quiet one: for specs and for looking at the note without a database. */

const ZONE = 'Asia/Phnom_Penh';
const DAY = '2027-03-08';
const election: Election = {
  id: 'maravel-2027', name: { en: 'Maravel general election 2027', km: 'ការបោះឆ្នោតទូទៅ ម៉ារ៉ាវែល ២០២៧' }, polity: { en: 'Maravel', km: 'ម៉ារ៉ាវែល' },
  timeZone: ZONE, pollingDay: '2027-03-14', releaseRules: [], watchlistVersion: 7,
  phases: [{ name: 'campaign', from: '2027-02-20', to: '2027-03-12' }, { name: 'silence', from: '2027-03-13', to: '2027-03-13' }, { name: 'polling', from: '2027-03-14', to: '2027-03-14' }],
};
const actor = (id: string, kind: Actor['kind'], side: Side, en: string, km: string): Actor => ({ id, kind, side, name: { en, km } });
const actors: Actor[] = [
  actor('premier', 'official', 'government', 'Office of the Premier', 'ការិយាល័យនាយករដ្ឋមន្ត្រី'),
  actor('harbours', 'ministry', 'government', 'Ministry of Harbours', 'ក្រសួងកំពង់ផែ'),
  actor('forests', 'ministry', 'government', 'Ministry of Forests', 'ក្រសួងព្រៃឈើ'),
  actor('canals', 'ministry', 'government', 'Ministry of Canals', 'ក្រសួងព្រែកជីក'),
  actor('radio', 'state-media', 'state-and-allied-media', 'Radio Maravel', 'វិទ្យុម៉ារ៉ាវែល'),
  actor('lantern', 'pro-government-media', 'state-and-allied-media', 'The Lantern', 'សារព័ត៌មានចង្កៀង'),
  actor('ferry', 'independent-media', 'independent', 'The Ferry', 'សារព័ត៌មានសាឡាង'),
  actor('quay', 'independent-media', 'independent', 'Quay Weekly', 'ទស្សនាវដ្តីកំពង់'),
  actor('unity', 'party', 'opposition', 'Unity Party', 'គណបក្សរួបរួម'),
];
const source = (id: string, actorId: string, url: string, kind = 'website'): Source => ({ id, actorId, kind, url, settings: {}, robots: { mode: 'obey' }, paceMs: 2000, paused: false });
const sources: Source[] = [
  source('s-premier', 'premier', 'https://premier.maravel.example/'), source('s-harbours', 'harbours', 'https://harbours.maravel.example/'),
  source('s-forests', 'forests', 'https://forests.maravel.example/'), source('s-canals', 'canals', 'https://canals.maravel.example/'),
  source('s-radio', 'radio', 'https://radio.maravel.example/feed', 'feed'), source('s-lantern', 'lantern', 'https://lantern.example/'),
  { ...source('s-ferry', 'ferry', 'https://ferry.example/'), robots: { mode: 'ignore', reason: 'The site asked us by letter to read all of it.' } },
  source('s-quay', 'quay', 'https://quay.example/'), source('s-unity', 'unity', 'https://unity.example/'),
  source('s-unity-channel', 'unity', 'https://t.me/s/unity_maravel', 'telegram-channel'),
];
const account = (handle: string, ownerActorId: string, en: string, km: string): Account => ({ key: `telegram:${handle}`, platform: 'telegram', handle, name: { en, km }, ownerActorId, status: 'official', watched: true });
const accounts: Account[] = [account('premier_maravel', 'premier', 'The Premier', 'នាយករដ្ឋមន្ត្រី'), account('unity_maravel', 'unity', 'Unity', 'រួបរួម'),
  { ...account('premier.maravel', 'premier', 'The Premier', 'នាយករដ្ឋមន្ត្រី'), key: 'tiktok:premier.maravel', platform: 'tiktok' }];

const at = (day: string, time: string): Date => momentOf(day, time, ZONE);
interface CallSketch { id: string; actor: string; day?: string; time: string; quote: string; language?: string; strength?: Strength; voice?: Voice; to?: string; audience?: CallObservation['payload']['audience']; caller?: string | null; why?: string; check?: CallFact['check'] }
function call({ id, actor, day = DAY, time, quote, language = 'en', strength = 'invitation', voice = 'own', to = 'premier_maravel', audience = 'general', caller = null, why = 'the verb "follow" with an account', check = 'machine' }: CallSketch): CallFact {
  const from = sources.find((source) => source.actorId === actor)!;
  return {
    id, verdict: voice === 'own' ? 'observed' : 'reported', check,
    document: { id: `d-${id}`, url: new URL(`/posts/${id}`, from.url).href, title: null, actorId: actor, sourceId: from.id, language, at: at(day, time), atPrecision: 'minute', version: 1 },
    observation: { kind: 'call', span: { start: 0, end: quote.length }, quote, why, confidence: 0.9, payload: { voice, caller, audience, action: 'follow', strength, target: { platform: 'telegram', handle: to, url: `https://t.me/${to}`, owner: null } } },
  };
}
const LETTER = 'សូមមន្ត្រីរាជការទាំងអស់ចូលតាមដានឆានែល\u200Bតេឡេក្រាមរបស់លោកនាយករដ្ឋមន្ត្រី និងផ្ញើរូបថតអេក្រង់ជូនប្រធានអង្គភាព ត្រឹមថ្ងៃសុក្រ';
const busyCalls: CallFact[] = [
  call({ id: 'c1', actor: 'harbours', time: '09:10', quote: LETTER, language: 'km', strength: 'mandatory', audience: 'employees', why: 'the verb asks (សូម); proof is wanted: a screenshot to the head of unit, with a deadline', check: 'two agree' }),
  call({ id: 'c2', actor: 'forests', time: '15:42', quote: 'សូមមន្ត្រីរាជការទាំងអស់ចូលតាមដានឆានែលតេឡេក្រាមរបស់លោកនាយករដ្ឋមន្ត្រី', language: 'km', strength: 'instruction', audience: 'employees', check: 'two agree' }),
  call({ id: 'c3', actor: 'ferry', time: '11:20', quote: 'A student said that at least fifteen harbour officials came to the lecture hall and told everyone to scan the code for the Premier\'s channel', voice: 'reported', strength: 'instruction', audience: 'students', caller: 'Ministry of Harbours' }),
  call({ id: 'c4', actor: 'quay', time: '13:05', quote: 'at least fifteen harbour officials came to the lecture hall and told everyone to scan the code for the Premier\'s channel', voice: 'reported', strength: 'instruction', audience: 'students', caller: 'Ministry of Harbours' }),
  call({ id: 'c5', actor: 'canals', time: '10:00', quote: 'All gauge keepers are instructed to join the Premier\'s channel before the next shift.', strength: 'instruction', audience: 'employees', why: 'the verb "are instructed to"', check: 'one reader' }),
  ...['08:00', '10:55', '12:30'].map((time, i) => call({ id: `r${i}`, actor: 'radio', time, quote: 'Follow the Premier on Telegram and be the first to know.' })),
  ...['09:00', '17:10'].map((time, i) => call({ id: `l${i}`, actor: 'lantern', time, quote: 'One million friends for the Premier: join the channel.' })),
  call({ id: 'u1', actor: 'unity', time: '18:00', quote: 'Join our channel for the programme of the day.', to: 'unity_maravel' }),
  call({ id: 'b1', actor: 'lantern', time: '09:00', quote: 'Follow us', voice: 'boilerplate' }),
  call({ id: 'y1', actor: 'radio', day: '2027-03-07', time: '08:00', quote: 'Follow the Premier on Telegram.' }),
  call({ id: 'y2', actor: 'lantern', day: '2027-03-07', time: '12:00', quote: 'One million friends for the Premier: join the channel.' }),
  call({ id: 'y3', actor: 'unity', day: '2027-03-07', time: '18:00', quote: 'Join our channel.', to: 'unity_maravel' }),
];
const member = (fact: CallFact): Campaign['calls'][number] => ({ documentId: fact.document.id, actorId: fact.document.actorId, at: fact.document.at, observationId: fact.id });
const drive = (id: string, facts: CallFact[], rest: Pick<Campaign, 'links' | 'similarity' | 'pValue'>): Campaign => {
  const calls = facts.map(member).sort((a, b) => a.at.getTime() - b.at.getTime());
  return { id, target: 'telegram:premier_maravel', members: [...new Set(calls.map((one) => one.actorId))], calls, firstAt: calls[0]!.at, lastAt: calls.at(-1)!.at, verdict: 'observed', objects: [], ...rest,
    order: [...new Set(calls.map((one) => one.actorId))].map((actorId) => { const own = calls.filter((one) => one.actorId === actorId); return { actorId, firstAt: own[0]!.at, afterMs: own[0]!.at.getTime() - calls[0]!.at.getTime(), calls: own.length, role: 'origin' as const }; }) };
};
const reading = (handle: string, day: string, value: number, bound: Reading['bound'] = '='): Reading => ({ account: `telegram:${handle}`, metric: 'followers', value, bound, at: at(day, '23:30'), how: 'observed', snapshotId: 's', documentId: null });
/** Counts of most days since the second week of February; two days were not read. */
const earlier = (handle: string, from: number, aDay: number): Reading[] => [9, 10, 11, 12, 13, 14, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28].map((day, at) => reading(handle, `2027-02-${String(day).padStart(2, '0')}`, from + aDay * (day - 9) + (at % 3) * Math.round(aDay / 4)));
const gap = (sourceId: string, reason: Gap['reason'], day: string, time: string, tries: number, open = true): Gap => ({ sourceId, reason, detail: '', firstAt: at(day, time), lastAt: at(DAY, '22:00'), tries, open });
const radioCount: MetricFact = {
  id: 'm1', verdict: 'reported', check: 'machine',
  document: { id: 'd-m1', url: 'https://radio.maravel.example/posts/m1', title: null, actorId: 'radio', sourceId: 's-radio', language: 'en', at: at(DAY, '19:00'), atPrecision: 'minute', version: 1 },
  observation: { kind: 'metric', span: { start: 0, end: 15 }, quote: 'over 210,000 on TikTok', why: 'a number with "over" and a platform', confidence: 0.8, payload: { metric: 'followers', value: 210_000, bound: '≥', platform: 'tiktok', handle: null, owner: 'Office of the Premier', asOf: null } },
};

const THREAT = 'អ្នកណាបំពានច្បាប់នេះ ដឹងហើយថាតុលាការនៅឯណា';
const spoken = (id: string, actorId: string, time: string): CallFact['document'] => {
  const from = sources.find((source) => source.actorId === actorId)!;
  return { id: `d-${id}`, url: new URL(`/posts/${id}`, from.url).href, title: null, actorId, sourceId: from.id, language: id === 't1' ? 'km' : 'en', at: at(DAY, time), atPrecision: 'minute', version: 1 };
};

/** A new pair of ministries, an older drive, a report with a reprint, three sources unread, a correction. Released to staff. */
export function busyDay(): DayFacts {
  const pick = (...ids: string[]): CallFact[] => busyCalls.filter((fact) => ids.includes(fact.id));
  return {
    election, day: DAY, date: '2027-03-09', audience: 'staff', number: 24, cutOff: at('2027-03-09', '06:00'), actors, sources, accounts,
    goals: [{ account: 'telegram:premier_maravel', value: 1_000_000, by: '2027-03-13', statedBy: 'premier', statedOn: '2027-02-26', source: 'https://premier.maravel.example/goal' }],
    calls: busyCalls, metrics: [radioCount],
    campaigns: [drive('7', pick('c1', 'c2'), { links: ['near-same text', 'same target'], similarity: 0.91, pValue: null }), drive('3', pick('r0', 'r1', 'r2', 'l0', 'l1', 'y1', 'y2'), { links: ['same target'], similarity: null, pValue: 0.004 })],
    readings: [...earlier('premier_maravel', 640_000, 5_100), reading('premier_maravel', '2027-03-01', 779_600), reading('premier_maravel', '2027-03-07', 812_400), reading('premier_maravel', DAY, 818_100),
      ...earlier('unity_maravel', 91_400, 180), reading('unity_maravel', '2027-03-01', 95_070), reading('unity_maravel', '2027-03-07', 96_310), reading('unity_maravel', DAY, 96_540)],
    gaps: [gap('s-premier', 'blocked', '2027-03-06', '13:20', 41), gap('s-lantern', 'timed-out', DAY, '14:00', 6, false), gap('s-unity-channel', 'no-preview', '2027-03-01', '08:00', 16), gap('s-quay', 'endless-addresses', '2027-03-05', '11:00', 1)],
    endless: [{ sourceId: 's-quay', shape: 'https://quay.example/calendar/#/#', taken: 200, refused: 4100 }],
    readSources: { day: ['s-harbours', 's-forests', 's-canals', 's-radio', 's-lantern', 's-ferry', 's-quay', 's-unity'], before: ['s-harbours', 's-forests', 's-canals', 's-radio', 's-lantern', 's-ferry', 's-unity'] },
    documents: { bySide: { government: 61, 'state-and-allied-media': 212, independent: 88, opposition: 19 }, total: 380 },
    model: { on: false, name: null }, release: { state: 'released', by: 'E2', at: at('2027-03-09', '06:35') }, baseUrl: null,
    statements: [
      { id: 't1', kind: 'threat', document: spoken('t1', 'radio', '22:14'), quote: THREAT, payload: { speaker: 'Office of the Premier', target: null, conditional: true }, verdict: 'reported', check: 'two agree' },
      { id: 'p1', kind: 'commitment', document: spoken('p1', 'ferry', '14:20'), quote: 'I will leave that platform for good', payload: { status: 'made', actor: 'Unity Party', platform: 'facebook' }, verdict: 'reported', check: 'machine' },
    ],
    changes: [
      { id: '1', kind: 'edited', actorId: 'canals', title: 'To all gauge keepers', url: 'https://canals.maravel.example/posts/c0', documentId: 'd-c0b', beforeId: 'd-c0', at: at(DAY, '16:05'), lastSeenAt: null, said: { before: 1, after: 0 } },
      { id: '2', kind: 'vanished', actorId: 'lantern', title: null, url: 'https://lantern.example/posts/l9', documentId: 'd-l9', beforeId: null, at: at(DAY, '19:30'), lastSeenAt: at('2027-03-07', '12:10'), said: { before: 0, after: 1 } },
      { id: '3', kind: 'edited', actorId: 'quay', title: 'Prices at the market', url: 'https://quay.example/posts/m2', documentId: 'd-m2b', beforeId: 'd-m2', at: at(DAY, '11:00'), lastSeenAt: null, said: { before: 0, after: 0 } },
    ],
    replies: [
      { id: 'q1', about: 'drive:7', actorId: 'harbours', channel: 'mail', askedAt: at(DAY, '17:00'), deadline: at('2027-03-09', '06:00'), answer: null, answerLanguage: null, answeredAt: null },
      { id: 'q2', about: null, actorId: 'forests', channel: 'telephone', askedAt: at('2027-03-07', '10:00'), deadline: null, answer: 'An invitation, not an order', answerLanguage: 'en', answeredAt: at(DAY, '21:30') },
    ],
    accountFindings: [{ id: '9', class: 'anomaly', kind: 'jump', account: 'telegram:unity_maravel', actorId: 'unity', day: DAY, verdict: 'observed', unexplained: true, documentId: null,
      payload: { before: 96_310, after: 99_540, change: 3230, usual: 210, checks: [{ explanation: 'widely-viewed-posts', result: 'does-not', figure: 1.1 }, { explanation: 'same-on-other-accounts', result: 'not-seen', figure: null }] } }],
    corrections: [{ note: 22, text: { en: '"Three ministries" was two; one was a reprint.', km: '«ក្រសួងបី» គឺពីរ ព្រោះមួយជាការចុះផ្សាយឡើងវិញ។' } }], sample: { checked: 40, missed: 1 },
  };
}

/** Nothing but everyday invitations, all sources read but one. */
export function quietDay(): DayFacts {
  const day = '2027-03-01';
  const window = dayWindow(day, ZONE);
  const shift = (fact: CallFact): CallFact => ({ ...fact, document: { ...fact.document, at: new Date(fact.document.at.getTime() - 7 * 86_400_000) } });
  return {
    ...busyDay(), day, date: '2027-03-02', number: 17, cutOff: at('2027-03-02', '06:00'), calls: busyCalls.filter((fact) => ['r0', 'l0', 'u1', 'y1', 'y2', 'y3'].includes(fact.id)).map(shift),
    metrics: [], campaigns: [], goals: [], statements: [], changes: [], replies: [], accountFindings: [], corrections: [], sample: { checked: 40, missed: 0 }, accounts: accounts.slice(0, 2),
    readings: [reading('premier_maravel', '2027-02-28', 774_300), reading('premier_maravel', day, 779_600), reading('unity_maravel', '2027-02-28', 94_880), reading('unity_maravel', day, 95_070)],
    gaps: [{ ...gap('s-unity-channel', 'no-preview', day, '08:00', 2), firstAt: window.from }],
    readSources: { day: sources.slice(0, 9).map(({ id }) => id), before: sources.slice(0, 9).map(({ id }) => id) },
    documents: { bySide: { government: 40, 'state-and-allied-media': 150, independent: 70, opposition: 12 }, total: 272 },
    release: { state: 'released', by: 'E1', at: at('2027-03-02', '06:40') },
  };
}
