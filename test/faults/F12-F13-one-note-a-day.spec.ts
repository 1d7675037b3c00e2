import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayWindow, localDayOf } from '#core/election/calendar.js';
import { watchlistSchema } from '#core/election/watchlist.js';
import { freezeEdition } from '#infra/store/editions.js';
import { applyWatchlist } from '#infra/store/watchlist.js';
import type { World } from '#pipeline/world.js';
import { openFlow, type Flow } from '../whole/flow.js';
import { minute } from './clock-process.js';
import { startProcess, until, type Process } from './installation.js';
import { MailServer } from './mail-server.js';

/** Zones and days at which a day is 23, 24 or 25 hours long, or lies as far from UTC as days do. */
const PLACES = [
  { id: 'mekong', zone: 'Asia/Phnom_Penh' }, { id: 'zulu', zone: 'UTC' }, { id: 'hudson', zone: 'America/New_York' }, { id: 'samoa', zone: 'Pacific/Apia' }, { id: 'line', zone: 'Pacific/Kiritimati' }, { id: 'chatham', zone: 'Pacific/Chatham' },
];
let flow: Flow;
let server: MailServer;
/** The flow's world at another moment. */
const at = (moment: Date): World => ({ ...flow.world, clock: { now: () => moment } });

beforeAll(async () => {
  server = await MailServer.open();
  flow = await openFlow();
  for (const { id, zone } of PLACES) {
    await applyWatchlist(flow.db, watchlistSchema.parse({
      version: 1, election: { id, name: { en: id }, polity: { en: id }, time_zone: zone, polling_day: '2031-03-14' }, actors: [{ id: 'tides', name: { en: 'Ministry of Tides' }, kind: 'ministry', side: 'government', sources: [] }],
      release: [{ audience: 'staff', set_by: 'E1', why: 'an example' }],
      recipients: [{ email: `early@${id}.example`, language: 'en', audience: 'staff', at: '02:30' }, { email: `late@${id}.example`, language: 'en', audience: 'staff', at: '23:30' }],
    }), 'text', () => []);
    // Not the first: that one comes at whatever hour the first crawl is done.
    for (const audience of ['staff', 'partners', 'public'] as const) await freezeEdition(flow.db, { electionId: id, date: '2026-10-01', kind: 'daily', audience, sequence: 1 }, { number: 1, cutOff: '2026-10-01T06:00:00.000Z' }, new Date('2026-10-01T06:00:00Z'), null);
  }
  await flow.open({ CLAQUE_CLOCK_AT: '2026-10-30T00:00:00Z', SMTP_URL: server.url });
});
afterAll(async () => { await flow?.close(); await server?.close(); });

describe('F12: days that are not 24 hours long', () => {
  it.each([['the clocks go back', '2026-10-30T12:00:00Z'], ['the clocks go forward', '2027-03-12T12:00:00Z']])('when %s, each place has one note a local day, each reader one mail of it, and the windows meet', async (_name, from) => {
    const start = new Date(from).getTime();
    const end = start + 4 * 86_400_000;
    server.taken.length = 0;
    for (let moment = start; moment < end; moment += 30 * 60_000) await minute(at(new Date(moment)));
    for (const { id, zone } of PLACES) {
      const rows = await flow.db.query<{ date: string; from: string; to: string }[]>(`SELECT date, content->'covers'->>'from' AS from, content->'covers'->>'to' AS to FROM editions WHERE election_id = $1 AND kind = 'daily' AND audience = 'staff' AND composed_at >= $2 ORDER BY date`, [id, new Date(start)]);
      const days = rows.map(({ date }) => date);
      expect(new Set(days).size, id).toBe(days.length);
      // Every day whose morning lies wholly in the time that was watched.
      for (let noon = start; noon < end - 86_400_000; noon += 86_400_000) { const day = localDayOf(new Date(noon + 86_400_000), zone); const six = dayWindow(day, zone).from.getTime() + 8 * 3_600_000; if (six >= start && six < end) expect(days, `${id} ${day}`).toContain(day); }
      for (const [index, row] of rows.entries()) if (index > 0) expect(row.from, `${id} ${row.date}`).toBe(rows[index - 1]!.to);
      for (const reader of ['early', 'late']) {
        const mails = server.copies(`${reader}@${id}.example`).map(({ body }) => /^Subject: (.*)/im.exec(body)![1]!).filter((subject) => /^Daily note \d+, (?!.*late$)/.test(subject));
        expect(new Set(mails).size, `${reader} ${id}`).toBe(mails.length);
        expect(mails.length, `${reader} ${id}`).toBeGreaterThanOrEqual(2);
      }
    }
  });
});

describe('F13: twenty clocks at the same minute', () => {
  it('make one note for each audience and one mail for each reader', async () => {
    server.taken.length = 0;
    const moment = '2028-05-05T23:59:30Z';
    const settings = { DATABASE_URL: flow.world.config.databaseUrl!, CLAQUE_DATA_DIR: flow.dataDir, CLAQUE_READ_THREADS: '1', MAIL_CONNECTIONS: '1', SMTP_URL: server.url };
    const clocks: Process[] = [];
    try {
      // A few at a time: what is tested is that they work at the same moment, not that they start at one.
      for (let n = 0; n < 20; n++) {
        clocks.push(startProcess('test/faults/clock-process.js', [moment], settings, [], 'pipe'));
        if (n % 4 === 3) await until('clocks that are ready', () => { for (const clock of clocks) if (!clock.alive) throw new Error(clock.output); return clocks.every((clock) => clock.says('clock ready')); });
      }
      for (const clock of clocks) clock.child.stdin!.write('go\n');
      await until('clocks that are done', () => clocks.every(({ alive }) => !alive), 120_000);
      expect(clocks.filter((clock) => !clock.says('clock done')).map(({ output }) => output)).toEqual([]);
    } finally { for (const clock of clocks) await clock.kill(); }
    for (const { id, zone } of PLACES) {
      const day = localDayOf(new Date(moment), zone);
      const rows = await flow.db.query<{ audience: string }[]>(`SELECT audience FROM editions WHERE election_id = $1 AND kind = 'daily' AND date = $2`, [id, day]);
      expect(rows.length, id).toBeLessThanOrEqual(3);
      expect(new Set(rows.map(({ audience }) => audience)).size, id).toBe(rows.length);
      for (const reader of ['early', 'late']) expect(server.copies(`${reader}@${id}.example`).filter(({ body }) => /^Subject: Daily note \d+, (?!.*late\r?$)/im.test(body)).length, `${reader} ${id}`).toBeLessThanOrEqual(1);
    }
    expect(server.taken.length).toBeGreaterThan(0);
    // Nobody is left without knowing: whoever found another's mail on its way said so, and the sender knew better.
    expect(await flow.db.query(`SELECT d.id FROM deliveries d JOIN editions e ON e.id = d.edition_id WHERE e.kind = 'daily' AND e.composed_at >= '2028-05-01' AND d.state NOT IN ('sent')`)).toEqual([]);
  });
});
