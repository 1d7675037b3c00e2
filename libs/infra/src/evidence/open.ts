import { join } from 'node:path';
import { BadInput } from '#core/errors.js';
import type { EvidenceStore } from '#core/ports.js';
import type { Config } from '../config.js';
import { FileEvidenceStore } from './file-store.js';
import { S3EvidenceStore } from './s3-store.js';

/** The evidence store that the settings name: a bucket where one is given, else files below the data folder. BadInput for half of a bucket's settings. */
export function openEvidence(config: Pick<Config, 'evidenceDir' | 'evidenceS3Url' | 's3KeyId' | 's3Secret' | 's3Region'>, dataDir: string): EvidenceStore {
  const { evidenceS3Url: url, s3KeyId: keyId, s3Secret: secret, s3Region: region } = config;
  if (url === undefined) return new FileEvidenceStore(config.evidenceDir ?? join(dataDir, 'evidence'));
  if (keyId === undefined || secret === undefined) throw new BadInput('CLAQUE_EVIDENCE_S3 is set, but CLAQUE_S3_KEY_ID or CLAQUE_S3_SECRET is not: give both, or neither of the three to keep evidence in files');
  return new S3EvidenceStore({ url, keyId, secret, region });
}
