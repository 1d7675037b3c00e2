import { z } from 'zod';
import { watchlistSchema } from './watchlist.js';

/** The watchlist as JSON Schema (2020-12) for editors: of what people write, before defaults are filled in. Ends with a line break. */
export function watchlistJsonSchema(): string {
  const schema = z.toJSONSchema(watchlistSchema, { io: 'input', unrepresentable: 'any' });
  return `${JSON.stringify({ $id: 'watchlist.schema.json', title: 'Watchlist of an election', ...schema }, null, 2)}\n`;
}
