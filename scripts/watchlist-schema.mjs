// `node scripts/watchlist-schema.mjs` (after `npm run build`): writes watchlists/watchlist.schema.json, which editors use. A spec says when it is out of date.
import { writeFileSync } from 'node:fs';
import { watchlistJsonSchema } from '../dist/libs/core/src/election/watchlist-schema.js';

writeFileSync(new URL('../watchlists/watchlist.schema.json', import.meta.url), watchlistJsonSchema());
