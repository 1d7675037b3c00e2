import { addDays, localTime, type DemoLanguage } from './calendar.js';
import { fill } from './banks/bank.js';
import type { Channel, ChannelPost, DemoActor, DemoName, PlacedPost } from './model.js';
import type { Rng } from './rng.js';
import { slotsFor, type Setting } from './setting.js';
import { ACTORS, COUNTRY, type ActorName, type ChannelName } from './world.js';

/** Subscribers at the start of each day: a start, a usual gain, and noise around it. */
export function subscriberCurve(start: number, gain: number, days: number, rng: Rng): number[] {
  const values = [start];
  for (let day = 1; day <= days; day += 1) values.push(values[day - 1]! + Math.max(1, Math.round(gain * (0.7 + 0.6 * rng.next()))));
  return values;
}

type Voice = 'premier' | 'party' | 'radio';
/** Whose words a channel writes in, how often, and how many subscribers it begins with and wins in a day. */
interface Plan { by: ActorName; voice: Voice; perDay: number; start: [number, number]; gain: number; firstNumber: number; watched?: true }
const PLANS: Record<Exclude<ChannelName, 'premier'>, Plan> = {
  party: { by: 'party', voice: 'party', perDay: 3, start: [88_000, 97_000], gain: 240, firstNumber: 880, watched: true },
  challenger: { by: 'party', voice: 'party', perDay: 2, start: [900, 2_400], gain: 2_900, firstNumber: 1, watched: true },
  farmers: { by: 'farmers', voice: 'party', perDay: 2, start: [11_000, 16_000], gain: 35, firstNumber: 310, watched: true },
  radio: { by: 'radio', voice: 'radio', perDay: 6, start: [31_000, 42_000], gain: 40, firstNumber: 7300 },
  banner: { by: 'banner', voice: 'radio', perDay: 3, start: [22_000, 30_000], gain: 30, firstNumber: 4100 },
  courier: { by: 'courier', voice: 'radio', perDay: 3, start: [14_000, 19_000], gain: 22, firstNumber: 2600 },
  posts: { by: 'posts', voice: 'radio', perDay: 1, start: [4_000, 6_000], gain: 12, firstNumber: 150 },
  labour: { by: 'labour', voice: 'radio', perDay: 1, start: [5_000, 7_500], gain: 15, firstNumber: 420 },
  health: { by: 'health', voice: 'radio', perDay: 1, start: [60_000, 80_000], gain: 310, firstNumber: 990, watched: true },
  tycoon: { by: 'tycoon', voice: 'premier', perDay: 2, start: [140_000, 190_000], gain: 420, firstNumber: 1500, watched: true },
  youth: { by: 'youth', voice: 'radio', perDay: 2, start: [18_000, 26_000], gain: 150, firstNumber: 640 },
  lantern: { by: 'lantern', voice: 'radio', perDay: 3, start: [52_000, 61_000], gain: 130, firstNumber: 5200 },
  union: { by: 'union', voice: 'party', perDay: 1, start: [7_000, 9_500], gain: 45, firstNumber: 230 },
  commission: { by: 'commission', voice: 'radio', perDay: 2, start: [41_000, 50_000], gain: 500, firstNumber: 330, watched: true },
  fans: { by: 'youth', voice: 'premier', perDay: 1, start: [58_000, 66_000], gain: 90, firstNumber: 700, watched: true },
};
/** The radio goes over to hundreds of items a day the day before the covered one; it is read from there on. */
const FLOOD_PER_DAY = 96;

/** Bought in one night three days before the covered day, taken away by the platform two days later. */
function withPurge(values: number[], night: number, rng: Rng): number[] {
  const bought = rng.int(36_000, 44_000);
  return values.map((value, day) => value + (day === night + 1 || day === night + 2 ? bought : day > night + 2 ? Math.round(bought * 0.04) : 0));
}

