import type { LocalDate } from '#core/model.js';
import { bankOf } from './banks/index.js';
import { addDays, TIME_ZONE } from './calendar.js';
import { subscriberCurve, writeChannels } from './channels.js';
import { LAYOUTS, type Country, type Layout, type Placed, type Site } from './model.js';
import { writeOrdinary } from './ordinary.js';
import { plantBehaviours } from './planted/behaviours.js';
import { plantDecoys } from './planted/decoys.js';
import { plantDrives } from './planted/drives.js';
import { plantLetters, plantPair } from './planted/letters.js';
import { createRng, type Rng } from './rng.js';
import type { Setting } from './setting.js';
import { ACTORS, COUNTRY, createWorld, type ActorName, type ChannelName, type World } from './world.js';

const DAYS_BEFORE = 10;
/** Polling day and the days of counting: as long as the country goes on living. */
const DAYS_AFTER = 9;

/**
 * A whole country for one edition: `date` is the morning of the edition, which covers the day before; polling day is five days after `date`.
 * Pure: the same seed and date give the same country; another seed gives other people, words, layouts and members of the drive.
 */
export function createCountry({ seed, date }: { seed: number; date: LocalDate }): Country {
  const rng = createRng(`meravane/${seed}/${date}`);
  const first = addDays(date, -DAYS_BEFORE);
  const last = addDays(date, DAYS_AFTER);
  const pollingDay = addDays(date, 5);
  const days = DAYS_BEFORE + DAYS_AFTER + 1;
  const counts = rng.fork('counts');
  const premierCurve = subscriberCurve(counts.int(752_000, 788_000), counts.int(4200, 6100), days, counts);
  const world = createWorld(rng.fork('world'));
  const setting: Setting = {
    seed, date, pollingDay, world, bank: bankOf(seed),
    covered: addDays(date, -1),
    goal: { value: 1_000_000, by: addDays(pollingDay, -2) },
    premierSubscribers: (day) => premierCurve[Math.min(Math.max(0, Math.round((Date.parse(day) - Date.parse(first)) / 86_400_000)), premierCurve.length - 1)]!,
  };
  const letters = plantLetters(setting, rng.fork('letters'));
  const pair = plantPair(setting, rng.fork('pair'));
  const drives = plantDrives(setting, last, rng.fork('drives'));
  const decoys = plantDecoys(setting, last, rng.fork('decoys'));
  const articles = [
    ...writeOrdinary(setting, first, last, rng.fork('ordinary')),
    ...letters.articles, ...pair.articles, ...drives.articles, ...decoys.articles,
    ...plantBehaviours(setting, letters.members[0]!, rng.fork('behaviours')),
  ];
  const sites = buildSites(articles, world, rng.fork('sites'));
  const radio = sites.find((site) => site.actor.id === ACTORS.radio.id)!;
  const goalStory = radio.articles.find((article) => article.section === 'elections' && article.title === setting.bank.en.stories.goal[0]!.title)!;
  const ofPremier = (platform: string, handle: string, name = world.premier) => ({ platform, handle, actor: ACTORS.premier, name });
  const campus = { en: `Campus channel of ${world.premier.en}`, km: `ឆានែលនិស្សិតរបស់ ${world.premier.km}` };
  return {
    seed, date, pollingDay, timeZone: TIME_ZONE, name: COUNTRY,
    electionName: { en: 'Assembly election (demonstration)', km: 'ការបោះឆ្នោតជ្រើសតាំងសភា (ការបង្ហាញគំរូ)' },
    actors: Object.values(ACTORS).map((actor) => ({ ...actor })),
    sites,
    broken: [
      { id: 'interior', actor: ACTORS.interior, fault: 'down' },
      { id: 'television', actor: ACTORS.television, fault: 'blocks' },
      { id: 'justice', actor: ACTORS.justice, fault: 'redirects-to-private' },
      { id: 'common-ground', actor: ACTORS.party, fault: 'login-wall' },
    ],
    channels: writeChannels(setting, first, last, premierCurve, [...drives.posts, ...decoys.posts], rng.fork('channels')),
    otherAccounts: [ofPremier('tiktok', world.handles.tiktok), ofPremier('youtube', world.handles.youtube), ofPremier('telegram', world.handles.students, campus)],
    goals: [{ account: `telegram:${world.handles.premier}`, value: setting.goal.value, by: setting.goal.by, statedBy: ACTORS.premier.name.en, statedOn: addDays(setting.covered, -9), siteId: radio.id, articleNumber: goalStory.number }],
    truth: { seed, date, campaigns: [letters.campaign, pair.campaign, ...drives.campaigns], decoys: decoys.decoys },
  };
}

/** Sites whose software is fixed, because the watchlist reads them by their feed or sitemap. */
const FIXED: Partial<Record<ActorName, { layout: Layout; readAs: Site['readAs'] }>> = {
  works: { layout: 'wordpress', readAs: 'feed' }, banner: { layout: 'wordpress', readAs: 'feed' }, riverside: { layout: 'journal', readAs: 'feed' }, labour: { layout: 'portal', readAs: 'sitemap' }, commission: { layout: 'portal', readAs: 'sitemap' },
};
const OTHERS: ActorName[] = ['posts', 'education', 'agriculture', 'health', 'commerce', 'environment', 'information', 'customs', 'northern', 'teachers', 'lycee', 'technical',
  'radio', 'courier', 'beacon', 'ferry', 'tide', 'ledger', 'lantern'];

function buildSites(articles: Placed[], world: World, rng: Rng): Site[] {
  const layouts = new Map<ActorName, Layout>(Object.entries(FIXED).map(([name, { layout }]) => [name as ActorName, layout]));
  // Every layout several times, dealt out by the seed.
  rng.sample(OTHERS, OTHERS.length).forEach((name, at) => { layouts.set(name, LAYOUTS[at % LAYOUTS.length]!); });
  const broken = rng.pick(OTHERS.slice(0, 3));
  return [...layouts].map(([name, layout]) => {
    const actor = ACTORS[name];
    const own = articles.filter((article) => article.actorId === actor.id).toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.title.localeCompare(b.title, 'en'));
    return {
      id: actor.id, actor, layout,
      readAs: FIXED[name]?.readAs ?? 'website',
      language: actor.side === 'independent' ? 'en' as const : 'km' as const,
      wordBreaks: name === broken,
      footer: footerOf(name, world),
      articles: own.map(({ actorId: _, ...article }, at) => ({ ...article, number: at + 1 })),
    };
  });
}

/** Own accounts, and on government sites the portal's channel too: the same target on many sites, and no drive. */
function footerOf(name: ActorName, world: World): Site['footer'] {
  const handle = name in world.handles ? world.handles[name as ChannelName] : ACTORS[name].id.replaceAll('-', '_');
  const accounts = [
    { platform: 'Facebook', handle, url: `https://www.facebook.com/${handle.replaceAll('_', '.')}` },
    { platform: 'Telegram', handle, url: `https://t.me/${handle}` },
  ];
  if (ACTORS[name].kind === 'ministry') accounts.push({ platform: 'Telegram', handle: world.handles.government, url: `https://t.me/${world.handles.government}` });
  return accounts;
}
