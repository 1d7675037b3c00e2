import type { LocalDate } from '#core/model.js';
import type { Bank } from './banks/bank.js';
import { addDays, longDate, number, weekday, type DemoLanguage } from './calendar.js';
import type { Rng } from './rng.js';
import { ACTORS, CAPITAL, type World } from './world.js';

/** What every part of the story is told from. `covered` is the day that the edition of `date` covers. */
export interface Setting {
  seed: number;
  date: LocalDate;
  covered: LocalDate;
  pollingDay: LocalDate;
  goal: { value: number; by: LocalDate };
  world: World;
  bank: Bank;
  /** Subscribers of the Premier's channel at the start of a local day. */
  premierSubscribers(day: LocalDate): number;
}

/** Values for the slots that every phrase may use, in one language, as told on `day`. Places and people are drawn anew with each call. */
export function slotsFor(setting: Setting, language: DemoLanguage, day: LocalDate, rng: Rng): Record<string, string> {
  const { world } = setting;
  const [place, place2] = rng.sample(world.places, 2) as [typeof world.places[number], typeof world.places[number]];
  const [person, person2] = rng.sample(world.officials, 2) as [typeof world.officials[number], typeof world.officials[number]];
  const telegram = (handle: string) => `t.me/${handle}`;
  return {
    place: place[language], place2: place2[language], person: person[language], person2: person2[language],
    n: number(rng.int(20, 90), language), big: number(rng.int(10, 200) * 100, language), day: weekday(day, language), capital: CAPITAL[language],
    premier: world.premier[language], challenger: world.challenger[language], tycoon: world.tycoon[language], spokesman: world.spokesman[language],
    party: language === 'en' ? ACTORS.party.name.en : ACTORS.party.name.km,
    link: telegram(world.handles.premier), challengerLink: telegram(world.handles.challenger), commissionLink: telegram(world.handles.commission),
    falseLink: telegram(world.handles.false), tycoonLink: telegram(world.handles.tycoon), tiktok: `https://www.tiktok.com/@${world.handles.tiktok}`, tiktokHandle: `@${world.handles.tiktok}`,
    youtube: `https://www.youtube.com/@${world.handles.youtube}`, oldDate: longDate(addDays(day, -365), language), partyLink: `https://t.me/${world.handles.party}`, healthLink: `https://t.me/${world.handles.health}`,
    polling: longDate(setting.pollingDay, language), goal: number(setting.goal.value, language), goalBy: longDate(setting.goal.by, language),
    countNow: number(setting.premierSubscribers(day), language), countBefore: number(setting.premierSubscribers(addDays(day, -1)), language),
  };
}
