import { addDays, localTime, type DemoLanguage } from '../calendar.js';
import { tell, type StoryName } from '../banks/bank.js';
import type { Placed, Section } from '../model.js';
import type { Rng } from '../rng.js';
import { slotsFor, type Setting } from '../setting.js';
import { ACTORS, type ActorName } from '../world.js';

/** Who tells which story when: days relative to the covered day. Single voices; none of them is part of a drive. */
const TOLD: { story: StoryName; by: ActorName; days: number; time: string; languages: DemoLanguage[]; section: Section }[] = [
  { story: 'goal', by: 'radio', days: -9, time: '07:40', languages: ['en', 'km'], section: 'elections' },
  { story: 'conditional', by: 'courier', days: -9, time: '18:05', languages: ['km', 'en'], section: 'society' },
  { story: 'promise', by: 'ferry', days: -6, time: '15:20', languages: ['en'], section: 'society' },
  { story: 'abroad', by: 'ferry', days: -6, time: '09:00', languages: ['en', 'km'], section: 'society' },
  { story: 'returned', by: 'lantern', days: -5, time: '16:45', languages: ['km'], section: 'society' },
  { story: 'oldPlatform', by: 'tide', days: -5, time: '10:10', languages: ['en', 'km'], section: 'society' },
  { story: 'photos', by: 'works', days: -4, time: '14:30', languages: ['km', 'en'], section: 'society' },
  { story: 'republished', by: 'tide', days: -4, time: '06:00', languages: ['en', 'km'], section: 'society' },
  { story: 'renamed', by: 'ledger', days: -2, time: '13:00', languages: ['en'], section: 'society' },
  { story: 'reports', by: 'riverside', days: -2, time: '19:30', languages: ['km', 'en'], section: 'schools' },
  { story: 'count', by: 'radio', days: -2, time: '08:15', languages: ['km'], section: 'elections' },
  { story: 'threat', by: 'lantern', days: -1, time: '21:10', languages: ['km', 'en'], section: 'elections' },
  { story: 'unanswered', by: 'ledger', days: -1, time: '20:00', languages: ['en', 'km'], section: 'society' },
  { story: 'purge', by: 'ferry', days: 0, time: '09:10', languages: ['en'], section: 'society' },
  { story: 'count', by: 'radio', days: 0, time: '08:15', languages: ['en', 'km'], section: 'elections' },
  { story: 'classrooms', by: 'ferry', days: 0, time: '11:25', languages: ['en', 'km'], section: 'schools' },
  { story: 'student', by: 'ferry', days: 0, time: '14:40', languages: ['km'], section: 'schools' },
  { story: 'reversal', by: 'ferry', days: 0, time: '16:35', languages: ['en'], section: 'society' },
  { story: 'denial', by: 'banner', days: 0, time: '20:05', languages: ['en', 'km'], section: 'society' },
  { story: 'count', by: 'radio', days: 1, time: '08:15', languages: ['en', 'km'], section: 'elections' },
  { story: 'threat', by: 'riverside', days: 2, time: '15:10', languages: ['km'], section: 'elections' },
  { story: 'count', by: 'radio', days: 3, time: '08:15', languages: ['km', 'en'], section: 'elections' },
];

/** What happens around such drives, told once each: goals, counts, codes in classrooms, a promise and its end, a conditional threat. */
export function plantBehaviours(setting: Setting, ministry: ActorName, rng: Rng): Placed[] {
  return TOLD.flatMap(({ story, by, days, time, languages, section }) => {
    const day = addDays(setting.covered, days);
    return languages.map((language, at): Placed => {
      // The same draw for both languages: one event, told twice.
      const slots = { ...slotsFor(setting, language, day, rng.fork(`${story}${days}`)), ministryA: ACTORS[ministry].name[language] };
      return { actorId: ACTORS[by].id, at: new Date(localTime(day, time).getTime() + at * 11 * 60_000), language, section, author: null, ...tell(setting.bank[language].stories[story][0]!, slots) };
    });
  });
}
