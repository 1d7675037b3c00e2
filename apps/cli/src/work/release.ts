import { BadInput } from '#core/errors.js';
import { AUDIENCES, type EditionAudience } from '#core/model.js';
import { clockOf } from '#infra/clock.js';
import { readConfig } from '#infra/config.js';
import { findEdition, listEditions, type StoredEdition } from '#infra/store/editions.js';
import { correctEdition, releaseEdition, withdrawEdition } from '#infra/store/release.js';
import type { Database } from '#infra/store/open.js';
import { withInstallation } from './installation.js';

interface Options { edition?: string; election?: string; date?: string; audience: string; by?: string; data: string; list?: boolean; withdraw?: string; correct?: string; correctIn?: string[] }

const stateOf = ({ releasedAt, releasedBy, withdrawnAt }: StoredEdition): string => (withdrawnAt !== null ? 'withdrawn' : releasedAt === null ? 'not released' : `released by ${releasedBy}, ${releasedAt.toISOString()}`);

/** An editor's act on one edition. Mails follow from the worker's clock within a minute. */
export async function run(_args: unknown[], options: Options): Promise<void> {
  const config = { ...readConfig(process.env), dataDir: options.data };
  const now = clockOf(config).now();
  await withInstallation(config, 'claque release', async (db) => {
    if (options.list) {
      const editions = (await Promise.all(['daily', 'bulletin'].map((kind) => listEditions(db, { kind, limit: 30 })))).flat();
      for (const edition of editions) console.log(`${edition.id.padStart(6)}  ${edition.electionId}  ${edition.date}  ${edition.kind}  ${edition.audience.padEnd(8)}  ${stateOf(edition)}`);
      return;
    }
    if (options.by === undefined) throw new BadInput('say who does it with --by: a code or a role, as the note will show it', 2);
    const id = await editionAsked(db, options);
    if (options.withdraw !== undefined) {
      await withdrawEdition(db, id, options.by, options.withdraw, now);
      console.log(`edition ${id} is withdrawn; whoever got it is told`);
    } else if (options.correct !== undefined) {
      await correctEdition(db, id, options.by, { en: options.correct, ...Object.fromEntries((options.correctIn ?? []).map(inLanguage)) }, now);
      console.log(`the correction of edition ${id} goes to whoever got it, and stands in the next edition`);
    } else {
      const done = await releaseEdition(db, id, options.by, now);
      console.log(done ? `edition ${id} is released by ${options.by}; its mails go out within a minute` : `edition ${id} was released already`);
    }
  });
}

function inLanguage(given: string): [string, string] {
  const [, language, text] = /^([a-z]{2,3})=([\s\S]+)$/.exec(given) ?? [];
  if (language === undefined || text === undefined) throw new BadInput(`--correct-in is "${given.slice(0, 40)}": give it as km=TEXT`, 2);
  return [language, text];
}

async function editionAsked(db: Database, { edition, election, date, audience }: Options): Promise<string> {
  if (edition !== undefined) {
    if (!/^\d{1,18}$/.test(edition)) throw new BadInput(`--edition is "${edition}": give the number that --list prints`, 2);
    return edition;
  }
  if (election === undefined || date === undefined) throw new BadInput('say which edition: --edition ID, or --election with --date', 2);
  if (!(AUDIENCES as readonly string[]).includes(audience)) throw new BadInput(`--audience is "${audience}": there are ${AUDIENCES.join(', ')}`, 2);
  const found = await findEdition(db, { electionId: election, date, kind: 'daily', audience: audience as EditionAudience, sequence: 1 });
  if (found === null) throw new BadInput(`there is no daily edition of "${election}" of ${date} for ${audience}: claque release --list prints those that there are`);
  return found.id;
}
