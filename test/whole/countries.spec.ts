import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { localTime } from '#apps/demo/src/calendar.js';
import { createCountry } from '#apps/demo/src/country.js';
import type { TruthCampaign, TruthDecoy } from '#apps/demo/src/model.js';
import { serveCountry } from '#apps/demo/src/serve.js';
import { listCampaigns } from '#infra/store/campaigns.js';
import { putWatchlistFile } from '#pipeline/watchlist.js';
import { judgeCampaigns } from '../material/judge-campaigns.js';
import { openFlow } from './flow.js';

/** Five countries, worded by both banks: what was planted is found, and nothing else is. */
const SEEDS = [1, 2, 3, 4, 5];
const DATE = '2027-03-09';
const FLOOR = 0.9;

interface Run { seed: number; planted: TruthCampaign[]; decoys: TruthDecoy[]; found: TruthCampaign[]; missed: TruthCampaign[]; wrong: { target: string; members: string[] }[] }
const runs: Run[] = [];

async function wholeDay(seed: number): Promise<Run> {
  const country = createCountry({ seed, date: DATE });
  const now = localTime(DATE, '06:30');
  const served = await serveCountry(country, { now: () => now });
  const flow = await openFlow();
  const folder = await mkdtemp(join(tmpdir(), 'claque-country-'));
  try {
    const file = join(folder, 'watchlist.yaml');
    await writeFile(file, served.watchlist);
    const { electionId } = await putWatchlistFile(flow.db, file);
    await flow.open({ CLAQUE_CLOCK_AT: now.toISOString() });
    await flow.queues.add([{ name: 'sweep', payload: {} }]);
    flow.work();
    await flow.rest();
    expect(flow.runs.filter(({ result }) => result === 'failed')).toEqual([]);
    expect(served.forbiddenVisits).toEqual([]);
    const findings = (await listCampaigns(flow.db, electionId)).map(({ target, members }) => ({ target, members }));
    return { seed, planted: country.truth.campaigns, decoys: country.truth.decoys, ...judgeCampaigns(country.truth.campaigns, findings) };
  } finally {
    await flow.close();
    await served.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const told = (of: (run: Run) => { target: string; members: readonly string[] }[]): string => runs.flatMap((run) => of(run).map(({ target, members }) => `seed ${run.seed}: ${target} by ${members.join(', ')}`)).join('\n');

beforeAll(async () => { for (const seed of SEEDS) runs.push(await wholeDay(seed)); }, 600_000);

it('finds nine of ten planted drives, with the right account and most of the members', () => {
  const planted = runs.reduce((sum, run) => sum + run.planted.length, 0);
  const found = runs.reduce((sum, run) => sum + run.found.length, 0);
  expect(found / planted, `missed\n${told(({ missed }) => missed)}`).toBeGreaterThanOrEqual(FLOOR);
});
it('finds little that was not planted', () => {
  const found = runs.reduce((sum, run) => sum + run.found.length, 0);
  const wrong = runs.reduce((sum, run) => sum + run.wrong.length, 0);
  expect(found / (found + wrong), `not planted\n${told((run) => run.wrong)}`).toBeGreaterThanOrEqual(FLOOR);
});
it('takes no decoy for a drive', () => {
  expect(told(({ wrong, decoys }) => wrong.filter(({ target }) => decoys.some((decoy) => decoy.target === target)))).toBe('');
});
