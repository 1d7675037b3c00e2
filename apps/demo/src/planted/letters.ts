import { addDays, localTime, longDate, weekday, khmerDigits, type DemoLanguage } from '../calendar.js';
import { fill, type LetterBank } from '../banks/bank.js';
import type { Placed, TruthCampaign } from '../model.js';
import type { Rng } from '../rng.js';
import type { Setting } from '../setting.js';
import { ACTORS, type ActorName } from '../world.js';

const MINISTRIES: ActorName[] = ['posts', 'works', 'education', 'agriculture'];
const MEDIA: ActorName[] = ['radio', 'banner'];

/** Which alternative of each part a letter takes. */
type Draft = Record<Exclude<keyof LetterBank, 'proofs'>, number>;

/**
 * One drive of near-identical letters: institutions instruct their staff to follow the Premier's channel, hours apart on the covered day and, two of
 * them, on the days before. All start from one draft; each changes one part of it at most. Exactly one asks for proof.
 */
export function plantLetters(setting: Setting, rng: Rng): { campaign: TruthCampaign; members: ActorName[]; articles: Placed[] } {
  const members = [...rng.sample(MINISTRIES, 3), ...rng.sample(MEDIA, rng.int(1, 2))];
  const order = rng.sample(members, members.length);
  const draftOf = (language: DemoLanguage): Draft => {
    const bank = setting.bank[language].letter;
    return { titles: rng.int(0, bank.titles.length - 1), openings: rng.int(0, bank.openings.length - 1), reasons: rng.int(0, bank.reasons.length - 1), asks: rng.int(0, bank.asks.length - 1), duties: rng.int(0, bank.duties.length - 1), closings: rng.int(0, bank.closings.length - 1) };
  };
  const drafts = { en: draftOf('en'), km: draftOf('km') };
  // A ministry wants the proof: what a broadcaster asks of its own people is the smaller news.
  const strict = order.find((name) => MINISTRIES.includes(name))!;

  const articles: Placed[] = [];
  const write = (name: ActorName, at: Date, language: DemoLanguage, day: string) => {
    const draft = { ...drafts[language] };
    const bank = setting.bank[language].letter;
    const changed = rng.pick(['openings', 'duties', 'closings', 'titles'] as const);
    draft[changed] = rng.int(0, bank[changed].length - 1);
    const reference = `${rng.int(11, 98)}/${day.slice(2, 4)}`;
    const slots = {
      institution: ACTORS[name].name[language], premier: setting.world.premier[language], link: `t.me/${setting.world.handles.premier}`,
      head: rng.pick(setting.world.officials)[language], date: longDate(day, language), deadline: weekday(addDays(setting.covered, 3), language),
      reference: language === 'km' ? khmerDigits(reference) : reference,
    };
    const part = (key: keyof Draft) => fill(bank[key][draft[key]]!, slots);
    const proof = name === strict ? [fill(rng.pick(bank.proofs), slots)] : [];
    articles.push({ actorId: ACTORS[name].id, at, language, section: 'announcements', author: null, title: part('titles'),
      paragraphs: [part('openings'), part('reasons'), [part('asks'), ...proof].join(' '), part('duties'), part('closings')] });
  };

  // Hours apart on the covered day: every member but the first two for the first time, the first two as a reminder.
  const hours = Array.from({ length: order.length }, (_, at) => 8 * 60 + Math.floor((at * 9 * 60) / order.length) + rng.int(5, 70));
  const clock = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  order.forEach((name, at) => {
    if (at < 2) {
      const day = addDays(setting.covered, at - 2);
      write(name, localTime(day, clock(rng.int(8 * 60, 16 * 60))), 'km', day);
    }
    write(name, localTime(setting.covered, clock(hours[at]!)), 'km', setting.covered);
    if (at % 2 === 0 || rng.chance(0.4)) write(name, localTime(setting.covered, clock(hours[at]! + rng.int(3, 25))), 'en', setting.covered);
  });
  return {
    campaign: { id: `planted-letters-${rng.int(1000, 9999)}`, target: `telegram:${setting.world.handles.premier}`, members: members.map((name) => ACTORS[name].id).toSorted() },
    members, articles,
  };
}
