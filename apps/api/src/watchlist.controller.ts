import { Controller, Inject } from '@nestjs/common';
import type { AnswerOf, InputOf } from '#core/contract/operation.js';
import * as contract from '#core/contract/operations.js';
import { mergeSheet } from '#core/contract/sheet-merge.js';
import { readSheet } from '#core/contract/sheet.js';
import { balanceOf, watchlistDiff } from '#core/election/watchlist-diff.js';
import type { Watchlist } from '#core/election/watchlist.js';
import { BadInput, Clash, messageOf } from '#core/errors.js';
import { ACTOR_KINDS, SIDES } from '#core/model.js';
import { readExceptions, urlFault } from '#core/web/guard-url.js';
import { parseWatchlist } from '#infra/files/watchlist.js';
import { withAccount } from '#infra/files/watchlist-edit.js';
import { confirmAccount, pageProposals } from '#infra/store/proposals.js';
import * as store from '#infra/store/watchlist-lists.js';
import type { Sql } from '#infra/store/open.js';
import { accountUrl, platforms } from '#kinds/platforms/index.js';
import { sourceFaults } from '#kinds/sources/faults.js';
import { sourceKinds } from '#kinds/sources/index.js';
import { putWatchlist } from '#pipeline/watchlist.js';
import { mayNotSee, visibleTo, type Asked } from './access/caller.js';
import { Input, Serves } from './call/serves.js';
import { PARTS, type Parts } from './parts.js';

type In<K extends keyof typeof contract> = Asked<InputOf<(typeof contract)[K]>>;
type Out<K extends keyof typeof contract> = Promise<AnswerOf<(typeof contract)[K]>>;

/** Who is watched: as written, checked, put into force, and its history. */
@Controller()
export class WatchlistController {
  constructor(@Inject(PARTS) private readonly parts: Parts) {}

  @Serves(contract.getWatchlist) async get(@Input() { params, db }: In<'getWatchlist'>): Out<'getWatchlist'> {
    const { version, text } = await store.watchlistText(db, params.election);
    return { electionId: params.election, version, text, watchlist: readable(text) };
  }
  @Serves(contract.getWatchlistFile) async file(@Input() { params, db }: In<'getWatchlistFile'>): Promise<string> { return (await store.watchlistText(db, params.election)).text; }
  @Serves(contract.listWatchlistVersions) versions(@Input() { params, db }: In<'listWatchlistVersions'>): Out<'listWatchlistVersions'> { return store.watchlistVersions(db, params.election); }
  @Serves(contract.getWatchlistVersion) version(@Input() { params, db }: In<'getWatchlistVersion'>): Out<'getWatchlistVersion'> { return store.watchlistVersion(db, params.election, params.version); }
  @Serves(contract.diffWatchlist) async diff(@Input() { params, query, db }: In<'diffWatchlist'>): Out<'diffWatchlist'> {
    const [before, after] = [await store.watchlistVersion(db, params.election, query.from), await store.watchlistVersion(db, params.election, query.to)].map(({ text }) => readable(text));
    if (before == null || after == null) throw new BadInput('one of these versions was written by an older release and cannot be read any more: compare their texts');
    return { from: query.from, ...watchlistDiff(before, after) };
  }

  @Serves(contract.checkWatchlist) async check(@Input() { body, db, caller }: In<'checkWatchlist'>): Out<'checkWatchlist'> {
    const { watchlist, faults } = await checked(db, body.text);
    if (watchlist === null) return { faults, electionId: null, actors: 0, sources: 0, accounts: 0, recipients: 0, balance: [], diff: { from: null, added: [], removed: [], changed: [] } };
    const { id } = watchlist.election;
    const before = mayNotSee(caller, id) ? null : await store.watchlistText(db, id).catch(() => null);
    return {
      faults, electionId: id, actors: watchlist.actors.length, sources: watchlist.actors.flatMap(({ sources }) => sources).length, accounts: watchlist.accounts.length, recipients: watchlist.recipients.length,
      balance: balanceOf(watchlist), diff: { from: before?.version ?? null, ...watchlistDiff(before && readable(before.text), watchlist) },
    };
  }

  @Serves(contract.readWatchlistSheet) async sheet(@Input() { body, db }: In<'readWatchlistSheet'>): Out<'readWatchlistSheet'> {
    const before = body.election === undefined ? 'version: 1\n' : (await store.watchlistText(db, body.election)).text;
    const { actors, accounts, faults, rows } = readSheet(await this.parts.sheets.rows(body.name, Buffer.from(body.file, 'base64')), SHEET);
    return {
      faults: faults.slice(0, MOST_FAULTS), rows, actors: actors.length, sources: actors.reduce((sum, { sources }) => sum + sources.length, 0), accounts: accounts.length,
      text: faults.length > 0 ? null : mergeSheet(before, actors, accounts),
    };
  }