/** All public channels: ordinary posts, and those planted in them. */
export function writeChannels(setting: Setting, first: string, last: string, premierCurve: number[], planted: readonly PlacedPost[], rng: Rng): Channel[] {
  const { world, bank, covered } = setting;
  const days = premierCurve.length - 1;
  const flood = addDays(covered, -1);
  const write = (name: ChannelName, { voice, perDay, firstNumber }: Pick<Plan, 'voice' | 'perDay' | 'firstNumber'>): ChannelPost[] => {
    const posts: Omit<ChannelPost, 'number'>[] = [];
    const begins = name === 'challenger' ? addDays(covered, -6) : first;
    for (let day = begins; day <= last; day = addDays(day, 1)) {
      const chance = rng.fork(`${name}/${day}`);
      const count = name === 'radio' && day >= flood ? FLOOD_PER_DAY + chance.int(-8, 8) : chance.int(Math.max(0, perDay - 1), perDay + 1);
      const moments = Array.from({ length: count }, () => chance.int(6 * 3600, 21 * 3600)).toSorted((a, b) => a - b);
      moments.forEach((moment, at) => {
        const language: DemoLanguage = chance.chance(0.35) ? 'en' : 'km';
        const { partyAppeals, channelNotes, captions } = bank[language];
        const appeal = name === 'party' && at === count - 1 && (day === covered || chance.chance(0.4));
        const album = chance.chance(name === 'radio' ? 0.08 : 0.1);
        const voiceNote = !album && chance.chance(0.05);
        const text = fill(chance.pick(appeal ? partyAppeals : album ? captions.album : voiceNote ? captions.voice : channelNotes[voice]), slotsFor(setting, language, day, chance));
        posts.push({
          language, text, at: new Date(localTime(day, '00:00').getTime() + moment * 1000), forwardedFrom: null, code: null,
          photos: album ? chance.int(2, 6) : chance.chance(0.08) ? 1 : 0, voice: voiceNote ? chance.int(9, 95) : null, edited: chance.chance(0.06), views: chance.int(400, 900) * (name === 'premier' ? 60 : 9),
        });
      });
    }
    for (const { channel, ...post } of planted) if (channel === name) posts.push({ photos: 0, forwardedFrom: null, code: null, ...post, voice: null, edited: false, views: rng.int(2000, 9000) });
    posts.sort((a, b) => a.at.getTime() - b.at.getTime());
    let number = firstNumber;
    // Numbers have gaps: posts were deleted.
    return posts.map((post) => ({ number: (number += rng.chance(0.1) ? 2 : 1), ...post }));
  };
  const channel = (name: ChannelName, actor: DemoActor, title: DemoName, posts: ChannelPost[], values: number[], more: Partial<Channel> = {}): Channel => ({
    handle: world.handles[name], actor, title, description: `${title.en}, ${COUNTRY.en}. ${title.km}។`, posts, status: 'official', watched: false, readFrom: first, subscribers: { firstDay: first, values }, ...more,
  });

  const premier = channel('premier', ACTORS.premier, world.premier, write('premier', { voice: 'premier', perDay: 4, firstNumber: 2100 }), premierCurve, { watched: true });
  const others = (Object.entries(PLANS) as [Exclude<ChannelName, 'premier'>, Plan][]).map(([name, plan]) => {
    const values = subscriberCurve(rng.fork(name).int(...plan.start), plan.gain, days, rng.fork(`${name}/gain`));
    const actor = ACTORS[plan.by];
    const watched = plan.watched === true;
    const posts = write(name, plan);
    if (name === 'fans') return channel(name, actor, { en: `Friends of ${world.premier.en}`, km: `មិត្តភក្តិ ${world.premier.km}` }, posts, withPurge(values, 6, rng.fork('purge')), { status: 'unofficial', watched, readFrom: null });
    // Nobody follows what is not there yet.
    if (name === 'challenger') return channel(name, actor, world.challenger, posts, [0, 1, 2, ...values].slice(0, values.length), { watched });
    if (name === 'tycoon') return channel(name, actor, world.tycoon, posts, values, { watched, formerly: { handle: world.handles.formerTycoon, until: localTime(addDays(covered, -3), '14:00') } });
    return channel(name, actor, actor.name, posts, values, { watched, ...(name === 'radio' ? { readFrom: flood } : {}) });
  });
  return passOn([premier, ...others], world.handles.premier);
}

/** Forwarded posts name the post that they came from. */
function passOn(channels: Channel[], source: string): Channel[] {
  const originals = new Map(channels.find(({ handle }) => handle === source)!.posts.map((post) => [post.text, post.number]));
  for (const post of channels.flatMap(({ posts }) => posts)) {
    if (post.forwardedFrom !== null) post.forwardedFrom = { ...post.forwardedFrom, url: `${post.forwardedFrom.url}${originals.get(post.text) ?? ''}` };
  }
  return channels;
}
