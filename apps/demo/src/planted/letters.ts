import { addDays, khmerDigits, localTime, longDate, weekday, type DemoLanguage } from '../calendar.js';
import { fill, type LetterBank } from '../banks/bank.js';
import type { Placed, TruthCampaign } from '../model.js';
import type { Rng } from '../rng.js';
import type { Setting } from '../setting.js';
import { ACTORS, type ActorName } from '../world.js';

const MINISTRIES: ActorName[] = ['posts', 'works', 'education', 'agriculture', 'customs'];
const MEDIA: ActorName[] = ['radio', 'banner'];
const PAIR: ActorName[] = ['labour', 'commerce', 'environment'];

/** Which alternative of each part a letter takes. */
type Draft = Record<Exclude<keyof LetterBank, 'proofs'>, number>;
type Drafts = Record<DemoLanguage, Draft>;
const PARTS = ['titles', 'openings', 'reasons', 'asks', 'duties', 'closings'] as const;

const draftsOf = (setting: Setting, choose: (alternatives: number, part: keyof Draft, language: DemoLanguage) => number): Drafts => {
  const draft = (language: DemoLanguage) => Object.fromEntries(PARTS.map((part) => [part, choose(setting.bank[language].letter[part].length, part, language)])) as Draft;
  return { en: draft('en'), km: draft('km') };
};

interface Letter { by: ActorName; at: Date; day: string; language: DemoLanguage; drafts: Drafts; handle: string; proof: boolean }

/** A letter from its draft: one part of it at most is worded otherwise. */
function write(setting: Setting, { by, at, day, language, drafts, handle, proof }: Letter, rng: Rng): Placed {
  const draft = { ...drafts[language] };
  const bank = setting.bank[language].letter;
  const changed = rng.pick(['openings', 'duties', 'closings', 'titles'] as const);
  draft[changed] = rng.int(0, bank[changed].length - 1);
  const reference = `${rng.int(11, 98)}/${day.slice(2, 4)}`;
  const slots = {
    institution: ACTORS[by].name[language], premier: setting.world.premier[language], link: `t.me/${handle}`,
    head: rng.pick(setting.world.officials)[language], date: longDate(day, language), deadline: weekday(addDays(setting.covered, 3), language),
    reference: language === 'km' ? khmerDigits(reference) : reference,
  };
  const part = (key: keyof Draft) => fill(bank[key][draft[key]]!, slots);
  const proofs = proof ? [fill(rng.pick(bank.proofs), slots)] : [];
  return { actorId: ACTORS[by].id, at, language, section: 'announcements', author: null, title: part('titles'),
    paragraphs: [part('openings'), part('reasons'), [part('asks'), ...proofs].join(' '), part('duties'), part('closings')] };
}

const clock = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/**
 * One drive of near-identical letters: institutions instruct their staff to follow the Premier's channel, hours apart on the covered day and, two of
 * them, on the days before. All start from one draft. Exactly one asks for proof.
 */
export function plantLetters(setting: Setting, rng: Rng): { campaign: TruthCampaign; members: ActorName[]; articles: Placed[] } {
  const members = [...rng.sample(MINISTRIES, 4), ...rng.sample(MEDIA, rng.int(0, 1))];
  const order = rng.sample(members, members.length);
  const drafts = draftsOf(setting, (alternatives) => rng.int(0, alternatives - 1));
  // A ministry wants the proof: what a broadcaster asks of its own people is the smaller news.
  const strict = order.find((name) => MINISTRIES.includes(name))!;
  const articles: Placed[] = [];
  // Some English versions go out as PDF alone; the Khmer letter stands on the page.
  const letter = (by: ActorName, day: string, minutes: number, language: DemoLanguage) =>
    articles.push({ ...(language === 'en' && rng.chance(0.5) ? { paper: 'pdf' as const } : {}), ...write(setting, { by, at: localTime(day, clock(minutes)), day, language, drafts, handle: setting.world.handles.premier, proof: by === strict }, rng) });

  // Hours apart on the covered day: every member but the first two for the first time, the first two as a reminder.
  const hours = order.map((_, at) => 8 * 60 + Math.floor((at * 9 * 60) / order.length) + rng.int(5, 70));
  order.forEach((name, at) => {
    if (at < 2) letter(name, addDays(setting.covered, at - 2), rng.int(8 * 60, 16 * 60), 'km');
    letter(name, setting.covered, hours[at]!, 'km');
    if (at % 2 === 0 || rng.chance(0.4)) letter(name, setting.covered, hours[at]! + rng.int(3, 25), 'en');
  });
  // Those who have not written yet follow while the country goes on.
  MINISTRIES.filter((name) => !members.includes(name)).forEach((name, at) => { letter(name, addDays(setting.covered, at + 1), rng.int(9 * 60, 15 * 60), 'km'); });
  return {
    campaign: { id: `planted-letters-${rng.int(1000, 9999)}`, target: `telegram:${setting.world.handles.premier}`, members: members.map((name) => ACTORS[name].id).toSorted() },
    members, articles,
  };
}

/** Two ministries, one letter, an account that nobody has heard of: the smallest drive there is. Worded unlike the great one. */
export function plantPair(setting: Setting, rng: Rng): { campaign: TruthCampaign; members: ActorName[]; articles: Placed[] } {
  const members = rng.sample(PAIR, 2);
  const drafts = draftsOf(setting, (alternatives) => rng.int(0, alternatives - 1));
  const day = addDays(setting.covered, -4);
  const articles = members.flatMap((by, at) => {
    const minutes = 9 * 60 + at * rng.int(100, 260) + rng.int(0, 50);
    const languages: DemoLanguage[] = ['km', 'en'];
    return languages.map((language, second) => write(setting, { by, at: localTime(day, clock(minutes + second * 12)), day, language, drafts, handle: setting.world.handles.forward, proof: false }, rng));
  });
  return { campaign: { id: `planted-pair-${rng.int(1000, 9999)}`, target: `telegram:${setting.world.handles.forward}`, members: members.map((name) => ACTORS[name].id).toSorted() }, members, articles };
}
