import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { jobs } from './jobs.js';

it('every queue of the job table is served by the fleet that docs/operations.md describes', async () => {
  const text = await readFile(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
  const served = new Set([...text.matchAll(/claque worker --queues ([a-z,]+)/g)].flatMap(([, queues]) => queues!.split(',')));
  expect([...new Set(Object.values(jobs).map(({ queue }) => queue))].filter((queue) => !served.has(queue))).toEqual([]);
});
