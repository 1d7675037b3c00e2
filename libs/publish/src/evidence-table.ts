import type { Manifest } from '#core/evidence/manifest.js';
import { csvCell } from './csv.js';

/** The findings of an evidence package as a table for people. */
export function evidenceTable({ findings, documents }: Manifest): string {
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

