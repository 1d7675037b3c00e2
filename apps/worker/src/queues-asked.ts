import { parseArgs } from 'node:util';
import { BadInput, messageOf } from '#core/errors.js';

/** The queues of `--queues crawl,read`; null for all. BadInput names those there are. */
export function queuesAsked(args: string[], table: Record<string, { queue: string }>): string[] | null {
  const known = [...new Set(Object.values(table).map(({ queue }) => queue))];
  let given: string | undefined;
  try { given = parseArgs({ args, options: { queues: { type: 'string' } } }).values.queues; } catch (error) { throw new BadInput(messageOf(error), 2); }
  if (given === undefined) return null;
  const asked = given.split(',').map((name) => name.trim()).filter((name) => name !== '');
  const unknown = asked.filter((name) => !known.includes(name));
  if (unknown.length > 0 || asked.length === 0) throw new BadInput(`no queue is called "${unknown.join('", "') || given}": there are ${known.join(', ')}`, 2);
  return [...new Set(asked)];
}
