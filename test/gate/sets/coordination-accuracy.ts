import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { coordinate } from '#core/coordination/coordinate.js';
import type { Events } from '#core/coordination/events/events.js';
import { readCsv } from '#core/coordination/events/csv.js';
import { plant, sharesCsv, type Planting } from '../../material/co-sharing.js';
import type { Figure, GateSet } from '../set.js';

const SEEDS = [1, 2, 3, 4, 5];
const packed = (data: string, name: string) => gunzipSync(readFileSync(join(data, 'coordination', `${name}.csv.gz`)));
const events = (data: string, name: string): Events => readCsv(packed(data, name), name).events;

/** Planted cells found (accounts), on the given sets and on five of our own of each kind, and nothing found where account labels are shuffled. */
const set: GateSet = {
  name: 'coordination-accuracy',
  needs: ['coordination/syn_100000.csv.gz', 'coordination/truth_100000.csv.gz', 'coordination/syn_hard200k.csv.gz', 'coordination/truth_hard200k.csv.gz', 'coordination/telegram_farright_events.csv.gz'],
  async judge(data) {
    const figures: Figure[] = [];
    for (const [name, truth, window, floor, least] of [['syn_100000', 'truth_100000', 60, 0.995, undefined], ['syn_hard200k', 'truth_hard200k', 240, 0.85, 0.95]] as const) {
      const planted = new Set((parse(packed(data, truth), { columns: true }) as { account_id: string }[]).map(({ account_id }) => account_id));
      const { f1, precision, of } = nodes(events(data, name), planted, window);
      figures.push({ name: `node F1 on ${name} at ${window} s`, value: f1, floor, of }, { name: `precision on ${name}`, value: precision, ...(least === undefined ? {} : { floor: least }) });
    }
    for (const [kind, rows, window, floor, least, seeds] of [['clear', 1_000_000, 60, 0.995, undefined, [1]], ['hard', 200_000, 240, 0.85, 0.95, SEEDS], ['reuse', 200_000, 240, undefined, undefined, SEEDS]] as const) {
      const each = seeds.map((seed) => plantedNodes({ rows, seed, kind }, window));
      const mean = (of: (one: (typeof each)[number]) => number) => each.reduce((sum, one) => sum + of(one), 0) / each.length;
      const name = `${kind} planting of ${rows.toLocaleString('en')} at ${window} s`;
      figures.push({ name: `node F1 on ${name}`, value: mean(({ f1 }) => f1), ...(floor === undefined ? {} : { floor }), of: `mean of ${seeds.length}: ${each.map(({ f1 }) => f1.toFixed(3)).join(', ')}` });
      figures.push({ name: `precision on ${name}`, value: mean(({ precision }) => precision), ...(least === undefined ? {} : { floor: least }) });
    }
    for (const [name, window] of [['russian_coord_tweets', 60], ['russian_coord_tweets', 3600], ['input_ger_url', 60], ['input_ger_img', 3600], ['telegram_farright_events', 3600]] as const) {
      const all = name === 'telegram_farright_events' ? textObjects(packed(data, name)) : events(data, name);
      let flagged = 0;
      for (const seed of SEEDS) {
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

function plantedNodes(planting: Planting, window: number) {
  const shares = plant(planting);
  return nodes(readCsv(sharesCsv(shares, planting.seed)).events, new Set([...shares.cellOf.keys()].map((account) => `a${account}`)), window);
}

function nodes(all: Events, planted: ReadonlySet<string>, window: number): { f1: number; precision: number; of: string } {
  const { cell } = coordinate(all, { window, participation: 2 });
  let found = 0;
  let right = 0;
  for (let account = 0; account < cell.length; account++) if (cell[account]! >= 0) { found++; if (planted.has(all.accounts.text(account))) right++; }
  return { f1: 2 * right / Math.max(1, found + planted.size), precision: right / Math.max(1, found), of: `${found} found, ${right} of ${planted.size} planted` };
}

/** The objects of the Telegram set that are texts (`object_type` t). */
function textObjects(bytes: Buffer): Events {
  const [header = '', ...lines] = bytes.toString().split('\n');
  const type = header.trim().split(',').indexOf('object_type');
  return readCsv(Buffer.from([header, ...lines.filter((line) => line.split(',')[type] === 't')].join('\n'))).events;
}

function shuffle(values: Int32Array, seed: number): void {
  let state = seed * 2_654_435_761;
  const random = () => { state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0; return state / 2 ** 32; };
  for (let at = values.length - 1; at > 0; at--) { const other = Math.floor(random() * (at + 1)); [values[at], values[other]] = [values[other]!, values[at]!]; }
}
export default set;
