import { mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BadInput } from '#core/errors.js';
import { sha256OfFile } from '#infra/archive/wacz-writer.js';
import { clockOf } from '#infra/clock.js';
import { readConfig } from '#infra/config.js';
import { openEvidence } from '#infra/evidence/open.js';
import { PACKAGE, writePackage } from '#infra/evidence/package.js';
import { claimsOf, EVIDENCE_KINDS, type EvidenceAsked } from '#infra/store/evidence.js';
import { evidenceTable } from '#publish/index.js';
import { progress } from '../progress.js';
import { withInstallation } from './installation.js';

interface Options { data: string; out: string }
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
  const shown = progress('captures', claims.snapshots.length);
  const manifest = await writePackage(folder, { about: things, claims, evidence, madeAt, userAgent: config.userAgent, tableOf: evidenceTable, tell: (done) => { shown.update(done); } });
  shown.end(claims.snapshots.length);
  console.log(`${folder}: ${count(manifest.findings.length, 'finding')} in ${count(manifest.documents.length, 'document')}, ${count(manifest.snapshots.length - manifest.missing.length, 'capture')}`);
  for (const { snapshotId, why } of manifest.missing) console.log(`  without the bytes of snapshot ${snapshotId}: ${why}`);
  console.log(`Check it with \`claque verify ${out}\`. Give this by another way than the package, so that the other side knows that it is yours:\n  sha256 of ${PACKAGE.sums}: ${await sha256OfFile(join(folder, PACKAGE.sums))}`);
}

export const count = (n: number, what: string): string => `${n.toLocaleString('en')} ${what}${n === 1 ? '' : 's'}`;

function thingOf(given: string): EvidenceAsked {
  const [, kind, id] = /^(\w+):(.+)$/.exec(given) ?? [];
  if (id === undefined || !(EVIDENCE_KINDS as readonly string[]).includes(kind ?? '')) throw new BadInput(`"${given}" is nothing that can be exported: give ${EVIDENCE_KINDS.map((one) => `${one}:ID`).join(', ')}`, 2);
  if (kind !== 'campaign' && !/^\d{1,18}$/.test(id)) throw new BadInput(`"${given}": the id of a ${kind} is a number`, 2);
  return { kind: kind as EvidenceAsked['kind'], id };
}
