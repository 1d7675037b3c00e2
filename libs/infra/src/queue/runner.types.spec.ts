import { expect, it } from 'vitest';
import { z } from 'zod';
import { job, type Handlers, type JobOf } from './job-table.js';

const table = {
  'page.read': job({ queue: 'read', payload: z.object({ id: z.string() }), key: ({ id }) => id, attempts: 3, timeLimitMs: 1000 }),
  'day.close': job({ queue: 'day', payload: z.object({ day: z.iso.date() }), key: ({ day }) => day, attempts: 1, timeLimitMs: 1000 }),
};

it('does not compile with a missing handler, a wrong payload or an unknown name', () => {
  const right = { 'page.read': async ({ id }) => ({ done: id }), 'day.close': async ({ day }) => ({ done: day }) } satisfies Handlers<typeof table>;
  // @ts-expect-error a handler is missing
  const missing: Handlers<typeof table> = { 'page.read': async () => ({ done: '' }) };
  // @ts-expect-error the payload belongs to another name
  const wrong: JobOf<typeof table> = { name: 'day.close', payload: { id: '1' } };
  // @ts-expect-error no such job
  const unknown: JobOf<typeof table> = { name: 'page.write', payload: { id: '1' } };
  expect(Object.keys(right)).toEqual(Object.keys(table));
  expect([missing, wrong, unknown]).toHaveLength(3);
});
