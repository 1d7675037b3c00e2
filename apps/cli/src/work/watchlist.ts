import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BadInput, messageOf } from '#core/errors.js';
import { daysBetween, localDayOf } from '#core/election/calendar.js';
import { keyOfAccount, type Watchlist } from '#core/election/watchlist.js';
import { readExceptions, urlFault } from '#core/web/guard-url.js';
import { loadWatchlist } from '#infra/files/watchlist.js';
import { sourceFaults } from '#kinds/sources/faults.js';
import { sourceKindOf } from '#kinds/sources/index.js';
import { counterSource } from '#pipeline/watchlist.js';

/** Above the sources and above what was built of them alike. */
const SAMPLE = ['../../../../', '../../../../../'].map((root) => fileURLToPath(new URL(`${root}watchlists/example.yaml`, import.meta.url))).find(existsSync) ?? 'watchlists/example.yaml';

/** `init [FILE]`: the commented sample, never over a file that is there. `check FILE`: faults as `file:line:column: message` and exit 1, or what the file means. */
export async function run([action, file]: [string, string | undefined]): Promise<void> {
  if (action === 'init') return init(file ?? join('watchlists', 'mine.yaml'));
  if (action !== 'check') throw new BadInput(`there is no \`claque watchlist ${action}\`; there are \`claque watchlist init [FILE]\` and \`claque watchlist check FILE\``, 2);
  if (file === undefined) throw new BadInput('which watchlist? `claque watchlist check FILE`', 2);
  const { watchlist } = await loadWatchlist(file, (read) => [...sourceFaults(read), ...addressFaults(read)]);
  process.stdout.write(describeWatchlist(watchlist, file));
}

/** Addresses that a crawl would refuse, by path: said here rather than in the first gap. The address itself is not repeated, since what is wrong with it may be a password. */
export function addressFaults({ network, actors, accounts }: Watchlist): { path: (string | number)[]; message: string }[] {
  const exceptions = readExceptions(network.allow_private);
  const faultsOf = (url: string, path: (string | number)[]) => {
    const fault = urlFault(new URL(url), exceptions);
    if (fault === null) return [];
    return [{ path, message: fault.outcome === 'private-address' ? `${fault.detail}: it would not be asked, unless network.allow_private names its host and port` : `it would not be asked: ${fault.detail}` }];
  };
  return [...actors.flatMap(({ sources }, at) => sources.flatMap(({ url }, index) => faultsOf(url, ['actors', at, 'sources', index, 'url']))),
    ...accounts.flatMap(({ counter_url: url }, at) => (url === undefined || url === 'none' ? [] : faultsOf(url, ['accounts', at, 'counter_url'])))];
}

