import { addDays, localTime, type DemoLanguage } from '../calendar.js';
import { tell } from '../banks/bank.js';
import type { Placed, PlacedPost, Section, TruthDecoy } from '../model.js';
import type { Rng } from '../rng.js';
import { slotsFor, type Setting } from '../setting.js';
import { ACTORS, type ActorName } from '../world.js';
import { Appeals } from './drives.js';

/** Whose footers name the government portal's channel: ministries and agencies that can be read. */
export const PORTAL_FOOTERS: ActorName[] = ['posts', 'works', 'education', 'agriculture', 'health', 'labour', 'commerce', 'environment', 'information', 'customs'];
const ids = (names: readonly ActorName[]) => names.map((name) => ACTORS[name].id).toSorted();

/**
 * Things that look like a drive and are none: a wire story that outlets reprint, news that all cover, a health campaign, the election body's results,
 * institutions that warn of one account. Each has an account of its own, so that one taken for a drive is seen as such.
 */
export function plantDecoys(setting: Setting, last: string, rng: Rng): { decoys: TruthDecoy[]; articles: Placed[]; posts: PlacedPost[] } {
  const articles: Placed[] = [];
  const { covered, bank, world } = setting;
  const place = (name: ActorName, at: Date, language: DemoLanguage, section: Section, text: { title: string; paragraphs: string[] }, author: string | null = null) =>
    articles.push({ actorId: ACTORS[name].id, at, language, section, author, ...text });

  // The agency's item about a company, word for word within minutes of each other. It reports; it does not call.
  const wire: ActorName[] = ['ferry', 'lantern', 'radio', ...rng.sample<ActorName>(['tide', 'courier', 'riverside'], 2)];
  for (const language of ['en', 'km'] as const) {
    const text = tell(rng.pick(bank[language].stories.wire), slotsFor(setting, language, covered, rng));
    wire.forEach((name, at) => place(name, localTime(covered, `18:${String(10 + at * 7 + rng.int(0, 5)).padStart(2, '0')}`), language, 'society', text, 'MPA'));
  }

  // Every outlet and one ministry, each in its own words.
  const witnesses: ActorName[] = ['radio', 'banner', 'ferry', 'lantern', 'beacon', 'riverside', 'works'];
  const eventDay = addDays(covered, -2);
  const scene = { en: slotsFor(setting, 'en', eventDay, rng.fork('scene')), km: slotsFor(setting, 'km', eventDay, rng.fork('scene')) };
  for (const name of witnesses) {
    const language: DemoLanguage = rng.chance(0.5) ? 'en' : 'km';
    const pieces = bank[language].event;
    place(name, localTime(addDays(eventDay, 1), `0${rng.int(6, 9)}:${rng.int(10, 59)}`), language, 'society', tell(
      { title: rng.pick(pieces.titles), paragraphs: [rng.pick(pieces.leads), ...rng.sample(pieces.facts, 4), rng.pick(pieces.quotes)] }, scene[language]));
  }

  // The health ministry asks people to follow its own line, and others pass the request on in words of their own.
  const helpers: ActorName[] = ['education', 'agriculture', 'ferry', 'radio'];
  [-6, -4, -3, -1, 0].forEach((days, at) => {
    const day = addDays(covered, days);
    for (const language of ['km', 'en'] as const) {
      const appeals = bank[language].healthAppeals;
      const appeal = (turn: number) => tell(appeals[turn % appeals.length]!, slotsFor(setting, language, day, rng));
      place('health', localTime(day, `${language === 'km' ? '09' : '10'}:${rng.int(10, 59)}`), language, 'health', appeal(at));
      const helper = helpers[at];
      if (helper !== undefined && rng.chance(0.7)) place(helper, localTime(day, `1${rng.int(1, 6)}:${rng.int(10, 59)}`), language, 'health', appeal(at + 1));
    }
  });

  // Papers of all leanings, and schools, say where results will be published.
  const results = new Appeals(setting, 'results', 'elections', rng.fork('results'));
  const announcers: ActorName[] = ['ferry', 'tide', 'ledger', 'radio', 'lantern', 'education'];
  announcers.forEach((by, at) => { results.say({ by, where: 'site' }, addDays(covered, -(at % 3)), `1${rng.int(0, 9)}:${rng.int(10, 59)}`); });
  for (let day = covered; day <= last; day = addDays(day, 1)) results.say({ by: 'commission', where: 'channel' }, day, `07:${rng.int(10, 59)}`);

  const warnings = new Appeals(setting, 'warning', 'announcements', rng.fork('warnings'));
  const warners: ActorName[] = ['posts', 'information', 'health', 'customs'];
  warners.forEach((by, at) => { warnings.say({ by, where: 'site' }, addDays(covered, -(at % 2)), `1${rng.int(0, 9)}:${rng.int(10, 59)}`); });
  warnings.say({ by: 'posts', where: 'channel' }, covered, `12:${rng.int(10, 59)}`);

  return {
    articles: [...articles, ...results.articles, ...warnings.articles],
    posts: [...results.posts, ...warnings.posts],
    decoys: [
      { kind: 'wire', target: `telegram:${world.handles.tycoon}`, members: ids(wire) },
      { kind: 'news-event', target: null, members: ids(witnesses) },
      { kind: 'public-health', target: `telegram:${world.handles.health}`, members: ids(['health', ...helpers]) },
      { kind: 'election-info', target: `telegram:${world.handles.commission}`, members: ids([...announcers, 'commission']) },
      { kind: 'denial', target: `telegram:${world.handles.false}`, members: ids(warners) },
      { kind: 'footer', target: `telegram:${world.handles.government}`, members: ids(PORTAL_FOOTERS) },
    ],
  };
}
