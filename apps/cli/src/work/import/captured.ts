import { BadInput } from '#core/errors.js';
import type { Origin } from '#infra/store/imports.js';

/** What an import brings: bytes with their address and time, or something that was not taken, with its place in the file and the reason. */
export type Brought = { capture: Captured } | { rejected: { at: string; reason: string; url?: string } };
export interface Captured { url: string; headers: Record<string, string>; body: Buffer; fetchedAt: Date; origin: Origin; /** Other files that belong to it: kept beside it. */ beside?: Buffer[] }

export const FORMATS = ['warc', 'wacz', 'csv', 'jsonl', 'telegram', 'by-hand'] as const;
export type Format = (typeof FORMATS)[number];

/** The format that a file's name says; null where it does not. */
export function formatOf(file: string): Format | null {
  const name = file.toLowerCase().replace(/\.gz$/, '');
  if (name.endsWith('.warc')) return 'warc';
  if (name.endsWith('.wacz')) return 'wacz';
  if (/\.(csv|tsv)$/.test(name)) return 'csv';
  if (/\.(jsonl|ndjson)$/.test(name)) return 'jsonl';
  if (name.endsWith('.json')) return 'telegram';
  if (/\.html?$/.test(name)) throw new BadInput(`${file} is HTML. A Telegram channel is exported as "Machine-readable JSON" (channel menu, Export chat history, Format), which gives result.json; pages of a site are imported from a WARC or WACZ`);
  return /\.ya?ml$/.test(name) ? 'by-hand' : null;
}