async function init(file: string): Promise<void> {
  const lines = (await readFile(SAMPLE, 'utf8')).split('\n');
  // Editors find the schema from where the file lies; what the sample says of itself is worded for the new file.
  const schema = relative(dirname(resolve(file)), join(dirname(SAMPLE), 'watchlist.schema.json'));
  const text = [`# yaml-language-server: $schema=${schema.startsWith('.') ? schema : `./${schema}`}`,
    '# A watchlist: what an analyst decides about one election. The names and addresses are fictional: put your own in, then',
    `#   claque watchlist check ${file}      says what is wrong with it and what would be crawled`,
    `#   npm start -- --watchlist ${file}`, ...lines.slice(3)].join('\n');
  await mkdir(dirname(resolve(file)), { recursive: true });
  try {
    await writeFile(file, text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw new BadInput(`${file} cannot be written: ${messageOf(error)}`);
    throw new BadInput(`${file} is there already and was left as it is: give another name, \`claque watchlist init FILE\``);
  }
  process.stdout.write(`${file}: a sample to change. Then: claque watchlist check ${file}\n`);
}

/** What a watchlist means, for people: what would be crawled, how often at most, what is watched, who gets what. */
export function describeWatchlist(watchlist: Watchlist, file: string): string {
  const { election, actors, accounts, goals, recipients, release, network } = watchlist;
  const sources = actors.flatMap((actor) => actor.sources.map((source) => ({ actor, source })));
  const active = sources.filter(({ source }) => !source.paused);
  const lines = [
    `${file}: no faults.`,
    ...overlaps(election.phases),
    `${election.polity.en}: ${election.name.en}, polling day ${election.polling_day} (${election.time_zone})${when(election)}.`,
    '',
    `Would crawl ${count(active.length, 'source')} of ${count(actors.length, 'actor')} on ${count(new Set(active.map(({ source }) => new URL(source.url).host)).size, 'host')}:`,
    ...sources.map(({ actor, source }) => {
      const notes = [
        source.pace === 0 ? 'no pause between requests' : `at most one request in ${source.pace / 1000} s`,
        ...(source.robots === 'obey' ? [] : [`robots.txt ignored: ${source.robots.ignore}`]),
        ...(source.paused ? ['PAUSED: not read'] : []),
      ];
      const starts = sourceKindOf(source.kind).start({ url: source.url, settings: sourceKindOf(source.kind).settings.parse(source.settings) }).map((link) => link.url);
      return `  ${actor.id.padEnd(24)} ${source.kind.padEnd(17)} ${starts.join(' ')}  (${notes.join('; ')})`;
    }),
    ...actors.filter((actor) => actor.sources.length === 0).map((actor) => `  ${actor.id.padEnd(24)} no source: only what others say of it will be known`),
    '',
    'Watched accounts:',
    ...accounts.filter((account) => account.watch).map((account) => {
      const goal = goals.find((candidate) => candidate.account === keyOfAccount(account));
      return `  ${`${account.platform}:${account.handle}`.padEnd(32)} ${account.status}${account.owner === undefined ? '' : `, of ${account.owner}`}${counterOf(account)}${goal === undefined ? '' : `; goal ${goal.value.toLocaleString('en')}${goal.by === undefined ? '' : ` by ${goal.by}`} (${goal.stated_by})`}`;
    }),
    ...(accounts.some((account) => account.watch) ? [] : ['  none']),
    '',
    `Editions leave without a person's release for: ${release.length === 0 ? 'nobody' : release.map((rule) => `${rule.audience} (set by ${rule.set_by})`).join(', ')}.`,
    `Recipients: ${recipients.length === 0 ? 'none' : recipients.map((recipient) => `${recipient.email} (${recipient.audience}, ${recipient.language})`).join(', ')}.`,
  ];
  if (network.allow_private.length > 0) lines.push(`Private addresses that may be contacted: ${network.allow_private.join(', ')}.`);
  return `${lines.join('\n')}\n`;
}

/** ", in 12 days"; a day that has passed is said, since it is what people forget to change in a copied file. */
function when({ polling_day: day, time_zone: zone }: Watchlist['election']): string {
  const days = daysBetween(localDayOf(new Date(), zone), day);
  return days > 0 ? `, in ${count(days, 'day')}` : days === 0 ? ', today' : `: ${count(-days, 'day')} ago, so that sources are read slowly, as after an election`;
}

const count = (value: number, noun: string): string => `${value} ${noun}${value === 1 ? '' : 's'}`;

/** Where an account's followers would be read, as `watchlist` puts it among the sources. */
function counterOf({ platform, handle, owner, counter_url: given }: Watchlist['accounts'][number]): string {
  if (given === 'none') return ', not counted';
  if (owner === undefined) return ', not counted: it has no owner';
  const source = counterSource({ platform, handle, counterUrl: given });
  const [start] = source === null ? [] : sourceKindOf(source.kind).start({ url: source.url, settings: sourceKindOf(source.kind).settings.parse(source.settings) });
  return start === undefined ? ', not counted: its platform shows strangers no count (an official interface may, where a key is set)' : `, counter at ${start.url}`;
}

/** Phases of which each has days of its own beside those of both; one within another (a day of silence in a campaign) is meant. */
function overlaps(phases: Watchlist['election']['phases']): string[] {
  return phases.flatMap((one, at) => phases.slice(at + 1).flatMap((other) => {
    const [first, second] = one.from <= other.from ? [one, other] : [other, one];
    return second.from <= first.to && first.from < second.from && first.to < second.to ? [`Phases overlap: ${first.name} ends on ${first.to}, ${second.name} begins on ${second.from}; on the days of both the shorter one counts.`] : [];
  }));
}
