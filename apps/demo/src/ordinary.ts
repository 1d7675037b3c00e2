import { addDays, localTime, type DemoLanguage } from './calendar.js';
import { fill, type OrdinarySection } from './banks/bank.js';
import type { Placed } from './model.js';
import type { Rng } from './rng.js';
import { slotsFor, type Setting } from './setting.js';
import { ACTORS, type ActorName } from './world.js';

/** What an outlet writes on a common day: how many articles, about what, in which language how often. */
interface Desk { by: ActorName; least: number; most: number; sections: OrdinarySection[]; english: number }
const DESKS: Desk[] = [
  { by: 'posts', least: 1, most: 2, sections: ['roads', 'schools', 'weather'], english: 0.3 },
  { by: 'works', least: 1, most: 3, sections: ['roads', 'weather'], english: 0.4 },
  { by: 'education', least: 1, most: 2, sections: ['schools', 'sport'], english: 0.4 },
  { by: 'agriculture', least: 1, most: 2, sections: ['weather', 'roads', 'health'], english: 0.2 },
  { by: 'health', least: 1, most: 1, sections: ['health'], english: 0.4 },
  { by: 'radio', least: 3, most: 5, sections: ['elections', 'roads', 'schools', 'weather', 'sport', 'health'], english: 0.5 },
  { by: 'banner', least: 3, most: 4, sections: ['elections', 'roads', 'schools', 'sport', 'weather'], english: 0.5 },
  { by: 'ferry', least: 3, most: 5, sections: ['elections', 'roads', 'schools', 'weather', 'sport', 'health'], english: 0.8 },
  { by: 'lantern', least: 2, most: 4, sections: ['elections', 'roads', 'schools', 'sport'], english: 0.3 },
  { by: 'commission', least: 1, most: 2, sections: ['elections'], english: 0.5 },
];

/** Everyday articles of all outlets on the local days `first` to `last`, both included. */
export function writeOrdinary(setting: Setting, first: string, last: string, rng: Rng): Placed[] {
  const articles: Placed[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    for (const desk of DESKS) {
      const chance = rng.fork(`${desk.by}/${day}`);
      for (let left = chance.int(desk.least, desk.most); left > 0; left -= 1) articles.push(write(setting, desk, day, chance));
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
    actorId: ACTORS[desk.by].id, language, section,
    at: localTime(day, `${String(rng.int(6, 20)).padStart(2, '0')}:${String(rng.int(0, 59)).padStart(2, '0')}:${String(rng.int(0, 59)).padStart(2, '0')}`),
    author: ACTORS[desk.by].kind === 'ministry' ? null : rng.pick(setting.world.officials)[language],
    title: sentence(rng.pick(topic.titles)),
    paragraphs: [fill(rng.pick(topic.leads), slots), facts.slice(0, half).join(' '), sentence(rng.pick(topic.quotes)), facts.slice(half).join(' '), sentence(rng.pick(topic.closings))],
  };
}
