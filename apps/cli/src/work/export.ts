import { mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BadInput, Gone, messageOf } from '#core/errors.js';
import { manifestSchema, type Manifest } from '#core/evidence/manifest.js';
import type { EvidenceStore } from '#core/ports.js';
import { sha256OfFile, writeWacz } from '#infra/archive/wacz-writer.js';
import { clockOf } from '#infra/clock.js';
import { readConfig } from '#infra/config.js';
import { openEvidence } from '#infra/evidence/open.js';
import type { Exchanged } from '#infra/http/fetcher.js';
import { writeWhole } from '#infra/mail/outbox.js';
import { claimsOf, EVIDENCE_KINDS, type EvidenceAsked } from '#infra/store/evidence.js';
import { csvCell } from '#publish/csv.js';
import { progress } from '../progress.js';
import { withInstallation } from './installation.js';

interface Options { data: string; out: string }
export const PACKAGE = { archive: 'evidence.wacz', manifest: 'manifest.json', table: 'findings.csv', readme: 'README.txt', sums: 'SHA256SUMS' } as const;
const SOFTWARE = 'Claque';

/** Writes what the asked-for findings stand on as a folder that others can check without this installation. */
export async function run([things]: [string[]], { data, out }: Options): Promise<void> {
  const asked = things.map(thingOf);
  const folder = resolve(out);
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new BadInput(`${folder} is not empty: a package is written to a folder of its own`, 2);
  const config = { ...readConfig(process.env), dataDir: data };
  const evidence = openEvidence(config, data);
  const madeAt = clockOf(config).now();
  const claims = await withInstallation(config, 'claque export', (db) => claimsOf(db, asked));
  const missing: Manifest['missing'] = [];
  const titles = new Map(claims.documents.map(({ snapshotId, title }) => [snapshotId, title]));
  const shown = progress('captures', claims.snapshots.length);
  let done = 0;
  async function* captures(): AsyncGenerator<Exchanged> {
    for (const snapshot of claims.snapshots) {
      const body = await bodyOf(evidence, snapshot, missing);
      if (body !== null) yield exchangedOf(snapshot, body);
      shown.update(++done);
    }
  }
  await writeWacz(join(folder, PACKAGE.archive), { title: `Evidence for ${things.join(', ')}`, software: SOFTWARE, userAgent: config.userAgent, madeAt }, captures(),
    claims.snapshots.filter(({ id }) => !missing.some(({ snapshotId }) => snapshotId === id)).map(({ id, finalUrl: url, fetchedAt }) => ({ id, url, at: new Date(fetchedAt), title: titles.get(id) ?? null })));
  shown.end(done);
  const manifest = manifestSchema.parse({ format: 'claque-evidence', version: 1, madeAt: madeAt.toISOString(), software: SOFTWARE, about: things, ...claims, missing });
  await writeWhole(join(folder, PACKAGE.manifest), `${JSON.stringify(manifest, null, 1)}\n`);
  await writeWhole(join(folder, PACKAGE.table), tableOf(manifest));
  await writeWhole(join(folder, PACKAGE.readme), README);
  const sums = await Promise.all(Object.values(PACKAGE).filter((name) => name !== PACKAGE.sums).map(async (name) => `${await sha256OfFile(join(folder, name))}  ${name}\n`));
  await writeWhole(join(folder, PACKAGE.sums), sums.join(''));
  console.log(`${folder}: ${count(manifest.findings.length, 'finding')} in ${count(manifest.documents.length, 'document')}, ${count(manifest.snapshots.length - missing.length, 'capture')}`);
  for (const { snapshotId, why } of missing) console.log(`  without the bytes of snapshot ${snapshotId}: ${why}`);
  console.log(`Check it with \`claque verify ${out}\`. Give this by another way than the package, so that the other side knows that it is yours:\n  sha256 of ${PACKAGE.sums}: ${await sha256OfFile(join(folder, PACKAGE.sums))}`);
}

export const count = (n: number, what: string): string => `${n.toLocaleString('en')} ${what}${n === 1 ? '' : 's'}`;

function thingOf(given: string): EvidenceAsked {
  const [, kind, id] = /^(\w+):(.+)$/.exec(given) ?? [];
  if (id === undefined || !(EVIDENCE_KINDS as readonly string[]).includes(kind ?? '')) throw new BadInput(`"${given}" is nothing that can be exported: give ${EVIDENCE_KINDS.map((one) => `${one}:ID`).join(', ')}`, 2);
  if (kind !== 'campaign' && !/^\d{1,18}$/.test(id)) throw new BadInput(`"${given}": the id of a ${kind} is a number`, 2);
  return { kind: kind as EvidenceAsked['kind'], id };
}

async function bodyOf(evidence: EvidenceStore, { id, sha256 }: Manifest['snapshots'][number], missing: Manifest['missing']): Promise<Buffer | null> {
  try {
    return Buffer.from(await evidence.get(sha256));
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
    missing.push({ snapshotId: id, sha256, why: messageOf(error).replace(/ in .*/, '') });
    return null;
  }
}

/** A snapshot as an exchange: the body is kept decoded, so that headers that speak of its coding and length would be wrong. */
function exchangedOf({ finalUrl, status, headers, fetchedAt, requestHeaders, address, resolved, certificateSha256 }: Manifest['snapshots'][number], body: Buffer): Exchanged {
  return {
    url: finalUrl, method: 'GET', requestHeaders: requestHeaders ?? {}, status, statusText: '', body, cut: false, at: new Date(fetchedAt),
    headers: Object.entries(headers).filter(([name]) => !/^(content-encoding|content-length|transfer-encoding)$/i.test(name)),
    peer: address === null ? null : { address, resolved: resolved ?? [], certificateSha256 },
  };
}

function tableOf({ findings, documents }: Manifest): string {
  const byId = new Map(documents.map((document) => [document.id, document]));
  const head = ['finding', 'kind', 'who', 'says', 'target', 'quote', 'url', 'published', 'seen first', 'why', 'confidence', 'document', 'snapshot'];
  const rows = findings.map(({ id, kind, documentId, quote, target, says, why, confidence }) => {
    const document = byId.get(documentId);
    const strength = [says['voice'], says['strength'], says['audience']].filter((value) => typeof value === 'string').join(', ');
    return [id, kind, document?.actor.name['en'] ?? document?.actor.id ?? null, strength, target, quote, document?.url ?? null, document?.publishedAt ?? null, document?.firstSeenAt ?? null, why, confidence, documentId, document?.snapshotId ?? null];
  });
  // Spreadsheets take Khmer for Latin-1 without the mark.
  return `\uFEFF${[head, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}

const README = `This folder is evidence about calls to follow accounts, as Claque kept it.

evidence.wacz   the pages and images as they were fetched, with their headers and times; open it with any WACZ player, such as ReplayWeb.page
manifest.json   what is claimed: each finding quotes a document by offsets, each document was read from a capture, each capture has the SHA-256 of its bytes
findings.csv    the findings as a table
SHA256SUMS      digests of these files

To check it without the machine that made it:
  sha256sum -c SHA256SUMS     (the files are those that were written)
  claque verify .             (also: the archive holds what it says, every quote stands in its text, and the text is read again from the bytes)
The sender should tell you the SHA-256 of SHA256SUMS by another way.

The pages may name people. Treat the folder as you treat its sources.
`;