  @Serves(contract.applyWatchlist) async apply(@Input() { params, body, db, caller }: In<'applyWatchlist'>): Out<'applyWatchlist'> {
    await store.watchlistText(db, params.election);
    const watchlist = await fit(db, body.text);
    if (watchlist.election.id !== params.election) throw new BadInput(`text: this is the watchlist of "${watchlist.election.id}", not of "${params.election}"`);
    return { electionId: params.election, version: await putWatchlist(db, watchlist, body.text, caller.code) };
  }
  @Serves(contract.addElection) async add(@Input() { body, db, caller }: In<'addElection'>): Out<'addElection'> {
    const watchlist = await fit(db, body.text);
    const { id } = watchlist.election;
    if (await store.watchlistText(db, id).then(() => true, () => false)) throw new Clash(`there is an election "${id}" already: change its watchlist instead`);
    return { electionId: id, version: await putWatchlist(db, watchlist, body.text, caller.code) };
  }

  @Serves(contract.listAccountProposals) proposals(@Input() { query, db, caller }: In<'listAccountProposals'>): Out<'listAccountProposals'> { return pageProposals(db, { ...query, visible: visibleTo(caller) }, urlOf); }
  /** Once two people say the same, the account stands on the watchlist. */
  @Serves(contract.decideAccountProposal) async decideProposal(@Input() { params: { election, account }, body, db, caller }: In<'decideAccountProposal'>): Out<'decideAccountProposal'> {
    const { text } = await store.watchlistText(db, election);
    const watchlist = readable(text);
    if (watchlist !== null && body.owner !== null && !watchlist.actors.some(({ id }) => id === body.owner)) throw new BadInput(`owner: the watchlist has no actor "${body.owner}"`);
    const proposal = await confirmAccount(db, election, account, { ...body, note: body.note ?? null, who: `${caller.kind}:${caller.id}`, by: caller.code, at: this.parts.clock.now() }, urlOf);
    if (proposal.state === 'confirmed') {
      const [platform, handle] = [account.slice(0, account.indexOf(':')), account.slice(account.indexOf(':') + 1)];
      const now = withAccount(text, { platform, handle, ...(body.owner === null ? {} : { owner: body.owner }), status: body.status });
      await putWatchlist(db, await fit(db, now), now, proposal.confirmations.map(({ by }) => by).join(', '));
    }
    return proposal;
  }

  @Serves(contract.listSourceKinds) async kinds(): Out<'listSourceKinds'> { return { kinds: sourceKinds.map(({ id }) => id), platforms: platforms.map(({ id }) => id) }; }
}

const urlOf = (account: string): string | null => accountUrl({ platform: account.slice(0, account.indexOf(':')), handle: account.slice(account.indexOf(':') + 1), url: null });

const SHEET = { kinds: ACTOR_KINDS, sides: SIDES, statuses: ['official', 'unofficial', 'impersonator', 'unknown'] };
const MOST_FAULTS = 200;
const NAME = 'watchlist';
type Fault = { line: number; column: number; message: string };

function readable(text: string): Watchlist | null {
  try { return parseWatchlist(text, NAME); } catch { return null; }
}

/** All that is wrong, where it stands. What is never fetched is refused here as it is when fetching; exceptions to that guard are the administrator's of the machine, by file. */
async function checked(db: Sql, text: string): Promise<{ watchlist: Watchlist | null; faults: Fault[] }> {
  let watchlist: Watchlist;
  try {
    watchlist = parseWatchlist(text, NAME, sourceFaults);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    const found = [...messageOf(error).matchAll(/^watchlist:(\d+):(\d+): (.*)$/gm)].map(([, line, column, message]) => ({ line: Number(line), column: Number(column), message: message! }));
    return { watchlist: null, faults: found.length > 0 ? found : [{ line: 1, column: 1, message: messageOf(error) }] };
  }
  const inForce = await store.watchlistText(db, watchlist.election.id).then(({ allowPrivate }) => allowPrivate, () => []);
  const more = guardFaults(watchlist, inForce);
  return { watchlist: more.length > 0 ? null : watchlist, faults: more.map((message) => ({ ...placeOf(text, message.about), message: message.text })) };
}

async function fit(db: Sql, text: string): Promise<Watchlist> {
  const { watchlist, faults } = await checked(db, text);
  if (watchlist === null) throw new BadInput(`text: ${faults.slice(0, 20).map(({ line, column, message }) => `line ${line}, column ${column}: ${message}`).join('; ')}`);
  return watchlist;
}

function guardFaults({ network, actors, accounts }: Watchlist, inForce: string[]): { about: string; text: string }[] {
  const added = network.allow_private.filter((entry) => !inForce.includes(entry)).map((entry) => ({ about: entry, text: `${entry}: exceptions for private addresses are given on the machine itself (claque start --watchlist), not here` }));
  const exceptions = readExceptions(inForce);
  const addresses = [...actors.flatMap(({ sources }) => sources.map(({ url }) => url)), ...accounts.flatMap(({ counter_url: url }) => (url === undefined || url === 'none' ? [] : [url]))];
  return [...added, ...addresses.flatMap((url) => { const fault = urlFault(new URL(url), exceptions); return fault === null ? [] : [{ about: url, text: `${url}: ${fault.detail}` }]; })];
}

/** Where something is written in a text, lines and columns from 1. */
function placeOf(text: string, about: string): { line: number; column: number } {
  const before = text.slice(0, Math.max(0, text.indexOf(about))).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
