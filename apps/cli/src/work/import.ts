import { existsSync } from 'node:fs';
import { BadInput, Gone } from '#core/errors.js';
import { sha256Of } from '#core/sha256.js';
import { readConfig } from '#infra/config.js';
import { openDatabaseUrl } from '#infra/embedded-postgres/database-url.js';
import { hiddenNames } from '#infra/files/author-key.js';
import { openOutput, type Output } from '#infra/files/streams.js';
import { openLog } from '#infra/log.js';
import { keepBodies } from '#infra/store/bodies.js';
import { getElection, listElections } from '#infra/store/elections.js';
import { addImported, documentsOf, findSource, publicNames, quarantined, settleVersions, sourceIds } from '#infra/store/imports.js';
import { migrate } from '#infra/store/open.js';
import { openWorld } from '#pipeline/open-world.js';
import { readSnapshots } from '#pipeline/steps/read.js';
import type { World } from '#pipeline/world.js';
import { progress } from '../progress.js';
import { fromArchive } from './import/archives.js';
import { FORMATS, formatOf, type Brought, type Captured, type Format } from './import/captured.js';
import { fromNotes, fromRows, fromTelegram } from './import/posts.js';

interface Options { election: string; source: string; format?: string; rejects: string; hashAuthors?: boolean; data: string }
type Source = NonNullable<Awaited<ReturnType<typeof findSource>>>;
/** What came of a file. `known`: captures that the source had already. */
interface Report { file: string; format: Format; captures: number; known: number; documents: number; unreadable: number; rejected: Record<string, number> }

/** Bodies that are written, added and read together. */
const BATCH = 20;

/** Captures enter where fetched ones do: bodies to the evidence store, snapshots to the database, then they are read. A running worker detects in them. */
export async function run([files]: [string[]], options: Options): Promise<number> {
  const formats = files.map((file) => formatIn(file, options.format));
  // Before the database is asked for anything: a misspelt name is what people do most.
  for (const file of files) if (file !== '-' && !existsSync(file)) throw new BadInput(`there is no file ${file}`);
  const config = { ...readConfig(process.env), dataDir: options.data };
  const server = await openDatabaseUrl(config, 'claque import');
  try {
    const world = await openWorld({ ...config, databaseUrl: server.url }, server.url, openLog(null, 'warn'));
    try {
      await migrate(world.db);
      const source = await sourceOf(world, options);
      const rejects = lazyOutput(options.rejects);
      const reports: Report[] = [];
      try {
        for (const [at, file] of files.entries()) reports.push(await importFile(world, source, file, formats[at]!, options, rejects));
      } finally { await rejects.close(); }
      await settleVersions(world.db, options.election, source.id);
      process.stdout.write(`${JSON.stringify({ election: options.election, source: source.id, files: reports }, null, 1)}\n`);
      if (rejects.written > 0) console.error(`${rejects.written} were not taken: line and reason stand in ${options.rejects}`);
      return reports.every(({ captures, known, unreadable, rejected }) => captures + known - unreadable > 0 || Object.keys(rejected).length === 0) ? 0 : 1;
    } finally { await world.close(); }
  } finally { await server.close(); }
}

function formatIn(file: string, asked: string | undefined): Format {
  if (asked !== undefined && !(FORMATS as readonly string[]).includes(asked)) throw new BadInput(`--format is "${asked}": there are ${FORMATS.join(', ')}`, 2);
  const format = (asked as Format | undefined) ?? formatOf(file);
  if (format === null) throw new BadInput(`${file}: its name does not say what it is; give --format (${FORMATS.join(', ')})`, 2);
  return format;
}

async function sourceOf(world: World, { election, source }: Options): Promise<Source> {
  await getElection(world.db, election).catch(async (error: unknown) => {
    if (!(error instanceof Gone)) throw error;
    const there = (await listElections(world.db)).map(({ id }) => id);
    throw new BadInput(`there is no election "${election}" in this database${there.length > 0 ? `: there are ${there.join(', ')}` : '; run `claque start --watchlist FILE` first'}`);
  });
  const found = await findSource(world.db, election, source);
  if (found === null) throw new BadInput(`the watchlist of ${election} has no source "${source}": there are ${(await sourceIds(world.db, election)).join(', ')}`);
  return found;
}

async function itemsOf(world: World, source: Source, file: string, format: Format, options: Options): Promise<AsyncIterable<Brought>> {
  if (format === 'warc' || format === 'wacz') return fromArchive(file, format, source);
  if (format === 'by-hand') return fromNotes(file);
  const now = world.clock.now();
  const hide = await hiddenNames(options.data);
  if (format === 'telegram') return fromTelegram(file, { handle: handleIn(source), now, hide: options.hashAuthors ? hide : null });
  const known = await publicNames(world.db, options.election);
  return fromRows(file, format, { sourceUrl: source.url, now, nameOf: (author) => (known.has(author.replace(/^@/, '').toLowerCase()) ? author : hide(author)) });
}

/** The channel's handle as the source's address has it. */
const handleIn = ({ url }: Source): string => new URL(url).pathname.split('/').filter((part) => part !== '' && part !== 's')[0] ?? 'channel';

async function importFile(world: World, source: Source, file: string, format: Format, options: Options, rejects: LazyOutput): Promise<Report> {
  const report: Report = { file, format, captures: 0, known: 0, documents: 0, unreadable: 0, rejected: {} };
  const bar = progress(`importing ${file}`);
  let batch: Captured[] = [];
  const flush = async (): Promise<void> => {
    const taken = batch;
    batch = [];
    if (taken.length > 0) await keep(world, source, options.election, taken, report);
  };
  for await (const item of await itemsOf(world, source, file, format, options)) {
    if ('rejected' in item) {
      const reason = item.rejected.reason.split(':')[0]!.slice(0, 80);
      report.rejected[reason] = (report.rejected[reason] ?? 0) + 1;
      await rejects.write(`${JSON.stringify({ file, ...item.rejected })}\n`);
    } else {
      batch.push(item.capture);
      if (batch.length >= BATCH) await flush();
    }
    bar.update(report.captures + report.known);
  }
  await flush();
  bar.end(report.captures + report.known);
  return report;
}

async function keep(world: World, source: Source, electionId: string, captures: Captured[], report: Report): Promise<void> {
  const named = captures.map((capture) => ({ ...capture, sha256: sha256Of(capture.body) }));
  const bodies = named.flatMap(({ sha256, body, beside }) => [{ sha256, body }, ...(beside ?? []).map((bytes) => ({ sha256: sha256Of(bytes), body: bytes }))]);
  const ids = await keepBodies(world.db, world.evidence, bodies, (tx) => addImported(tx, electionId, source.id, named.map(({ url, headers, sha256, body, fetchedAt, origin }) => ({ url, headers, sha256, bytes: body.length, fetchedAt, origin }))));
  await readSnapshots(world, { snapshots: ids });
  report.captures += ids.length;
  report.known += captures.length - ids.length;
  report.documents += await documentsOf(world.db, ids);
  report.unreadable += (await quarantined(world.db, ids)).length;
}

interface LazyOutput extends Output { written: number }
/** A file that is made only when something is written. */
function lazyOutput(file: string): LazyOutput {
  let open: Promise<Output> | null = null;
  const output: LazyOutput = {
    written: 0,
    async write(text) { open ??= openOutput(file); output.written++; await (await open).write(text); },
    async close() { if (open !== null) await (await open).close(); },
    async discard() { if (open !== null) await (await open).discard(); },
  };
  return output;
}
