import { z } from 'zod';
import { sourceKind } from '../source-kind.js';
import { POSTS_TYPE, readLines } from './line.js';

const settings = z.strictObject({});

/** Posts that people bring: imported files and captures made by hand. Nothing is ever fetched for such a source. */
export const posts = sourceKind<z.output<typeof settings>>({
  id: 'posts',
  version: 1,
  settings,
  messages: {
    en: { name: 'Imported posts', description: 'Posts from files and captures made by hand; nothing is fetched' },
    km: { name: 'ប្រកាសដែលបាននាំចូល', description: 'ប្រកាសពីឯកសារ និងការចាប់យកដោយដៃ មិនមានការទាញយកទេ' },
  },
  start: () => [],
  guess: () => 0,
  recognises: ({ headers }) => headers['content-type'] === POSTS_TYPE,
  read: ({ body }) => ({ ...readLines(new TextDecoder().decode(body)), links: [], images: [] }),
});
