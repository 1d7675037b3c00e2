import { stringify } from 'yaml';
import { addDays } from './calendar.js';
import type { Channel, Country, DemoActor } from './model.js';
import { LAYOUT_PAGES } from './pages/index.js';

/**
 * The watchlist of a served country, as an analyst would have written it (YAML). Knows what is public: who there is, where each publishes, which
 * accounts are watched and which goal was stated; never what was planted.
 */
export function writeWatchlist(country: Omit<Country, 'truth'>, ports: Record<string, number>): string {
  const origin = (host: string) => `http://127.0.0.1:${ports[host]}`;
  const sourcesOf = (actor: DemoActor) => [
    ...country.sites.filter((site) => site.actor.id === actor.id).map((site) => (site.readAs === 'feed'
      ? { kind: 'feed', url: `${origin(site.id)}${LAYOUT_PAGES[site.layout].feedPath}`, pace: 0 }
      : site.readAs === 'sitemap' ? { kind: 'sitemap', url: `${origin(site.id)}${LAYOUT_PAGES[site.layout].sitemapPath}`, pace: 0 }
        : { kind: 'website', url: `${origin(site.id)}/`, pace: 0 })),
    ...country.broken.filter((broken) => broken.actor.id === actor.id).map((broken) => ({ kind: 'website', url: `${origin(broken.id)}/`, pace: 0 })),
    ...country.channels.filter((channel) => channel.actor.id === actor.id && channel.readFrom !== null)
      .map((channel) => ({ kind: 'telegram-channel', url: `${origin('channels')}/s/${channel.handle}`, pace: 0, settings: { back_to: channel.readFrom } })),
  ];
  const counted = (handle: string, { title, actor, status }: Channel) => ({ platform: 'telegram', handle, name: title, owner: actor.id, status, watch: true, counter_url: `${origin('channels')}/${handle}` });
  const goalSource = (siteId: string, articleNumber: number) => {
    const site = country.sites.find((candidate) => candidate.id === siteId)!;
    return `${origin(siteId)}${LAYOUT_PAGES[site.layout].pathOf(site.articles[articleNumber - 1]!)}`;
  };
  const setBy = 'editor E1';
  const why = `Demonstration: ${country.name.en} is fictional, and nobody is harmed by a note that no editor has read.`;
  const watchlist = {
    version: 1,
    election: {
      id: `meravane-${country.pollingDay.slice(0, 4)}`,
      name: country.electionName,
      polity: country.name,
      time_zone: country.timeZone,
      polling_day: country.pollingDay,
      phases: [
        { name: 'campaign', from: addDays(country.pollingDay, -21), to: addDays(country.pollingDay, -2) },
        { name: 'silence', from: addDays(country.pollingDay, -1), to: addDays(country.pollingDay, -1) },
        { name: 'polling', from: country.pollingDay, to: country.pollingDay },
        { name: 'counting', from: addDays(country.pollingDay, 1), to: addDays(country.pollingDay, 7) },
      ],
    },
    contact: 'demo@claque.example',
    release: [
      { audience: 'staff', set_by: setBy, why },
      { audience: 'public', set_by: setBy, why },
    ],
    network: { allow_private: Object.values(ports).map((port) => `127.0.0.1:${port}`) },
    actors: country.actors.map(({ id, name, kind, side, ...rest }) => ({ id, name, kind, side, sources: sourcesOf({ id, name, kind, side, ...rest }) })),
    accounts: [
      ...country.channels.filter((channel) => channel.watched).flatMap((channel) => [
        counted(channel.handle, channel),
        // The address that the analyst had before the channel was renamed: kept, so that what was counted there stays in the table.
        ...(channel.formerly === undefined ? [] : [counted(channel.formerly.handle, { ...channel, title: { en: `${channel.title.en} (former address)`, km: `${channel.title.km} (អាសយដ្ឋានចាស់)` } })]),
      ]),
      ...country.channels.filter((channel) => !channel.watched && channel.readFrom !== null).map(({ handle, title, actor, status }) => ({ platform: 'telegram', handle, name: title, owner: actor.id, status, watch: false })),
      ...country.otherAccounts.map(({ platform, handle, actor, name }) => ({ platform, handle, name, owner: actor.id, status: 'official', watch: true, counter_url: 'none' })),
    ],
    goals: country.goals.map((goal) => ({ account: goal.account, value: goal.value, by: goal.by, stated_by: goal.statedBy, stated_on: goal.statedOn, source: goalSource(goal.siteId, goal.articleNumber) })),
    recipients: [
      { email: 'analyst@mission.example', name: 'Mission analyst', language: 'en', audience: 'staff' },
      { email: 'reader@newsroom.example', name: 'អ្នកអាន', language: 'km', audience: 'public' },
    ],
  };
  return `# ${country.name.en} is fictional. Its pages are served on this machine only, which is why the pace is 0 and each\n# host and port is an exception to the rule that private addresses are never contacted.\n${stringify(watchlist, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}
