import { expect, it } from 'vitest';
import { burstsOf } from '#core/coordination/bursts.js';
import { coordinate } from '#core/coordination/coordinate.js';
import { readCsv } from '#core/coordination/events/csv.js';
import { describeGroups } from '#core/coordination/leads.js';
import { reportData } from './data.js';

/** Three accounts that share thirty objects, the first second by turns or always the same one's; thousands of rows of others around them. */
function groupsWhere(first: (object: number) => number): ReturnType<typeof reportData>['groups'] {
  const rows = Array.from({ length: 30 }, (_none, object) => [0, 1, 2].map((who) => `o${object},a${who},c${object}-${who},${object * 1000 + ((who - first(object) + 3) % 3) * 5}`)).flat();
  for (let other = 0; other < 4000; other++) rows.push(`x${other % 900},b${other % 700},d${other},${other * 977}`);
  const result = coordinate(readCsv(Buffer.from(['object_id,account_id,content_id,timestamp_share', ...rows].join('\n'))).events, { window: 60, participation: 2 });
  const bursts = burstsOf(result, 60);
  return reportData(result, describeGroups(result, bursts), bursts, {}).groups;
}

it('says that an account leads where it begins more often than the luckiest of equals would', () => {
  expect(groupsWhere(() => 1)).toMatchObject([{ size: 3, leadShare: 1, leads: true }]);
  expect(groupsWhere((object) => object % 3)).toMatchObject([{ size: 3, leads: false }]);
});
