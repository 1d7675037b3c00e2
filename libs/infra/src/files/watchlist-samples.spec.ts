import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { watchlistJsonSchema } from '#core/election/watchlist-schema.js';
import { loadWatchlist } from './watchlist.js';

const sample = (name: string) => fileURLToPath(new URL(`../../../../watchlists/${name}`, import.meta.url));

it('keeps the JSON Schema for editors current (node scripts/watchlist-schema.mjs writes it)', async () => {
  expect(await readFile(sample('watchlist.schema.json'), 'utf8')).toBe(watchlistJsonSchema());
});
it('ships an example without faults', async () => {
  const { watchlist } = await loadWatchlist(sample('example.yaml'));
  expect(watchlist.actors.length).toBeGreaterThan(2);
});
