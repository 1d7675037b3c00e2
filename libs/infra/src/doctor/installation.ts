import type { Queues } from '../queue/open.js';
import type { JobTable } from '../queue/job-table.js';
import { figuresOf } from '../store/figures.js';
import { pausesNow } from '../store/pauses.js';
import type { Database } from '../store/open.js';
import { note, ok, wrong, type Finding } from './finding.js';

const ADDRESSES_LATE_S = 2 * 3600;

/** What the tables and queues say of an installation that can be reached: pauses, late work, failed jobs, queues that nobody serves, mails in doubt, gaps. */
export async function checkInstallation(db: Database, queues: Queues<JobTable>, detectors: { id: string; version: number }[]): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const { queue, why, by, at } of await pausesNow(db)) found.push(wrong('pause', `${queue ?? 'everything'} is paused since ${at.toISOString()}: ${why} (${by})`, 'when that is over: claque resume --by YOU'));
  const { waiting, oldestDueSeconds, deliveries, gaps, rows, editionsMissing } = await figuresOf(db, detectors, new Date());
  if (rows.sources === 0) found.push(note('watchlist', 'no source is watched', 'give a watchlist: claque start --watchlist FILE'));
  if (oldestDueSeconds > ADDRESSES_LATE_S) found.push(wrong('crawl', `an address has been due for ${(oldestDueSeconds / 3600).toFixed(1)} hours (${waiting.due} are due)`, 'start a worker on the queue crawl, or more of them'));
  if (waiting.unread > 5000) found.push(note('read', `${waiting.unread} snapshots wait to be read`, 'start more workers on the queue read'));
  if (waiting.undetected > 5000) found.push(note('detect', `${waiting.undetected} documents wait for the rules`, 'start more workers on the queue detect'));
  if (editionsMissing > 0) found.push(wrong('note of the day', `${editionsMissing} elections have no released note of today, and it is late`, 'look at claque release --list'));
  if ((deliveries['unknown'] ?? 0) > 0) found.push(note('mail', `${deliveries['unknown']} mails of the last two days may or may not have arrived`, 'ask the readers; they are not sent again by themselves'));
  if ((deliveries['failed'] ?? 0) > 0) found.push(wrong('mail', `${deliveries['failed']} mails of the last two days failed`, 'look at their detail in the dashboard, and at claque bounces'));
  const open = Object.entries(gaps).sort(([, a], [, b]) => b - a);
  if (open.length > 0) found.push(note('gaps', `${open.reduce((sum, [, n]) => sum + n, 0)} are open: ${open.slice(0, 4).map(([reason, n]) => `${n} ${reason}`).join(', ')}`, 'they stand in every note; the dashboard names the sources'));
  for (const [name, queue] of queues.queues) {
    const [failed, workers, waits] = [await queue.getFailedCount(), await queue.getWorkersCount().catch(() => null), await queue.getWaitingCount()];
    if (failed > 0) found.push(note(`queue ${name}`, `${failed} jobs failed`, 'their reasons are at /queues; the sweep brings what still matters again'));
    if (workers === 0 && waits > 0) found.push(wrong(`queue ${name}`, `${waits} jobs wait and no worker serves it`, `start one: claque worker --queues ${name}`));
  }
  const [last] = await db.query<{ at: Date | null }[]>('SELECT max(last_visit_at) AS at FROM frontier');
  const crawl = ok('crawl', last?.at ? `an address was last asked for at ${last.at.toISOString()}` : 'no address has been asked for yet');
  return [crawl, ...(found.length > 0 ? found : [ok('installation', `${rows.sources} sources, nothing is late`)])];
}
