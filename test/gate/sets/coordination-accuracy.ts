import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { coordinate } from '#core/coordination/coordinate.js';
import type { Events } from '#core/coordination/events/events.js';
import { readCsv } from '#core/coordination/events/csv.js';
import type { Figure, GateSet } from '../set.js';

const events = (data: string, name: string): Events => readCsv(gunzipSync(readFileSync(join(data, 'coordination', `${name}.csv.gz`))), name).events;

/** Planted cells found (accounts), and nothing found where account labels are shuffled. */
const set: GateSet = {
  name: 'coordination-accuracy',
  needs: ['coordination/syn_100000.csv.gz', 'coordination/truth_100000.csv.gz', 'coordination/syn_hard200k.csv.gz', 'coordination/truth_hard200k.csv.gz'],
  async judge(data) {
    const figures: Figure[] = [];
    for (const [name, truth, window, floor, least] of [['syn_100000', 'truth_100000', 60, 0.995, undefined], ['syn_hard200k', 'truth_hard200k', 240, 0.85, 0.95]] as const) {
      const all = events(data, name);
      const planted = new Set((parse(gunzipSync(readFileSync(join(data, 'coordination', `${truth}.csv.gz`))), { columns: true }) as { account_id: string }[]).map(({ account_id }) => account_id));
      const { cell, grown } = coordinate(all, { window, participation: 2 });
      let found = 0;
      let right = 0;
      let seeds = 0;
      let rightSeeds = 0;
      for (let account = 0; account < cell.length; account++) {
        if (cell[account]! < 0) continue;
        const good = planted.has(all.accounts.text(account));
        found++;
        if (good) right++;
        if (grown[account] === 0) { seeds++; if (good) rightSeeds++; }
      }
      const precision = right / Math.max(1, found);
      const recall = right / planted.size;
      const f1 = (p: number, r: number) => (p + r === 0 ? 0 : 2 * p * r / (p + r));
      figures.push({ name: `node F1 on ${name}`, value: f1(precision, recall), floor, of: `at ${window} s: ${found} found, ${planted.size} planted` });
      figures.push({ name: `precision on ${name}`, value: precision, ...(least === undefined ? {} : { floor: least }) });
      figures.push({ name: `node F1 without growth on ${name}`, value: f1(rightSeeds / Math.max(1, seeds), rightSeeds / planted.size) });
    }
    for (const [name, window] of [['russian_coord_tweets', 60], ['russian_coord_tweets', 3600], ['input_ger_url', 60], ['input_ger_img', 3600]] as const) {
      let flagged = 0;
      for (let seed = 1; seed <= 5; seed++) {
        const all = events(data, name);
        shuffle(all.account.subarray(0, all.rows), seed);
        const { significant, cell } = coordinate(all, { window, participation: 2 });
        for (const one of significant) flagged += one;
        for (const one of cell) if (one >= 0) flagged++;
      }
      figures.push({ name: `edges and accounts flagged with labels shuffled, ${name} ${window} s`, value: flagged, floor: 0, atMost: true, of: 'in five shuffles' });
    }
    return figures;
  },
};

function shuffle(values: Int32Array, seed: number): void {
  let state = seed * 2_654_435_761;
  const random = () => { state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; return state / 2 ** 32; };
  for (let at = values.length - 1; at > 0; at--) { const other = Math.floor(random() * (at + 1)); [values[at], values[other]] = [values[other]!, values[at]!]; }
}
export default set;
