import { addDays, localTime, type DemoLanguage } from '../calendar.js';
import { fill, type StoryText } from '../banks/bank.js';
import type { Placed, Section, TruthDecoy } from '../model.js';
import type { Rng } from '../rng.js';
import { slotsFor, type Setting } from '../setting.js';
import { ACTORS, type ActorName } from '../world.js';

/** Fills a story's slots once, so that every outlet that prints it prints the same words. */
export function tell(story: StoryText, slots: Record<string, string>): { title: string; paragraphs: string[] } {
  return { title: fill(story.title, slots), paragraphs: story.paragraphs.map((paragraph) => fill(paragraph, slots)) };
}

/** Things that look like a drive and are none: a wire story that outlets reprint, news that all cover, a health campaign, a denial. */
export function plantDecoys(setting: Setting, members: ActorName[], rng: Rng): { decoys: TruthDecoy[]; articles: Placed[] } {
  const articles: Placed[] = [];
  const { covered } = setting;
  const place = (name: ActorName, at: Date, language: DemoLanguage, section: Section, text: { title: string; paragraphs: string[] }, author: string | null = null) =>
    articles.push({ actorId: ACTORS[name].id, at, language, section, author, ...text });
  const ids = (names: ActorName[]) => names.map((name) => ACTORS[name].id).toSorted();

  // The agency's item about the letters, word for word within minutes of each other. It reports; it does not call.
  const [ministryA, ministryB] = members.filter((name) => name !== 'radio' && name !== 'banner') as [ActorName, ActorName];
  const wire: ActorName[] = ['ferry', 'lantern', ...(members.includes('radio') ? [] : ['radio' as const])];
  for (const language of ['en', 'km'] as const) {
    const slots = { ...slotsFor(setting, language, covered, rng), ministryA: ACTORS[ministryA].name[language], ministryB: ACTORS[ministryB].name[language] };
    const text = tell(rng.pick(setting.bank[language].stories.wire), slots);
    wire.forEach((name, at) => place(name, localTime(covered, `18:${String(10 + at * 7 + rng.int(0, 5)).padStart(2, '0')}`), language, 'society', text, 'MPA'));
  }

  // The ferry: every outlet and one ministry, each in its own words.
  const witnesses: ActorName[] = ['radio', 'banner', 'ferry', 'lantern', 'works'];
  const eventDay = addDays(covered, -2);
  const scene = { en: slotsFor(setting, 'en', eventDay, rng.fork('scene')), km: slotsFor(setting, 'km', eventDay, rng.fork('scene')) };
  for (const name of witnesses) {
    const language: DemoLanguage = rng.chance(0.5) ? 'en' : 'km';
    const pieces = setting.bank[language].event;
    place(name, localTime(addDays(eventDay, 1), `0${rng.int(6, 9)}:${rng.int(10, 59)}`), language, 'society', tell(
      { title: rng.pick(pieces.titles), paragraphs: [rng.pick(pieces.leads), ...rng.sample(pieces.facts, 4), rng.pick(pieces.quotes)] }, scene[language]));
  }

  // The health ministry asks people to follow its own line, over days and in both languages.
  [-6, -4, -3, -1, 0].forEach((days, at) => {
    const day = addDays(covered, days);
    for (const language of ['km', 'en'] as const) {
      const appeals = setting.bank[language].healthAppeals;
      place('health', localTime(day, `${language === 'km' ? '09' : '10'}:${rng.int(10, 59)}`), language, 'health', tell(appeals[at % appeals.length]!, slotsFor(setting, language, day, rng)));
    }
  });

  for (const [language, time] of [['en', '20:05'], ['km', '20:20']] as const) {
    place('banner', localTime(covered, time), language, 'society', tell(rng.pick(setting.bank[language].stories.denial), slotsFor(setting, language, covered, rng)));
  }
  return {
    articles,
    decoys: [
      { kind: 'wire', target: `telegram:${setting.world.handles.premier}`, members: ids(wire) },
      { kind: 'news-event', target: null, members: ids(witnesses) },
      { kind: 'public-health', target: `telegram:${setting.world.handles.health}`, members: ids(['health']) },
      { kind: 'footer', target: `telegram:${setting.world.handles.government}`, members: ids(['posts', 'works', 'education', 'agriculture', 'health']) },
      { kind: 'denial', target: `telegram:${setting.world.handles.premier}`, members: ids(['banner']) },
    ],
  };
}
