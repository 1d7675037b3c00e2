import { join } from 'node:path';
import { Gone, messageOf } from '#core/errors.js';
import { manifestSchema, type Manifest } from '#core/evidence/manifest.js';
import type { EvidenceStore } from '#core/ports.js';
import { sha256OfFile, writeWacz } from '../archive/wacz-writer.js';
import type { Exchanged } from '../http/fetcher.js';
import { writeWhole } from '../mail/outbox.js';
import type { Claims } from '../store/evidence.js';

export const PACKAGE = { archive: 'evidence.wacz', manifest: 'manifest.json', table: 'findings.csv', readme: 'README.txt', sums: 'SHA256SUMS' } as const;
const SOFTWARE = 'Claque';

export interface PackageOrder {
  about: string[];
  claims: Claims;
  evidence: EvidenceStore;
  madeAt: Date;
  userAgent: string;
  /** The findings as a table for people. */
  tableOf: (manifest: Manifest) => string;
  /** After each capture: how many are done. */
  tell?: (done: number) => void;
}

/** Writes what findings stand on into an empty folder, as files that others can check without this installation. What is no longer kept is named as missing. */
export async function writePackage(folder: string, { about, claims, evidence, madeAt, userAgent, tableOf, tell }: PackageOrder): Promise<Manifest> {
  const missing: Manifest['missing'] = [];
  const titles = new Map(claims.documents.map(({ snapshotId, title }) => [snapshotId, title]));
  let done = 0;
  async function* captures(): AsyncGenerator<Exchanged> {
    for (const snapshot of claims.snapshots) {
      const body = await bodyOf(evidence, snapshot, missing);
      if (body !== null) yield exchangedOf(snapshot, body);
      tell?.(++done);
    }
  }
  await writeWacz(join(folder, PACKAGE.archive), { title: `Evidence for ${about.join(', ')}`, software: SOFTWARE, userAgent, madeAt }, captures(),
    claims.snapshots.filter(({ id }) => !missing.some(({ snapshotId }) => snapshotId === id)).map(({ id, finalUrl: url, fetchedAt }) => ({ id, url, at: new Date(fetchedAt), title: titles.get(id) ?? null })));
  const manifest = manifestSchema.parse({ format: 'claque-evidence', version: 1, madeAt: madeAt.toISOString(), software: SOFTWARE, about, ...claims, missing });
  await writeWhole(join(folder, PACKAGE.manifest), `${JSON.stringify(manifest, null, 1)}\n`);
  await writeWhole(join(folder, PACKAGE.table), tableOf(manifest));
  await writeWhole(join(folder, PACKAGE.readme), README);
  const sums = await Promise.all(Object.values(PACKAGE).filter((name) => name !== PACKAGE.sums).map(async (name) => `${await sha256OfFile(join(folder, name))}  ${name}\n`));
  await writeWhole(join(folder, PACKAGE.sums), sums.join(''));
  return manifest;
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
