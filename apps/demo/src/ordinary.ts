import { addDays, localTime, type DemoLanguage } from './calendar.js';
import { fill, type OrdinarySection } from './banks/bank.js';
import type { Placed } from './model.js';
import type { Rng } from './rng.js';
import { slotsFor, type Setting } from './setting.js';
import { ACTORS, type ActorName } from './world.js';

/** What an outlet writes on a common day: how many articles, about what, in which language how often. */
interface Desk { by: ActorName; least: number; most: number; sections: OrdinarySection[]; english: number }
const office = (by: ActorName, sections: OrdinarySection[], english: number): Desk => ({ by, least: 0, most: 2, sections, english });
const DESKS: Desk[] = [
  office('posts', ['roads', 'schools', 'weather'], 0.3),
  office('works', ['roads', 'weather'], 0.4),
  office('education', ['schools', 'sport'], 0.4),
  office('agriculture', ['weather', 'roads', 'health'], 0.2),
  office('labour', ['schools', 'health'], 0.3),
  office('commerce', ['roads', 'schools'], 0.4),
  office('environment', ['weather', 'health'], 0.3),
  office('information', ['elections', 'schools'], 0.4),
  office('customs', ['roads', 'weather'], 0.5),
  { by: 'health', least: 0, most: 1, sections: ['health'], english: 0.4 },
  { by: 'radio', least: 2, most: 3, sections: ['elections', 'roads', 'schools', 'weather', 'sport', 'health'], english: 0.5 },
  { by: 'banner', least: 1, most: 3, sections: ['elections', 'roads', 'schools', 'sport', 'weather'], english: 0.5 },
  { by: 'courier', least: 1, most: 2, sections: ['elections', 'roads', 'sport', 'health'], english: 0.3 },
  { by: 'beacon', least: 1, most: 2, sections: ['roads', 'schools', 'weather', 'sport'], english: 0.2 },
  { by: 'ferry', least: 2, most: 3, sections: ['elections', 'roads', 'schools', 'weather', 'sport', 'health'], english: 0.8 },
  { by: 'tide', least: 0, most: 1, sections: ['elections', 'schools', 'health'], english: 0.7 },
  { by: 'ledger', least: 0, most: 2, sections: ['elections', 'roads'], english: 0.9 },
  { by: 'lantern', least: 1, most: 3, sections: ['elections', 'roads', 'schools', 'sport'], english: 0.3 },
  { by: 'riverside', least: 1, most: 2, sections: ['elections', 'weather', 'roads'], english: 0.2 },
  { by: 'commission', least: 0, most: 2, sections: ['elections'], english: 0.5 },
  { by: 'northern', least: 0, most: 1, sections: ['schools', 'sport'], english: 0.5 },
  { by: 'teachers', least: 0, most: 1, sections: ['schools'], english: 0.3 },
  { by: 'lycee', least: 0, most: 1, sections: ['schools', 'sport'], english: 0.2 },
  { by: 'technical', least: 0, most: 1, sections: ['schools'], english: 0.4 },
];
/** Days before the covered one on which little is published and nothing is asked for. */
export const QUIET: readonly number[] = [-8, -7];

/** Everyday articles of all outlets on the local days `first` to `last`, both included. */
export function writeOrdinary(setting: Setting, first: string, last: string, rng: Rng): Placed[] {
  const articles: Placed[] = [];
  const quiet = QUIET.map((days) => addDays(setting.covered, days));
  for (let day = first; day <= last; day = addDays(day, 1)) {
    for (const desk of DESKS) {
      const chance = rng.fork(`${desk.by}/${day}`);
      for (let left = Math.min(chance.int(desk.least, desk.most), quiet.includes(day) ? 1 : desk.most); left > 0; left -= 1) articles.push(write(setting, desk, day, chance));
    }
  }
  return articles;
}

function write(setting: Setting, desk: Desk, day: string, rng: Rng): Placed {
  const language: DemoLanguage = rng.chance(desk.english) ? 'en' : 'km';
  const section = rng.pick(desk.sections);
  const topic = setting.bank[language].ordinary[section];
  const slots = slotsFor(setting, language, day, rng);
  // Figures and days differ from sentence to sentence; places and people stay.
  const sentence = (template: string) => { const fresh = slotsFor(setting, language, addDays(day, rng.int(0, 4)), rng); return fill(template, { ...slots, n: fresh['n']!, big: fresh['big']!, day: fresh['day']! }); };
  const facts = rng.sample(topic.facts, rng.int(4, 6)).map(sentence);
  const half = Math.ceil(facts.length / 2);
  return {
    actorId: ACTORS[desk.by].id, language, section, ...paperOf(ACTORS[desk.by].kind, section, language, rng),
    at: localTime(day, `${String(rng.int(6, 20)).padStart(2, '0')}:${String(rng.int(0, 59)).padStart(2, '0')}:${String(rng.int(0, 59)).padStart(2, '0')}`),
    author: ACTORS[desk.by].kind === 'ministry' ? null : rng.pick(setting.world.officials)[language],
    title: sentence(rng.pick(topic.titles)),
    paragraphs: [fill(rng.pick(topic.leads), slots), facts.slice(0, half).join(' '), sentence(rng.pick(topic.quotes)), facts.slice(half).join(' '), sentence(rng.pick(topic.closings))],
  };
}

/** Offices send some of their circulars as PDF, and some of those as a photograph of the sheet. */
function paperOf(kind: string, section: OrdinarySection, language: DemoLanguage, rng: Rng): Pick<Placed, 'paper'> {
  if (kind !== 'ministry' || section === 'sport' || !rng.chance(0.2)) return {};
  return { paper: language === 'en' && rng.chance(0.7) ? 'pdf' : 'scan' };
}
