import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { BadInput, Gone, messageOf } from '#core/errors.js';
import { composeEdition } from '#core/digest/compose.js';
import { editionContentSchema, withStoredRelease } from '#core/digest/content.js';
import { AUDIENCES, type EditionAudience } from '#core/model.js';
import type { Mail } from '#core/ports.js';
import { readConfig } from '#infra/config.js';
import { picturesOf } from '#infra/charts/picture.js';
import { writeEdition } from '#infra/mail/write-edition.js';
import { addDays, localDayOf } from '#core/election/calendar.js';
import { sha256Of } from '#core/sha256.js';
import { findEdition } from '#infra/store/editions.js';
import { firstReadDay, getElection, listElections } from '#infra/store/elections.js';
import { clockOf } from '#infra/clock.js';
import { dayFacts } from '#pipeline/steps/publish.js';
import { LANGUAGES, renderEdition } from '#publish/index.js';
import { dayOption } from '../day.js';
import { withInstallation } from './installation.js';

interface Options { election: string; date: string; audience: string; language: string; preview?: boolean; data: string; out: string }

/** The stored edition of that date and audience when there is one, byte for byte; else one composed now, which is not stored and not released. */
export async function run(_args: unknown[], options: Options): Promise<void> {
  const date = dayOption('--date', options.date);
  if (!(AUDIENCES as readonly string[]).includes(options.audience)) throw new BadInput(`--audience is "${options.audience}": there are ${AUDIENCES.join(', ')}`, 2);
  if (!(options.language in LANGUAGES)) throw new BadInput(`--language is "${options.language}": there are ${Object.keys(LANGUAGES).join(', ')}`, 2);
  const audience = options.audience as EditionAudience;
  const config = { ...readConfig(process.env), dataDir: options.data };
  await withInstallation(config, 'claque digest', async (db) => {
    const election = await getElection(db, options.election).catch(async (error: unknown) => {
      if (!(error instanceof Gone)) throw error;
      const there = (await listElections(db)).map(({ id }) => id);
      throw new BadInput(`there is no election "${options.election}" in this database${there.length > 0 ? `: there are ${there.join(', ')}` : '; run `claque start --watchlist FILE` first'}`);
    });
    const key = { electionId: election.id, date, kind: 'daily', audience, sequence: 1 };
    const stored = await findEdition(db, key);
    if (stored === null) refuseUnread(options.date, await firstReadDay(db, election.id), localDayOf(clockOf(config).now(), election.timeZone));
    // A draft is released by nobody, whatever rule holds for editions that the flow composes.
    const content = stored ? withStoredRelease(editionContentSchema.parse(stored.content), stored)
      : { ...composeEdition(await dayFacts({ db, config, model: null, clock: clockOf(config) }, election, key)), release: { state: 'held' as const } };
    const rendered = renderEdition(content, options.language, { edition: null, unsubscribe: null });
    const mail: Mail = {
      from: { name: config.mailFromName, address: config.mailFrom }, to: { name: '', address: config.mailFrom }, subject: rendered.subject, html: rendered.html, text: rendered.text, pictures: await picturesOf(rendered.pictures),
      messageId: `<${sha256Of(`${JSON.stringify(content.key)}${options.language}`).slice(0, 32)}@localhost.localdomain>`, headers: {},
    };
    const dated = content.release.state === 'released' ? content.release.at : content.cutOff;
    await writeEdition(options.out, content, mail, new Date(dated));
    console.error(`${stored ? 'stored' : 'composed, not stored'}: ${resolve(options.out)}/digest.html, digest.txt, digest.eml, digest.json`);
    if (options.preview) openInBrowser(join(resolve(options.out), 'digest.html'));
  });
}

/** A note about a day of which nothing was read would say "quiet" of what nobody watched. The first note may cover the day before the first reading: sources show what they published. */
function refuseUnread(date: string, first: string | null, today: string): void {
  if (first === null) throw new BadInput('nothing was read yet, so that there is nothing to say: run `claque start` first');
  if (addDays(date, -1) < addDays(first, -1)) throw new BadInput(`the note of ${date} would cover ${addDays(date, -1)}, and nothing was read before ${first}: give a later --date`);
  if (date > addDays(today, 1)) throw new BadInput(`${date} is in the future here (it is ${today}): give an earlier --date`);
}

function openInBrowser(file: string): void {
  const program = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const child = spawn(program, [file], { stdio: 'ignore', detached: true });
  child.on('error', (error) => console.error(`no browser could be opened (${messageOf(error)}); open ${file}`));
  child.unref();
}
