import { afterCheck, type SeenCheck } from '#core/accounts/life/seen.js';
import { dayWindow, localDayOf, visitEvery } from '#core/election/calendar.js';
import type { AccountKey, Election } from '#core/model.js';
import { sha256Of } from '#core/sha256.js';
import { keepBodies } from '#infra/store/bodies.js';
import { accountMaterial, accountStates, holdInterface, mayAskInterface, saveMeasured, saveState, type CounterPage } from '#infra/store/accounts.js';
import { saveReportedReadings } from '#infra/store/campaigns.js';
import { getElection, listAccounts, listActors } from '#infra/store/elections.js';
import { addSnapshots, closeGaps, noteGap, raiseGap } from '#infra/store/snapshots.js';
import { accountFromUrl, accountKey, counterOf } from '#kinds/platforms/index.js';
import { accountFindings, accountOfSource, measuredDays } from '../account-findings.js';
import { batches, type Job, type Outcome } from '../jobs.js';
import type { World } from '../world.js';

/** Measured again after this, also without news: a page that no longer answers is news of its own. */
export const MEASURE_EVERY_MS = 3_600_000;

/**
 * Takes the measure of an election's accounts: counts that texts report become readings; official interfaces are asked where a key is configured; what
 * accounts' pages show is noted; anomalies, events, promises and migration are found anew over four months and kept by key.
 */
export async function measureAccounts(world: World, { election: electionId }: { election: string }): Promise<Outcome> {
  const election = await getElection(world.db, electionId);
  const reported = await saveReportedReadings(world.db, electionId);
  const now = world.clock.now();
  const days = measuredDays(localDayOf(now, election.timeZone));
  const material = await accountMaterial(world.db, electionId, dayWindow(days.from, election.timeZone).from);
  const snapshots = await askInterfaces(world, election, material.pages);
  await noteStates(world, electionId, material.pages);
  const [accounts, actors, states] = await Promise.all([listAccounts(world.db, electionId), listActors(world.db, electionId), accountStates(world.db, electionId)]);
  const { findings, migration } = accountFindings(material, { election, accounts, actors, states });
  const added = await saveMeasured(world.db, electionId, { at: now, readingsTo: material.readingsTo, observationsTo: material.observationsTo, migration, settled: days.settled, findings: findings.filter((found) => (found.class !== 'anomaly' && found.kind !== 'conflicting-counts') || found.day >= days.settled) });
  return { done: `${reported} reported readings, ${findings.length} findings of accounts, ${added} new`, next: batches(snapshots, 20).map((part): Job => ({ name: 'snapshot.read', payload: { snapshots: part } })) };
}

/** The account whose counter a page shows. */
const accountOf = ({ kind, url, settings }: CounterPage): AccountKey | null =>
  (typeof settings['platform'] === 'string' && typeof settings['handle'] === 'string' ? accountKey({ platform: settings['platform'], handle: settings['handle'], url: null }) : accountOfSource({ kind, url }));

/** What each account's page shows at its last asking, against what it showed before. A page that shows nobody anything without a login is a gap once. */
async function noteStates(world: World, electionId: string, pages: CounterPage[]): Promise<void> {
  const before = await accountStates(world.db, electionId);
  for (const page of pages) {
    const account = accountOf(page);
    if (account === null) continue;
    if (page.outcome === null || page.at === null) {
      const platform = account.slice(0, account.indexOf(':'));
      if (counterOf(platform)?.page === null) await noteGap(world.db, electionId, page.sourceId, 'login-wall', `${page.url}: the platform shows no number of followers without a login; counts come from texts or an import`, world.clock.now());
      continue;
    }
    // What nobody has read yet, or our reader failed at, says nothing of the account.
    if ((page.outcome === 'ok' || page.outcome === 'unchanged') && page.noPreview === null && (page.readState === 'pending' || page.readState === 'quarantined')) continue;
    const led = page.finalUrl === null ? null : accountFromUrl(page.finalUrl);
    const check: SeenCheck = { at: page.at, outcome: page.outcome, noPreview: page.noPreview !== null, leadsTo: led !== null && led.handle !== null && accountKey(led) !== account && led.platform === account.slice(0, account.indexOf(':')) ? led.handle : null };
    const last = before.filter((state) => state.account === account).at(-1) ?? null;
    const standing = afterCheck(last, check);
    if (standing !== null && standing !== last) await saveState(world.db, electionId, account, standing, page.url, check.leadsTo === null ? page.noPreview : `leads to ${check.leadsTo}`);
  }
}

/**
 * Asks official interfaces for counters, no more often than the calendar has it, nor sooner than they want, whatever they answered. The answer is kept as evidence like any page, under an address without the
 * key, and read by the platform's reader. A refusal is a gap of the account's counter that says what the interface said.
 */
async function askInterfaces(world: World, election: Election, pages: CounterPage[]): Promise<string[]> {
  const snapshots: string[] = [];
  const now = world.clock.now();
  const every = visitEvery(election, localDayOf(now, election.timeZone), 'counter') * 60_000;
  for (const page of new Map(pages.filter(({ kind }) => kind === 'account-counter').map((one) => [one.sourceId, one])).values()) {
    const account = accountOf(page);
    const api = account === null ? undefined : counterOf(account.slice(0, account.indexOf(':')))?.api;
    const key = api === undefined ? undefined : world.config[api.setting];
    if (account === null || api === undefined || key === undefined) continue;
    const handle = typeof page.settings['handle'] === 'string' ? page.settings['handle'] : account.slice(account.indexOf(':') + 1);
    const url = api.request(handle, world.config[api.base]);
    if (!await mayAskInterface(world.db, election.id, page.sourceId, now, every)) continue;
    const result = await world.fetcher.fetch(url, { secretHeaders: { [api.header]: key } });
    if (result.outcome !== 'ok') {
      if ('retryAt' in result && result.retryAt !== null) await holdInterface(world.db, election.id, page.sourceId, result.retryAt);
      await raiseGap(world.db, election.id, page.sourceId, result.outcome === 'unchanged' ? 'broken' : result.outcome, `${new URL(url).host}: ${'detail' in result ? result.detail : 'unchanged'}`, now);
      continue;
    }
    const sha256 = sha256Of(result.body);
    snapshots.push(...await keepBodies(world.db, world.evidence, [{ sha256, body: result.body }], (tx) => addSnapshots(tx, [{ electionId: election.id, sourceId: page.sourceId, frontierId: null, url, finalUrl: result.finalUrl, status: result.status, headers: result.headers, redirects: result.redirects, sha256, bytes: result.body.byteLength, fetchedAt: result.fetchedAt }])));
    await closeGaps(world.db, election.id, page.sourceId, ['blocked', 'geo-blocked', 'challenge', 'captcha', 'throttled', 'broken', 'server-error', 'timed-out', 'connection-failed', 'not-found']);
  }
  return snapshots;
}
