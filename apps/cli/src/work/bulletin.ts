import { composeEdition } from '#core/digest/compose.js';
import { localDayOf } from '#core/election/calendar.js';
import { BadInput } from '#core/errors.js';
import { AUDIENCES, type EditionAudience } from '#core/model.js';
import { clockOf } from '#infra/clock.js';
import { readConfig } from '#infra/config.js';
import { freezeEdition, nextSequence } from '#infra/store/editions.js';
import { getElection } from '#infra/store/elections.js';
import { refuseLocked, releaseEdition } from '#infra/store/release.js';
import { dayFacts } from '#pipeline/steps/publish.js';
import { withInstallation } from './installation.js';

/** A bulletin of today up to now: composed, frozen, and released where somebody puts a name to it. */
export async function run(_args: unknown[], options: { election: string; audience: string; by?: string; data: string }): Promise<void> {
  if (!(AUDIENCES as readonly string[]).includes(options.audience)) throw new BadInput(`--audience is "${options.audience}": there are ${AUDIENCES.join(', ')}`, 2);
  const audience = options.audience as EditionAudience;
  const config = { ...readConfig(process.env), dataDir: options.data };
  const clock = clockOf(config);
  await withInstallation(config, 'claque bulletin', async (db) => {
    const election = await getElection(db, options.election);
    const now = clock.now();
    if (options.by !== undefined) refuseLocked(election, audience, now);
    const place = { electionId: election.id, date: localDayOf(now, election.timeZone), kind: 'bulletin', audience };
    const key = { ...place, sequence: await nextSequence(db, place) };
    const { edition, made } = await freezeEdition(db, key, composeEdition(await dayFacts({ db, config, model: null, clock }, election, key)), now, null);
    if (!made) throw new BadInput('somebody else composed this bulletin at the same moment: see claque release --list');
    if (options.by !== undefined) await releaseEdition(db, edition.id, options.by, now);
    console.log(`bulletin ${key.sequence} of ${key.date} for ${audience} is edition ${edition.id}${options.by === undefined ? `, not released: claque release --edition ${edition.id} --by NAME` : `, released by ${options.by}`}`);
  });
}
