import { addDays, localTime, type DemoLanguage } from '../calendar.js';
import { fill, tell, type AppealName } from '../banks/bank.js';
import type { Placed, PlacedPost, Section, TruthCampaign } from '../model.js';
import type { Rng } from '../rng.js';
import { slotsFor, type Setting } from '../setting.js';
import { ACTORS, type ActorName } from '../world.js';

/** Where somebody speaks: on the own site, or on the own channel. */
export interface Speaker { by: ActorName; where: 'site' | 'channel' }
const on = (where: Speaker['where'], ...names: ActorName[]): Speaker[] => names.map((by) => ({ by, where }));

/** Texts of one appeal, dealt out in turn, so that no two voices of a day say the same words. */
export class Appeals {
  private readonly next = { site: 0, channel: 0 };
  private readonly order: { site: [DemoLanguage, number][]; channel: [DemoLanguage, number][] };
  readonly articles: Placed[] = [];
  readonly posts: PlacedPost[] = [];

  constructor(private readonly setting: Setting, private readonly appeal: AppealName, private readonly section: Section, private readonly rng: Rng) {
    const all = (of: 'articles' | 'posts') => (['en', 'km'] as const).flatMap((language) => setting.bank[language].appeals[appeal][of].map((_, at): [DemoLanguage, number] => [language, at]));
    const [articles, posts] = [all('articles'), all('posts')];
    this.order = { site: rng.sample(articles, articles.length), channel: rng.sample(posts, posts.length) };
  }

  say({ by, where }: Speaker, day: string, time: string, more: { code?: string } = {}): void {
    const list = this.order[where];
    const [language, at] = list[this.next[where]++ % list.length]!;
    const slots = slotsFor(this.setting, language, day, this.rng);
    const bank = this.setting.bank[language].appeals[this.appeal];
    if (where === 'site') this.articles.push({ actorId: ACTORS[by].id, at: localTime(day, time), language, section: this.section, author: null, ...more, ...tell(bank.articles[at]!, slots) });
    else this.posts.push({ channel: by, at: localTime(day, time), language, text: fill(bank.posts[at]!, slots), ...more, ...(more.code === undefined ? {} : { photos: 1 }) });
  }
}

const time = (rng: Rng, from: number, to: number) => `${String(rng.int(from, to)).padStart(2, '0')}:${String(rng.int(0, 59)).padStart(2, '0')}`;

export interface Planted { campaigns: TruthCampaign[]; articles: Placed[]; posts: PlacedPost[] }

/**
 * Drives besides the letters, each of a shape of its own: a handle repeated over days, posters that only a code explains, one post passed on by many,
 * and, on the other side, a new channel that those close to the opposition promote.
 */
export function plantDrives(setting: Setting, last: string, rng: Rng): Planted {
  const parts = [handles, posters, forwards, challenger].map((plant) => plant(setting, last, rng.fork(plant.name)));
  return { campaigns: parts.map(({ campaign }) => campaign), articles: parts.flatMap(({ articles }) => articles), posts: parts.flatMap(({ posts }) => posts) };
}
interface Part { campaign: TruthCampaign; articles: Placed[]; posts: PlacedPost[] }

const campaign = (shape: string, target: string, speakers: readonly Speaker[], rng: Rng): TruthCampaign =>
  ({ id: `planted-${shape}-${rng.int(1000, 9999)}`, target, members: [...new Set(speakers.map(({ by }) => ACTORS[by].id))].toSorted() });

/** The Premier's account for short films, named again and again over six days and on while the country lives. */
function handles(setting: Setting, last: string, rng: Rng): Part {
  const speakers = [...on('site', ...rng.sample<ActorName>(['banner', 'courier', 'beacon'], 2)), ...on('channel', 'tycoon', 'youth')];
  const appeals = new Appeals(setting, 'shortVideo', 'society', rng);
  const order = rng.sample(speakers, speakers.length);
  let turn = 0;
  for (let day = addDays(setting.covered, -5); day <= last; day = addDays(day, 1)) {
    const today = day <= setting.covered ? rng.int(1, 2) : 1;
    for (let left = today; left > 0; left -= 1) appeals.say(order[turn++ % order.length]!, day, time(rng, 10 + left * 3, 12 + left * 3));
  }
  return { campaign: campaign('handles', `tiktok:${setting.world.handles.tiktok}`, speakers, rng), articles: appeals.articles, posts: appeals.posts };
}

/** Posters in schools: what is to be followed stands in the printed code alone. */
function posters(setting: Setting, _last: string, rng: Rng): Part {
  const speakers = [...on('site', ...rng.sample<ActorName>(['northern', 'teachers', 'lycee', 'technical'], 3)), ...on('channel', 'youth')];
  const appeals = new Appeals(setting, 'poster', 'schools', rng);
  const code = `https://t.me/${setting.world.handles.students}`;
  speakers.forEach((speaker, at) => { appeals.say(speaker, addDays(setting.covered, -2 + (at % 3)), time(rng, 8, 16), { code }); });
  return { campaign: campaign('posters', `telegram:${setting.world.handles.students}`, speakers, rng), articles: appeals.articles, posts: appeals.posts };
}

/** The Premier asks for his video channel; ministries, a tycoon and a league pass his post on within the day. */
function forwards(setting: Setting, _last: string, rng: Rng): Part {
  const speakers = on('channel', ...rng.sample<ActorName>(['posts', 'labour', 'tycoon', 'youth'], 3), 'radio');
  const { premier, handles: names } = setting.world;
  const posts = [-6, -4].flatMap((days, round): PlacedPost[] => {
    const day = addDays(setting.covered, days);
    const language: DemoLanguage = round === 0 ? 'km' : 'en';
    const text = fill(setting.bank[language].appeals.video.posts[round % setting.bank[language].appeals.video.posts.length]!, slotsFor(setting, language, day, rng));
    const at = localTime(day, time(rng, 9, 11));
    const forwardedFrom = { title: premier.en, url: `https://t.me/${names.premier}/` };
    return [{ channel: 'premier', at, language, text }, ...speakers.map(({ by }): PlacedPost => ({ channel: by, language, text, forwardedFrom, at: new Date(at.getTime() + rng.int(15, 420) * 60_000) }))];
  });
  return { campaign: campaign('forwards', `youtube:${names.youtube}`, speakers, rng), articles: [], posts };
}

/** The other side does it too: a channel opened days ago, promoted by papers, a party and a union. */
function challenger(setting: Setting, last: string, rng: Rng): Part {
  const speakers = [...on('site', 'lantern', 'riverside'), ...on('channel', 'farmers', 'union')];
  const appeals = new Appeals(setting, 'challenger', 'elections', rng);
  speakers.forEach((speaker, at) => { appeals.say(speaker, addDays(setting.covered, -(at % 3)), time(rng, 9 + at * 2, 10 + at * 2)); });
  for (let day = addDays(setting.covered, 1); day <= last; day = addDays(day, 1)) appeals.say(rng.pick(speakers), day, time(rng, 10, 19));
  return { campaign: campaign('challenger', `telegram:${setting.world.handles.challenger}`, speakers, rng), articles: appeals.articles, posts: appeals.posts };
}

