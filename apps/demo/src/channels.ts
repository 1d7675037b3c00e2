import { addDays, localTime, type DemoLanguage } from './calendar.js';
import { fill } from './banks/bank.js';
import type { Channel, ChannelPost } from './model.js';
import type { Rng } from './rng.js';
import { slotsFor, type Setting } from './setting.js';
import { ACTORS, COUNTRY } from './world.js';

/** Subscribers at the start of each day: a start, a usual gain, and noise around it. */
export function subscriberCurve(start: number, gain: number, days: number, rng: Rng): number[] {
  const values = [start];
  for (let day = 1; day <= days; day += 1) values.push(values[day - 1]! + Math.round(gain * (0.7 + 0.6 * rng.next())));
  return values;
}

/** The three public channels: the Premier's, the opposition party's (which calls for itself alone), and the state radio's, which forwards the Premier. */
export function writeChannels(setting: Setting, first: string, last: string, subscribers: { premier: number[]; party: number[]; radio: number[] }, rng: Rng): Channel[] {
  const { world, bank, covered } = setting;
  const channel = (kind: 'premier' | 'party' | 'radio', perDay: number, firstNumber: number): ChannelPost[] => {
    const posts: ChannelPost[] = [];
    let previous = firstNumber;
    for (let day = first; day <= last; day = addDays(day, 1)) {
      const chance = rng.fork(`${kind}/${day}`);
      const count = chance.int(perDay - 1, perDay + 2);
      const moments = Array.from({ length: count }, () => chance.int(6 * 3600, 21 * 3600)).toSorted((a, b) => a - b);
      moments.forEach((moment, at) => {
        const language: DemoLanguage = chance.chance(0.35) ? 'en' : 'km';
        const appeal = kind === 'party' && at === count - 1 && (day === covered || chance.chance(0.4));
        const slots = slotsFor(setting, language, day, chance);
        const text = fill(chance.pick(appeal ? bank[language].partyAppeals : bank[language].channelNotes[kind]), slots);
        // Numbers have gaps: posts were deleted.
        previous += chance.chance(0.1) ? 2 : 1;
        posts.push({
          number: previous, language, text, edited: chance.chance(0.08), photo: chance.chance(0.3), views: chance.int(400, 900) * (kind === 'premier' ? 60 : 9),
          at: new Date(localTime(day, '00:00').getTime() + moment * 1000),
          forwardedFrom: null,
        });
      });
    }
    return posts;
  };
  const premier = channel('premier', 4, 2100);
  const radio = channel('radio', 5, 7300);
  // The radio passes some of the Premier's posts on, an hour later, in his words.
  for (const post of premier) {
    if (!rng.chance(0.2)) continue;
    const at = new Date(post.at.getTime() + rng.int(20, 90) * 60_000);
    radio.push({ ...post, at, photo: false, edited: false, views: rng.int(2000, 6000), forwardedFrom: { title: world.premier.en, url: `https://t.me/${world.handles.premier}/${post.number}` } });
  }
  radio.sort((a, b) => a.at.getTime() - b.at.getTime());
  radio.forEach((post, at) => { post.number = 7301 + at; });

  const curve = (values: number[]) => ({ firstDay: first, values });
  return [
    { handle: world.handles.premier, actor: ACTORS.premier, title: world.premier, description: `Official channel of the Premier of ${COUNTRY.en}. ឆានែលផ្លូវការ។`, posts: premier, watched: true, subscribers: curve(subscribers.premier) },
    { handle: world.handles.party, actor: ACTORS.party, title: ACTORS.party.name, description: `${ACTORS.party.name.en}. ${ACTORS.party.name.km}។`, posts: channel('party', 3, 880), watched: true, subscribers: curve(subscribers.party) },
    { handle: 'radio_meravane', actor: ACTORS.radio, title: ACTORS.radio.name, description: 'News at six, nine, noon and seven. ព័ត៌មានប្រចាំថ្ងៃ។', posts: radio, watched: false, subscribers: curve(subscribers.radio) },
  ];
}
