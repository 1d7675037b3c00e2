import { DEFAULT_COLUMNS, type Columns, type Field } from '#core/coordination/events/events.js';
import { BadInput } from '#core/errors.js';

const NAMES: Record<string, Field> = {
  object: 'object_id', object_id: 'object_id', account: 'account_id', account_id: 'account_id', content: 'content_id', content_id: 'content_id',
  time: 'timestamp_share', timestamp: 'timestamp_share', timestamp_share: 'timestamp_share',
};

/** `--columns object=url,account=user,time=created_at,content=-`: which column is which; `content=-` where there is none. BadInput (2) for anything else. */
export function columnsOf(given: readonly string[]): Columns {
  const columns: Columns = { ...DEFAULT_COLUMNS };
  for (const pair of given.flatMap((list) => list.split(',')).filter((part) => part.trim() !== '')) {
    const at = pair.indexOf('=');
    const field = NAMES[pair.slice(0, at).trim()];
    const column = pair.slice(at + 1).trim();
    if (at < 0 || field === undefined || column === '') throw new BadInput(`--columns ${pair}: expected object=NAME, account=NAME, content=NAME (or content=-) or time=NAME, separated by commas`, 2);
    if (field === 'content_id') columns.content_id = column === '-' ? null : column; else columns[field] = column;
  }
  return columns;
}
